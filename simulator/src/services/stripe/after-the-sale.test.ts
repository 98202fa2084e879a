import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { witness } from '../../../test/witnesses/stripe.ts';
import { World } from '../../kernel/world.ts';
import { stripeService } from './stripe.ts';

const KEYS = { secretKey: 'sk_test_shop', publishableKey: 'pk_test_shop' };
const HOOK = { url: 'https://shop.example/webhooks/stripe', secret: 'whsec_a_plain_secret' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A world with Stripe in it, Stripe's own client, and a shop that hears of events. */
function open() {
  const world = new World({ seed: 1, services: { stripe: stripeService({ ...KEYS, webhooks: [HOOK] }) } });
  const heard: string[] = [];
  world.network.host('shop', 'https://shop.example', async (request) => {
    heard.push(((await request.json()) as { type: string }).type);
    return new Response(null, { status: 200 });
  });
  const stripe = new Stripe(KEYS.secretKey, {
    httpClient: Stripe.createFetchHttpClient(world.network.fetchAs('shop')),
    maxNetworkRetries: 0,
  });
  const buy = (token: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      amount: 124_900,
      currency: 'nok',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      confirm: true,
      payment_method: `pm_card_${token}`,
      metadata: { reference: 'V-1' },
      ...more,
    });
  const lever = (name: string, wish: Record<string, unknown> = {}) =>
    world
      .service('stripe')
      .levers!.find((one) => one.name === name)!
      .pull(wish);
  return { world, stripe, heard, buy, lever };
}

const raised = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await promise;
  } catch (thrown) {
    return thrown as Stripe.errors.StripeError;
  }
  throw new Error('This should have been refused.');
};

describe('refunds', () => {
  test('some take their time', async () => {
    const { world, stripe, heard, buy } = open();
    const paid = await buy('pendingRefund');
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    expect(refund.status).toBe('pending');
    await world.clock.runFor(10 * MINUTE + 1);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    await world.clock.runFor(1_000);
    expect(heard).toContain('charge.refund.updated');
  });

  test('some come back, and may be given again', async () => {
    const { world, stripe, heard, buy } = open();
    const paid = await buy('refundFail');
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe('succeeded');
    expect((await raised(stripe.refunds.create({ payment_intent: paid.id }))).code).toBe('charge_already_refunded');
    await world.clock.runFor(10 * MINUTE + 1_000);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await stripe.charges.retrieve(paid.latest_charge as string)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(heard).toContain('refund.failed');
    expect((await stripe.refunds.create({ payment_intent: paid.id })).amount).toBe(124_900);
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(2);
  });

  test('by a lever, the newest, or else the next', async () => {
    const { world, stripe, buy, lever } = open();
    lever('refund-fails');
    const paid = await buy('visa');
    const next = await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    await world.clock.runFor(11 * MINUTE);
    expect((await stripe.refunds.retrieve(next.id)).status).toBe('failed');
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    await world.clock.runFor(11 * MINUTE);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    lever('refund-fails');
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('failed');
    expect(() => lever('refund-fails', { refund: 're_nothing' })).toThrow(RangeError);
  });
});

