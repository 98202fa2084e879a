import { Fault, VIPPS_CREDENTIAL, VIPPS_HANDLER, VITRINE_VERSION, type Clock } from '@vitrine/contract';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { PaymentPort, PaymentState } from '../../ports.ts';
import { createUpstream, type Refusal } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { Adjusted, Created, Payment, Problem, WebhookEvent } from './vipps-answers.ts';
import { fromVippsReference, toVippsReference } from './vipps-reference.ts';
import { verifyVippsSignature } from './vipps-signature.ts';
import { stateOf, stateOfEvent } from './vipps-state.ts';
import { withToken } from './vipps-token.ts';

export interface VippsOptions {
  /** `https://api.vipps.no`, or `https://apitest.vipps.no`. */
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  clientId: string;
  clientSecret: string;
  /** `Ocp-Apim-Subscription-Key`. */
  subscriptionKey: string;
  /** MSN: the sales unit that is paid. */
  merchantSerialNumber: string;
  /** Told once, when the webhook was registered. */
  webhookSecret: string;
  /** The address that was registered: it is part of what is signed. */
  webhookUrl: string;
  /** Up to 30 characters that tell Vipps whose software calls. */
  systemName?: string;
}

const BASE = '/epayment/v1/payments';

/** Longest key that Vipps takes. */
const LONGEST_KEY = 50;

/** The buyer is sent to the landing page, or straight into the app, and says who it is there. */
const BY_REDIRECT = 'redirect';

const problemOf = ({ body }: Refusal): Problem | undefined => {
  const read = v.safeParse(Problem, body);
  return read.success ? read.output : undefined;
};

/** A key as it is where it fits, else its digest. */
const keyOf = (key: string): string => (key.length <= LONGEST_KEY ? key : bytesToHex(sha256(utf8ToBytes(key))).slice(0, 40));

/**
 * Vipps MobilePay by ePayment: approved in the buyer's app, held, and taken as parcels leave. Our payment id is the
 * reference at Vipps, which is made from ours. Source: ePayment API 1.4; docs/upstream/vipps.md.
 */
