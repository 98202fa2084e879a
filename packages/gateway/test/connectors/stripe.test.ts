import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, describe, expect, test } from 'vitest';
import { hasSpecs, openApiContract, specsFolder } from '../../../../simulator/test/contracts.ts';
import { createStripe } from '../../src/connectors/stripe/stripe.ts';
import { faultOf, MONDAY, type Reaction, scripted, type Sent, settled, textLike } from './scripted.ts';

const contract = hasSpecs() ? openApiContract('stripe/openapi.2023-08-16.trimmed.json') : undefined;
const SECRET = 'whsec_test';
let everything: Sent[] = [];

/** No test passes with a call that Stripe does not know. */
afterEach(() => {
  for (const { method, path, query, headers, text } of everything) {
    if (!contract) break;
    expect(contract.request(method, path, headers.get('content-type') ?? '', text)).toEqual([]);
    const names = new URLSearchParams([...query].map(([name, value]) => [name.replace(/\[.*$/, ''), value]));
    expect(contract.query(method, path, names)).toEqual([]);
    expect(headers.get('authorization')).toBe('Bearer sk_test');
    if (method === 'POST') expect(headers.get('idempotency-key')).toBeTruthy();
  }
  everything = [];
});

function open(script: Reaction[] | ((sent: Sent) => Reaction)) {
  const { fetch, sent, clock } = scripted(script);
  everything = sent;
  const stripe = createStripe({
    baseUrl: 'https://api.stripe.com',
    fetch,
    clock,
    secretKey: 'sk_test',
    publishableKey: 'pk_test',
    webhookSecret: SECRET,
    fieldsUrl: 'https://js.stripe.example/fields',
  });
  return { stripe, sent, clock };
}

const intent = (more: Record<string, unknown> = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  amount: 129900,
  amount_capturable: 129900,
  amount_received: 0,
  created: MONDAY / 1000,
  status: 'requires_capture',
  metadata: { reference: 'ord-1' },
  next_action: null,
  last_payment_error: null,
  ...more,
});

const wish = {
  key: 'authorise-ord-1',
  reference: 'ord-1',
  amount: 129900,
  currency: 'NOK',
  token: 'pm_1',
  returnUrl: 'https://shop.example/return?x=1&y=2',
  receiptEmail: 'kari@example.no',
};

describe('authorising a card', () => {
  test('holds the amount, and nothing is taken yet', async () => {
    const { stripe, sent } = open([{ json: intent() }]);
    await expect(stripe.authorise(wish)).resolves.toEqual({ state: 'authorised', paymentId: 'pi_1', amount: 129900 });
    expect(Object.fromEntries(new URLSearchParams(sent[0]!.text))).toEqual({
      amount: '129900',
      currency: 'nok',
      payment_method: 'pm_1',
      'automatic_payment_methods[enabled]': 'true',
      capture_method: 'manual',
      confirm: 'true',
      return_url: wish.returnUrl,
      'metadata[reference]': 'ord-1',
      receipt_email: 'kari@example.no',
    });
    expect(sent[0]!.headers.get('idempotency-key')).toBe('authorise-ord-1');
  });

  test('may lead to the bank first', async () => {
    const next_action = {
      type: 'redirect_to_url',
      redirect_to_url: { url: 'https://bank.example/3ds', return_url: wish.returnUrl },
    };
    const { stripe } = open([{ json: intent({ status: 'requires_action', amount_capturable: 0, next_action }) }]);
    await expect(stripe.authorise(wish)).resolves.toEqual({
      state: 'challenge',
      paymentId: 'pi_1',
      url: 'https://bank.example/3ds',
    });
  });

  test.each([
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'insufficient_funds'],
    [{ code: 'expired_card' }, 'expired_card'],
    [{}, 'generic_decline'],
  ])('a refusal %j is an outcome with the code %s', async (error, code) => {
    const { stripe } = open([{ status: 402, json: { error: { type: 'card_error', ...error, payment_intent: { id: 'pi_1' } } } }]);
    await expect(stripe.authorise(wish)).resolves.toEqual({ state: 'declined', paymentId: 'pi_1', code });
  });

  test.each([
    ['silence' as const, 'uncertain'],
    ['reset' as const, 'uncertain'],
    [{ status: 500, json: { error: { type: 'api_error' } } }, 'uncertain'],
    [{ status: 409, json: { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } } }, 'uncertain'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 429, json: { error: { code: 'rate_limit' } } }, 'unavailable'],
    [{ status: 401 }, 'forbidden'],
    [{ status: 400, json: { error: { type: 'invalid_request_error', code: 'parameter_missing' } } }, 'defect'],
    [{ status: 400, json: { error: { type: 'idempotency_error' } } }, 'defect'],
    [{ json: intent({ amount_capturable: 12.5 }) }, 'uncertain'],
    [{ json: intent({ status: 'processing' }) }, 'uncertain'],
    [{ text: '<html>' }, 'uncertain'],
  ])('%j is %s', async (reaction, kind) => {
    const { stripe, clock, sent } = open([reaction]);
    expect(await faultOf(settled(clock, stripe.authorise(wish)))).toMatchObject({ kind });
    expect(sent).toHaveLength(1);
  });
});