describe('disputes', () => {
  const disputed = async (token = 'createDispute') => {
    const opened = open();
    const paid = await opened.buy(token);
    await opened.world.clock.runFor(MINUTE + 1_000);
    const [dispute] = (await opened.stripe.disputes.list({ payment_intent: paid.id })).data;
    return { ...opened, paid, dispute: dispute! };
  };

  test('a buyer goes to the bank; the shop answers and wins its money back', async () => {
    const { world, stripe, heard, paid, dispute } = await disputed();
    expect(dispute).toMatchObject({ amount: 124_900, reason: 'fraudulent', status: 'needs_response' });
    expect((await raised(stripe.refunds.create({ payment_intent: paid.id }))).code).toBe('charge_disputed');
    const draft = await stripe.disputes.update(dispute.id, { evidence: { shipping_tracking_number: '1' }, submit: false });
    expect(draft).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true, submission_count: 0 } });
    expect((await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } })).status).toBe(
      'under_review',
    );
    await world.clock.runFor(DAY + 1_000);
    const ended = await stripe.disputes.retrieve(dispute.id);
    expect(ended.status).toBe('won');
    expect(ended.balance_transactions.map(({ amount }) => amount)).toEqual([-124_900, 124_900]);
    expect(heard.filter((type) => type.startsWith('charge.dispute'))).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
  });

  test('the shop loses with bad evidence, by giving in, and by saying nothing', async () => {
    const bad = await disputed('createDisputeProductNotReceived');
    await bad.stripe.disputes.update(bad.dispute.id, { evidence: { uncategorized_text: 'losing_evidence' } });
    await bad.world.clock.runFor(DAY + 1_000);
    expect((await bad.stripe.disputes.retrieve(bad.dispute.id)).status).toBe('lost');

    const given = await disputed();
    expect((await given.stripe.disputes.close(given.dispute.id)).status).toBe('lost');
    expect((await raised(given.stripe.disputes.close(given.dispute.id))).code).toBe('dispute_already_closed');

    const silent = await disputed();
    await silent.world.clock.runFor(10 * DAY);
    expect(await silent.stripe.disputes.retrieve(silent.dispute.id)).toMatchObject({
      status: 'lost',
      evidence_details: { past_due: true },
    });
  });

  test('an inquiry takes no money', async () => {
    const { world, stripe, dispute, paid } = await disputed('createDisputeInquiry');
    expect(dispute).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    expect((await stripe.refunds.create({ payment_intent: paid.id, amount: 100 })).status).toBe('succeeded');
    await world.clock.runFor(10 * DAY);
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
  });

  test('by a lever, the newest payment that was taken, or else the next', async () => {
    const { world, stripe, buy, lever } = open();
    const paid = await buy('visa');
    expect(() => lever('dispute-newest', { reason: 'boredom' })).toThrow(/one of the reasons/);
    lever('dispute-newest', { reason: 'product_not_received' });
    expect((await stripe.disputes.list()).data).toMatchObject([{ payment_intent: paid.id, reason: 'product_not_received' }]);
    expect(() => lever('dispute-newest', { payment: paid.id })).toThrow(/cannot be disputed/);
    lever('dispute-newest');
    await buy('visa');
    await world.clock.runFor(2 * MINUTE);
    expect((await stripe.disputes.list()).data.map(({ reason }) => reason)).toEqual(['fraudulent', 'product_not_received']);
  });
});

describe('buyers who come back', () => {
  test('a customer keeps a card, changes an address, and is forgotten', async () => {
    const { stripe, buy } = open();
    const kari = await stripe.customers.create({ email: 'kari@example.no', name: 'Kari', metadata: { habit: 'baker' } });
    const card = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
    await stripe.paymentMethods.attach(card.id, { customer: kari.id });
    expect((await stripe.paymentMethods.list({ customer: kari.id })).data.map(({ id }) => id)).toEqual([card.id]);
    expect((await buy('visa', { customer: kari.id, payment_method: card.id })).customer).toBe(kari.id);
    expect((await raised(buy('visa', { customer: 'cus_nobody' }))).code).toBe('resource_missing');
    expect((await stripe.customers.update(kari.id, { phone: '+4791234567' })).phone).toBe('+4791234567');
    expect((await stripe.customers.list({ email: 'kari@example.no' })).data).toHaveLength(1);
    await stripe.paymentMethods.detach(card.id);
    expect((await stripe.paymentMethods.list({ customer: kari.id })).data).toEqual([]);
    expect(await stripe.customers.del(kari.id)).toMatchObject({ deleted: true });
    expect((await raised(stripe.customers.retrieve(kari.id))).statusCode).toBe(404);
  });
});

describe('levers', () => {
  test('the bank declines the next payment, for any reason a bank has', async () => {
    const { buy, lever } = open();
    lever('decline-next', { code: 'withdrawal_count_limit_exceeded' });
    expect((await raised(buy('visa'))).decline_code).toBe('withdrawal_count_limit_exceeded');
    expect((await buy('visa')).status).toBe('succeeded');
    expect(() => lever('decline-next', { code: 'bad_mood' })).toThrow(RangeError);
  });

  test('the bank wants to see the next cardholder', async () => {
    const { buy, lever } = open();
    lever('challenge-next');
    expect((await buy('visa')).status).toBe('requires_action');
    expect((await buy('visa')).status).toBe('succeeded');
  });

  test('webhooks are held back and then come', async () => {
    const { world, heard, buy, lever } = open();
    lever('delay-webhooks', { minutes: 5 });
    await buy('visa');
    await world.clock.runFor(5 * MINUTE - 1);
    expect(heard).toEqual([]);
    await world.clock.runFor(1_000);
    expect(heard).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']);
  });

  test('too many calls, and two with one key at once', async () => {
    const { world, stripe, buy, lever } = open();
    lever('rate-limit', { seconds: 10 });
    expect(await raised(buy('visa'))).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await world.clock.runFor(10_000);
    lever('key-in-use');
    const asked = { amount: 1_000, currency: 'nok' };
    const twin = await raised(stripe.paymentIntents.create(asked, { idempotencyKey: 'k' }));
    expect([twin.statusCode, twin.code]).toEqual([409, 'idempotency_key_in_use']);
    expect((await stripe.paymentIntents.create(asked, { idempotencyKey: 'k' })).status).toBe('requires_payment_method');
  });
});