export function createVipps(options: VippsOptions): PaymentPort {
  const { baseUrl, fetch, clock, subscriptionKey, merchantSerialNumber, webhookSecret, webhookUrl } = options;
  const headers = {
    'ocp-apim-subscription-key': subscriptionKey,
    'merchant-serial-number': merchantSerialNumber,
    'vipps-system-name': options.systemName ?? 'vitrine',
    'vipps-system-version': VITRINE_VERSION,
  };
  const upstream = withToken(createUpstream({ name: 'payment', baseUrl, fetch, clock, headers }), clock, options);
  const pathOf = (paymentId: string) => `${BASE}/${encodeURIComponent(paymentId)}`;

  const read = (paymentId: string, signal?: AbortSignal): Promise<Payment | null> =>
    upstream.ask(pathOf(paymentId), { answer: Payment, refused: ({ status }) => (status === 404 ? null : undefined), signal });

  const stateAt = async (paymentId: string, signal?: AbortSignal): Promise<PaymentState> => {
    const payment = await read(paymentId, signal);
    return payment ? stateOf(payment) : { state: 'none' };
  };

  /** A command on a payment that stands. A refusal that Vipps explains comes back as a value. */
  const adjust = (paymentId: string, command: 'capture' | 'cancel' | 'refund', key: string, amount?: object) =>
    upstream.tell(`${pathOf(paymentId)}/${command}`, {
      ...(amount ? { json: { modificationAmount: amount } } : {}),
      headers: { 'idempotency-key': keyOf(key) },
      answer: Adjusted,
      refused: (refusal) => {
        const problem = problemOf(refusal);
        return problem && (refusal.status === 400 || refusal.status === 409) ? { problem } : undefined;
      },
    });

  /** Amounts carry a currency, and the payment knows which. */
  const amountOf = async (paymentId: string, value: number) => {
    const payment = await read(paymentId);
    if (!payment) throw new Fault('defect', 'payment.unknown', 'Vipps does not know the payment');
    return { payment, amount: { value, currency: payment.aggregate.authorizedAmount.currency } };
  };

  return {
    handlerName: VIPPS_HANDLER,
    handler: { id: 'vipps', version: VITRINE_VERSION, config: {}, available_instruments: [{ type: 'wallet' }] },
    credentialType: VIPPS_CREDENTIAL,

    async authorise({ key, reference, amount, currency, token, returnUrl }): Promise<PaymentState> {
      const carried = toVippsReference(reference);
      const phone = token === BY_REDIRECT ? undefined : token.replace(/[\s()-]/g, '').replace(/^(\+|00)/, '');
      if (phone !== undefined && !/^\d{10,15}$/.test(phone)) return { state: 'declined', paymentId: '', code: 'invalid_account' };
      const answer = await upstream.tell(BASE, {
        json: {
          amount: { value: amount, currency },
          paymentMethod: { type: 'WALLET' },
          ...(phone ? { customer: { phoneNumber: phone } } : {}),
          reference: carried,
          userFlow: 'WEB_REDIRECT',
          returnUrl,
          paymentDescription: `Order ${reference}`.slice(0, 100),
          metadata: { reference },
        },
        headers: { 'idempotency-key': keyOf(key) },
        answer: Created,
        refused: (refusal) => {
          const problem = problemOf(refusal);
          const about = (field: string) => problem?.extraDetails?.some(({ name }) => name.toLowerCase().startsWith(field));
          if (refusal.status === 400 && about('customer')) return { nobody: true as const };
          // In use already: by an earlier try of ours, whose answer was lost. What became of it is asked.
          return problem && refusal.status === 409 ? { inUse: true as const } : undefined;
        },
      });
      if ('nobody' in answer) return { state: 'declined', paymentId: '', code: 'invalid_account' };
      if ('inUse' in answer) {
        const known = await stateAt(carried);
        if (known.state !== 'none') return known;
        throw new Fault('uncertain', 'payment.in-flight', 'The same payment is already on its way to Vipps');
      }
      if (!answer.redirectUrl) throw new Fault('uncertain', 'payment.broken-contract', 'Vipps tells no address for the buyer');
      return { state: 'challenge', paymentId: answer.reference, url: answer.redirectUrl };
    },

    find: ({ paymentId, reference }, { signal } = {}) => stateAt(paymentId ?? toVippsReference(reference), signal),

    async capture({ key, paymentId, amount: value }) {
      const { amount } = await amountOf(paymentId, value);
      const answer = await adjust(paymentId, 'capture', key, amount);
      if (!('problem' in answer)) return { captured: answer.aggregate.capturedAmount.value };
      // Captured already, perhaps by a try whose answer was lost: the payment itself says how much.
      const known = await stateAt(paymentId);
      if (known.state === 'captured' && known.amount >= value) return { captured: known.amount };
      throw new Fault('defect', 'payment.not-capturable', `Vipps cannot capture a payment that is ${known.state}`, {
        detail: { title: answer.problem.title },
      });
    },

    async void({ key, paymentId }) {
      const answer = await adjust(paymentId, 'cancel', key);
      if (!('problem' in answer)) return;
      // Declined, expired and called off are final at Vipps: nothing is held, and nothing can be any more.
      const { state } = await stateAt(paymentId);
      if (state === 'voided' || state === 'declined') return;
      throw new Fault('defect', 'payment.not-voidable', `Vipps cannot void a payment that is ${state}`);
    },

    async refund({ key, paymentId, amount: value }) {
      const { amount } = await amountOf(paymentId, value);
      const answer = await adjust(paymentId, 'refund', key, amount);
      if ('problem' in answer)
        throw new Fault('defect', 'payment.refused', 'Vipps refused the refund', { detail: { title: answer.problem.title } });
      return { refundId: answer.pspReference };
    },

    readWebhook(delivery) {
      verifyVippsSignature({ secret: webhookSecret, url: webhookUrl }, delivery);
      const event = readWebhookBody('payment', WebhookEvent, delivery.body);
      const eventId = `${event.pspReference}/${event.name}`;
      const state = stateOfEvent(event);
      if (!state) return { eventId };
      return { eventId, paymentId: event.reference, state, reference: fromVippsReference(event.reference) };
    },
  };
}
