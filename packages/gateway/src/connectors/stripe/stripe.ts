import {
  Fault,
  STRIPE_CREDENTIAL,
  STRIPE_HANDLER,
  VITRINE_VERSION,
  type Clock,
  type StripeHandlerConfig,
} from '@vitrine/contract';
import * as v from 'valibot';
import type { PaymentPort, PaymentState } from '../../ports.ts';
import type { FormValue } from '../form.ts';
import { createUpstream, type Refusal } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { findByReference } from './find-by-reference.ts';
import { declineCode, stateOf } from './payment-state.ts';
import { ErrorBody, Intent, Refund, StripeEvent } from './stripe-answers.ts';
import { verifyStripeSignature } from './stripe-signature.ts';

export interface StripeOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** `sk_…`: never leaves the server. */
  secretKey: string;
  /** `pk_…`: goes into the page. */
  publishableKey: string;
  /** `whsec_…` of the webhook endpoint. */
  webhookSecret: string;
  /** Page with the card fields, where it is not Stripe.js. */
  fieldsUrl?: string;
}

/** The version whose objects we read. Stripe keeps answering in it when the account moves on. */
const API_VERSION = '2026-10-28.endive';

const BASE = '/v1/payment_intents';

const errorOf = ({ body }: Refusal): ErrorBody['error'] | undefined => {
  const read = v.safeParse(ErrorBody, body);
  return read.success ? read.output.error : undefined;
};

/** Cards by Stripe PaymentIntents: held first, taken at despatch. Source: Stripe API, PaymentIntents and Refunds. */
export function createStripe({
  baseUrl,
  fetch,
  clock,
  secretKey,
  publishableKey,
  webhookSecret,
  fieldsUrl,
}: StripeOptions): PaymentPort {
  const headers = { authorization: `Bearer ${secretKey}`, 'stripe-version': API_VERSION };
  const upstream = createUpstream({ name: 'payment', baseUrl, fetch, clock, headers });
  const config: StripeHandlerConfig = { publishable_key: publishableKey, ...(fieldsUrl ? { fields_url: fieldsUrl } : {}) };

  /** A command with its key. Two at once with one key is a 409: the first is still running, so ask what it did. */
  const command = <Answer>(
    path: string,
    key: string,
    form: Record<string, FormValue>,
    answer: v.GenericSchema<unknown, Answer>,
    knows: (error: ErrorBody['error'], status: number) => boolean,
  ) =>
    upstream.tell(path, {
      form,
      headers: { 'idempotency-key': key },
      answer,
      refused: (refusal) => {
        const error = errorOf(refusal);
        if (refusal.status === 409 || error?.code === 'idempotency_key_in_use') {
          throw new Fault('uncertain', 'payment.in-flight', 'The same payment command is already on its way');
        }
        return error && knows(error, refusal.status) ? { refusal: error } : undefined;
      },
    });

  const pathOf = (paymentId: string) => `${BASE}/${encodeURIComponent(paymentId)}`;

  const ask = (paymentId: string, signal?: AbortSignal) =>
    upstream.ask(pathOf(paymentId), { answer: Intent, refused: ({ status }) => (status === 404 ? null : undefined), signal });

  return {
    handlerName: STRIPE_HANDLER,
    handler: { id: 'stripe', version: VITRINE_VERSION, config: { ...config }, available_instruments: [{ type: 'card' }] },
    credentialType: STRIPE_CREDENTIAL,

    async authorise({ key, reference, amount, currency, token, returnUrl, receiptEmail }): Promise<PaymentState> {
      const form = {
        amount,
        currency: currency.toLowerCase(),
        payment_method: token,
        automatic_payment_methods: { enabled: true },
        capture_method: 'manual',
        confirm: true,
        return_url: returnUrl,
        metadata: { reference },
        receipt_email: receiptEmail,
      };
      const answer = await command(BASE, key, form, Intent, ({ type }, status) => status === 402 || type === 'card_error');
      if (!('refusal' in answer)) return stateOf(answer);
      const { refusal } = answer;
      return { state: 'declined', paymentId: refusal.payment_intent?.id ?? '', code: declineCode(refusal) };
    },

    async find({ paymentId, reference }, { signal } = {}) {
      const intent = paymentId
        ? await ask(paymentId, signal)
        : await findByReference(upstream, { reference, now: clock.now(), signal });
      return intent ? stateOf(intent) : { state: 'none' };
    },

    async capture({ key, paymentId, amount }) {
      const form = { amount_to_capture: amount };
      const answer = await command(`${pathOf(paymentId)}/capture`, key, form, Intent, isStateRefusal);
      if (!('refusal' in answer)) return { captured: answer.amount_received };
      // Captured already, perhaps by a try whose answer was lost: the intent itself says how much.
      const intent = await ask(paymentId);
      if (intent?.status === 'succeeded') return { captured: intent.amount_received };
      throw new Fault('defect', 'payment.not-capturable', `Stripe cannot capture a payment that is ${intent?.status ?? 'gone'}`);
    },

    async void({ key, paymentId }) {
      const answer = await command(`${pathOf(paymentId)}/cancel`, key, {}, Intent, isStateRefusal);
      if (!('refusal' in answer)) return;
      const intent = await ask(paymentId);
      if (intent?.status === 'canceled') return;
      throw new Fault('defect', 'payment.not-voidable', `Stripe cannot void a payment that is ${intent?.status ?? 'gone'}`);
    },

    async refund({ key, paymentId, amount }) {
      const answer = await command('/v1/refunds', key, { payment_intent: paymentId, amount }, Refund, () => false);
      if ('refusal' in answer) throw new Fault('defect', 'payment.refused', 'Stripe refused the refund');
      return { refundId: answer.id };
    },

    readWebhook(delivery) {
      verifyStripeSignature(webhookSecret, delivery);
      const event = readWebhookBody('payment', StripeEvent, delivery.body);
      if (event.data.object.object !== 'payment_intent' || !event.type.startsWith('payment_intent.'))
        return { eventId: event.id };
      const { data } = readWebhookBody('payment', v.object({ data: v.object({ object: Intent }) }), delivery.body);
      if (data.object.status === 'processing') return { eventId: event.id };
      const { reference } = data.object.metadata;
      const state = stateOf(data.object);
      return { eventId: event.id, paymentId: data.object.id, state, ...(reference ? { reference } : {}) };
    },
  };
}

const isStateRefusal = ({ code }: ErrorBody['error']) => code === 'payment_intent_unexpected_state';