describe('small print', () => {
  test('3-D Secure that nobody sees, and one that the shop asks for', async () => {
    const { stripe, buy } = open();
    const result = async (token: string, wish: 'any' | 'automatic' = 'any') => {
      const paid = await buy(token, { payment_method_options: { card: { request_three_d_secure: wish } } });
      if (paid.status === 'requires_action') return 'asks';
      const charge = await stripe.charges.retrieve(paid.latest_charge as string);
      return charge.payment_method_details?.card?.three_d_secure?.result ?? undefined;
    };
    expect(await result('threeDSecureOptional')).toBe('asks');
    expect(await result('threeDSecureOptional', 'automatic')).toBeUndefined();
    expect(await result('visa')).toBe('attempt_acknowledged');
    expect(await result('amex')).toBe('not_supported');
  });

  test('what is held is taken once: a second capture is not for this account', async () => {
    const { stripe, buy } = open();
    const held = await buy('visa', { capture_method: 'manual' });
    expect((await raised(stripe.paymentIntents.capture(held.id, { amount_to_capture: 100, final_capture: false }))).param).toBe(
      'final_capture',
    );
  });

  test('lists are read from both ends and within a time, and payments are found by what their metadata say now', async () => {
    const { world, stripe } = open();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) {
      const metadata = { reference: `V-${index}` };
      ids.push((await stripe.paymentIntents.create({ amount: 1_000, currency: 'nok', metadata })).id);
      await world.clock.runFor(1_000);
    }
    const third = await stripe.paymentIntents.retrieve(ids[2]!);
    const idsOf = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);
    const before = await stripe.paymentIntents.list({ ending_before: ids[2]!, limit: 2 });
    expect([idsOf(before), before.has_more]).toEqual([[ids[4], ids[3]], true]);
    expect(idsOf(await stripe.paymentIntents.list({ created: { gt: third.created } }))).toEqual([ids[6], ids[5], ids[4], ids[3]]);
    expect(idsOf(await stripe.paymentIntents.list({ created: { lte: third.created } }))).toEqual([ids[2], ids[1], ids[0]]);
    await stripe.paymentIntents.update(ids[0]!, { metadata: { reference: 'V-new' } });
    const found = async (reference: string) =>
      idsOf(await stripe.paymentIntents.search({ query: `metadata['reference']:'${reference}'` }));
    expect([await found('v-new'), await found('V-0'), await found('V-6')]).toEqual([[ids[0]], [], [ids[6]]]);
  });

  test('a path that Stripe does not know is refused in Stripe’s words', async () => {
    const { world } = open();
    const answer = await world.network.fetchAs('x')('https://api.stripe.com/v1/payment_intent');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: expect.stringContaining('Unrecognized request URL') as unknown },
    });
  });

  test.skipIf(!witness)('a witness notices what Stripe would never say or be told', () => {
    const exchange = {
      from: 'x',
      to: 'stripe',
      operation: '',
      method: 'POST',
      path: '/v1/refunds',
      query: new URLSearchParams(),
      requestHeaders: new Headers({ 'content-type': 'application/x-www-form-urlencoded' }),
      requestText: 'payment_intent=pi_1',
      status: 200,
      responseHeaders: new Headers(),
      responseText: JSON.stringify({ id: 're_1', object: 'refund', amount: 1, created: 1, currency: 'nok' }),
    };
    expect(witness!(exchange)).toEqual([]);
    expect(witness!({ ...exchange, requestText: 'payment=pi_1' })).not.toEqual([]);
    expect(witness!({ ...exchange, responseText: '{"id":"re_1"}' })).not.toEqual([]);
    expect(witness!({ ...exchange, status: 404, responseText: '{"message":"no"}' })).not.toEqual([]);
    expect(witness!({ ...exchange, path: '/v1/refundz' })).not.toEqual([]);
  });
});