describe('asking what became of a payment', () => {
  test.each([
    [
      { status: 'succeeded', amount_received: 129900, amount_capturable: 0 },
      { state: 'captured', paymentId: 'pi_1', amount: 129900 },
    ],
    [{ status: 'canceled' }, { state: 'voided', paymentId: 'pi_1' }],
    [
      {
        status: 'requires_payment_method',
        last_payment_error: { type: 'card_error', code: 'payment_intent_authentication_failure' },
      },
      { state: 'declined', paymentId: 'pi_1', code: 'payment_intent_authentication_failure' },
    ],
    [{ status: 'requires_payment_method' }, { state: 'none' }],
  ])('%j', async (more, state) => {
    const { stripe, sent } = open([{ json: intent(more) }]);
    await expect(stripe.find({ paymentId: 'pi_1', reference: 'ord-1' })).resolves.toEqual(state);
    expect(sent[0]).toMatchObject({ method: 'GET', path: '/v1/payment_intents/pi_1' });
  });

  test('an unknown id holds nothing', async () => {
    const { stripe } = open([{ status: 404, json: { error: { type: 'invalid_request_error', code: 'resource_missing' } } }]);
    await expect(stripe.find({ paymentId: 'pi_0', reference: 'ord-1' })).resolves.toEqual({ state: 'none' });
  });

  test('without an id it is found by our reference, page after page', async () => {
    const stranger = intent({ id: 'pi_9', metadata: { reference: 'ord-9' } });
    const { stripe, sent } = open([
      { json: { data: [stranger], has_more: true } },
      { json: { data: [intent()], has_more: false } },
    ]);
    await expect(stripe.find({ reference: 'ord-1' })).resolves.toMatchObject({ state: 'authorised', paymentId: 'pi_1' });
    expect(sent[1]!.query.get('starting_after')).toBe('pi_9');
  });

  test('what holds money counts more than a newer try that was declined', async () => {
    const declined = intent({
      id: 'pi_2',
      created: MONDAY / 1000 + 60,
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
    const { stripe } = open([{ json: { data: [declined, intent()], has_more: false } }]);
    await expect(stripe.find({ reference: 'ord-1' })).resolves.toMatchObject({ state: 'authorised', paymentId: 'pi_1' });
  });

  test('an older one is searched, and a search cannot be broken out of', async () => {
    const { stripe, sent } = open([{ json: { data: [], has_more: false } }, { json: { data: [], has_more: false } }]);
    await expect(stripe.find({ reference: "o'1" })).resolves.toEqual({ state: 'none' });
    expect(sent[1]!.query.get('query')).toBe("metadata['reference']:'o\\'1'");
  });
});

describe('after the hold', () => {
  test('it is captured in part or whole', async () => {
    const { stripe, sent } = open([{ json: intent({ status: 'succeeded', amount_received: 100000 }) }]);
    await expect(stripe.capture({ key: 'c', paymentId: 'pi_1', amount: 100000 })).resolves.toEqual({ captured: 100000 });
    expect(sent[0]).toMatchObject({ path: '/v1/payment_intents/pi_1/capture', text: 'amount_to_capture=100000' });
  });

  const unexpected = { status: 400, json: { error: { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' } } };

  test('capturing what is captured already tells what was taken', async () => {
    const { stripe } = open([unexpected, { json: intent({ status: 'succeeded', amount_received: 129900 }) }]);
    await expect(stripe.capture({ key: 'c', paymentId: 'pi_1', amount: 129900 })).resolves.toEqual({ captured: 129900 });
  });

  test('capturing what is void is a fault', async () => {
    const { stripe } = open([unexpected, { json: intent({ status: 'canceled' }) }]);
    expect(await faultOf(stripe.capture({ key: 'c', paymentId: 'pi_1', amount: 1 }))).toMatchObject({
      kind: 'defect',
      code: 'payment.not-capturable',
    });
  });

  test('voiding twice is harmless, voiding what is taken is a fault', async () => {
    const twice = open([unexpected, { json: intent({ status: 'canceled' }) }]);
    await expect(twice.stripe.void({ key: 'v', paymentId: 'pi_1' })).resolves.toBeUndefined();
    const taken = open([unexpected, { json: intent({ status: 'succeeded' }) }]);
    expect(await faultOf(taken.stripe.void({ key: 'v', paymentId: 'pi_1' }))).toMatchObject({ kind: 'defect' });
  });

  test('a refund has an id', async () => {
    const { stripe } = open([{ json: { id: 're_1', object: 'refund', amount: 100 } }]);
    await expect(stripe.refund({ key: 'r', paymentId: 'pi_1', amount: 100 })).resolves.toEqual({ refundId: 're_1' });
  });
});

test("what we send is what Stripe's own library sends", async () => {
  const answers: Reaction[] = [
    { json: intent() },
    { json: intent({ status: 'succeeded' }) },
    { json: intent({ status: 'canceled' }) },
    { json: { id: 're_1', object: 'refund' } },
  ];
  const theirs = scripted(answers);
  const library = new Stripe('sk_test', {
    httpClient: Stripe.createFetchHttpClient(theirs.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const { amount, token: payment_method, returnUrl: return_url, reference, receiptEmail: receipt_email } = wish;
  await library.paymentIntents.create(
    {
      amount,
      currency: 'nok',
      payment_method,
      automatic_payment_methods: { enabled: true },
      capture_method: 'manual',
      confirm: true,
      return_url,
      metadata: { reference },
      receipt_email,
    },
    { idempotencyKey: wish.key },
  );
  await library.paymentIntents.capture('pi_1', { amount_to_capture: 100 }, { idempotencyKey: 'c' });
  await library.paymentIntents.cancel('pi_1', {}, { idempotencyKey: 'v' });
  await library.refunds.create({ payment_intent: 'pi_1', amount: 100 }, { idempotencyKey: 'r' });

  const ours = open(answers);
  await ours.stripe.authorise(wish);
  await ours.stripe.capture({ key: 'c', paymentId: 'pi_1', amount: 100 });
  await ours.stripe.void({ key: 'v', paymentId: 'pi_1' });
  await ours.stripe.refund({ key: 'r', paymentId: 'pi_1', amount: 100 });

  const essence = ({ method, path, headers, text }: Sent) => ({
    call: `${method} ${path}`,
    key: headers.get('idempotency-key'),
    version: headers.get('stripe-version'),
    form: [...new URLSearchParams(text)].sort(),
  });
  expect(ours.sent.map(essence)).toEqual(theirs.sent.map(essence));
  expect(ours.sent).toHaveLength(4);
});

describe('a webhook', () => {
  const official = new Stripe('sk_test');
  const event = (object: unknown, type = 'payment_intent.amount_capturable_updated') =>
    JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
  const header = (payload: string, secret = SECRET, at = MONDAY) =>
    official.webhooks.generateTestHeaderString({ payload, secret, timestamp: at / 1000 });
  const read = (payload: string, signature: string | undefined, now = MONDAY) =>
    open([]).stripe.readWebhook({
      body: new TextEncoder().encode(payload),
      headers: new Headers(signature ? { 'stripe-signature': signature } : {}),
      path: '/webhooks/stripe',
      now,
    });

  test("signed by Stripe's own library tells the state of a payment", () => {
    const payload = event(intent());
    expect(read(payload, header(payload))).toEqual({
      eventId: 'evt_1',
      paymentId: 'pi_1',
      state: { state: 'authorised', paymentId: 'pi_1', amount: 129900 },
      reference: 'ord-1',
    });
  });

  test('of a payment that is not ours carries no reference', () => {
    const payload = event(intent({ metadata: {} }));
    expect(read(payload, header(payload))).not.toHaveProperty('reference');
  });

  test('of another kind is only ticked off', () => {
    const payload = event({ object: 'charge', id: 'ch_1' }, 'charge.updated');
    expect(read(payload, header(payload))).toEqual({ eventId: 'evt_1' });
  });

  test('passes with several signatures, one of them good', () => {
    const payload = event(intent());
    const [time, good] = header(payload).split(',');
    expect(read(payload, `${time},v1=${'0'.repeat(64)},${good},v0=zz`)).toMatchObject({ eventId: 'evt_1' });
  });

  test.each([
    ['unsigned', () => undefined],
    ['signed with another secret', (payload: string) => header(payload, 'whsec_other')],
    ['signed for another body', () => header('{}')],
    ['of ten minutes ago', (payload: string) => header(payload, SECRET, MONDAY - 600_000)],
    ['without a time', (payload: string) => header(payload).replace(/^t=\d+,/, '')],
    ['with half a signature', (payload: string) => header(payload).slice(0, -4)],
  ])('%s is refused', (_, sign) => {
    const payload = event(intent());
    expect(() => read(payload, sign(payload))).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'payment.bad-signature' }),
    );
  });
});

test.skipIf(!hasSpecs())("Stripe's own example of a payment can be read", async () => {
  const { resources } = JSON.parse(readFileSync(join(specsFolder()!, 'stripe/fixtures3.json'), 'utf8')) as {
    resources: Record<string, unknown>;
  };
  const { stripe } = open([{ json: resources.payment_intent }, { json: resources.refund }]);
  await expect(stripe.find({ paymentId: 'pi_1', reference: 'x' })).resolves.toMatchObject({ state: 'declined' });
  await expect(stripe.refund({ key: 'r', paymentId: 'pi_1', amount: 100 })).resolves.toMatchObject({
    refundId: textLike(/^re_/),
  });
});

test('the page learns the publishable key and never the secret one', () => {
  const { stripe } = open([]);
  expect(stripe.handler.config).toEqual({ publishable_key: 'pk_test', fields_url: 'https://js.stripe.example/fields' });
  expect(JSON.stringify(stripe)).not.toContain('sk_test');
});
