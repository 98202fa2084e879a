import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { hasSpecs, openApiContract } from '../../../test/contracts.ts';
import { World } from '../../kernel/world.ts';
import { stripeService } from './stripe.ts';

const KEYS = { secretKey: 'sk_test_shop', publishableKey: 'pk_test_shop' };
const HOOK = { url: 'https://shop.example/webhooks/stripe', secret: 'whsec_a_plain_secret' };
const RETURN = 'https://shop.example/payment-return?checkout=1';

const contract = hasSpecs() ? openApiContract('stripe/openapi.2023-08-16.trimmed.json') : undefined;

/** A world with Stripe in it, the shop's webhook address, and Stripe's own client, every message of which is checked. */
function open(seed = 1) {
  const world = new World({ seed, services: { stripe: stripeService({ ...KEYS, webhooks: [HOOK] }) } });
  const delivered: { body: string; signature: string }[] = [];
  world.network.host('shop', 'https://shop.example', async (request) => {
    delivered.push({ body: await request.text(), signature: request.headers.get('stripe-signature') ?? '' });
    return new Response(null, { status: 200 });
  });
  const breaches: string[] = [];
  const asked = world.network.fetchAs('shop');
  const watched: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    const response = await asked(request);
    const { pathname } = new URL(request.url);
    const answer: unknown = await response.clone().json();
    breaches.push(
      ...(contract?.response(request.method, pathname, response.status, answer) ?? []).map(
        (breach) => `${request.method} ${pathname}: ${breach}`,
      ),
    );
    if (body)
      breaches.push(
        ...(contract?.request(request.method, pathname, request.headers.get('content-type') ?? '', body) ?? []).map(
          (breach) => `sent ${request.method} ${pathname}: ${breach}`,
        ),
      );
    return response;
  };
  const stripe = new Stripe(KEYS.secretKey, { httpClient: Stripe.createFetchHttpClient(watched), maxNetworkRetries: 0 });
  const page = world.network.fetchAs('page');
  return { world, stripe, delivered, breaches, page };
}

const order = {
  amount: 124_900,
  currency: 'nok',
  capture_method: 'manual',
  automatic_payment_methods: { enabled: true },
  confirm: true,
  return_url: RETURN,
  metadata: { reference: 'V-1' },
} as const;

const raised = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await promise;
  } catch (thrown) {
    return thrown as Stripe.errors.StripeError;
  }
  throw new Error('This should have been refused.');
};

describe('a payment, by Stripe’s own client', () => {
  test('money is held at the order, taken at despatch, and given back on return', async () => {
    const { stripe, breaches } = open();

    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 124_900, amount_received: 0 });

    const taken = await stripe.paymentIntents.capture(held.id);
    expect(taken).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 124_900 });

    const refund = await stripe.refunds.create({ payment_intent: held.id, amount: 24_900 });
    const rest = await stripe.refunds.create({ payment_intent: held.id });
    expect([refund.amount, rest.amount]).toEqual([24_900, 100_000]);
    expect(await stripe.charges.retrieve(held.latest_charge as string)).toMatchObject({
      captured: true,
      refunded: true,
      amount_refunded: 124_900,
    });
    expect((await raised(stripe.refunds.create({ payment_intent: held.id }))).code).toBe('charge_already_refunded');
    expect(breaches).toEqual([]);
  });

  test('a partial capture lets the rest go', async () => {
    const { stripe, breaches } = open();
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_mastercard' });

    expect((await raised(stripe.paymentIntents.capture(held.id, { amount_to_capture: 124_901 }))).code).toBe('amount_too_large');
    expect(await stripe.paymentIntents.capture(held.id, { amount_to_capture: 80_000 })).toMatchObject({
      status: 'succeeded',
      amount_received: 80_000,
      amount_capturable: 0,
    });
    expect((await raised(stripe.paymentIntents.capture(held.id))).code).toBe('payment_intent_unexpected_state');
    expect((await raised(stripe.refunds.create({ payment_intent: held.id, amount: 80_001 }))).param).toBe('amount');
    expect(breaches).toEqual([]);
  });

  test('a payment may be opened first and confirmed later', async () => {
    const { stripe, breaches } = open();
    const { confirm: _confirm, return_url, ...asked } = order;
    const opened = await stripe.paymentIntents.create({ ...asked, capture_method: 'automatic' });
    expect(opened.status).toBe('requires_payment_method');
    expect((await raised(stripe.paymentIntents.confirm(opened.id, { return_url }))).code).toBe('payment_intent_unexpected_state');
    expect(await stripe.paymentIntents.confirm(opened.id, { payment_method: 'pm_card_visa', return_url })).toMatchObject({
      status: 'succeeded',
      amount_received: 124_900,
    });
    expect(breaches).toEqual([]);
  });

  test('a hold that is called off holds nothing any more', async () => {
    const { stripe, breaches } = open();
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    expect(await stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
      cancellation_reason: 'abandoned',
    });
    expect((await raised(stripe.paymentIntents.capture(held.id))).code).toBe('payment_intent_unexpected_state');
    expect((await raised(stripe.paymentIntents.cancel(held.id))).code).toBe('payment_intent_unexpected_state');
    expect(breaches).toEqual([]);
  });

  test('the bank lets go of a hold after seven days', async () => {
    const { world, stripe } = open();
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    await world.clock.runFor(6 * 86_400_000);
    expect((await stripe.paymentIntents.retrieve(held.id)).status).toBe('requires_capture');
    await world.clock.runFor(86_400_000);
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({ status: 'canceled', cancellation_reason: 'automatic' });
  });

  test('payments are listed newest first, page by page, and found by our reference', async () => {
    const { stripe, breaches } = open();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++)
      ids.push(
        (await stripe.paymentIntents.create({ ...order, metadata: { reference: `V-${index}` }, payment_method: 'pm_card_visa' }))
          .id,
      );
    const first = await stripe.paymentIntents.list({ limit: 2 });
    const second = await stripe.paymentIntents.list({ limit: 2, starting_after: first.data[1]!.id });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.reverse());
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    const found = await stripe.paymentIntents.search({
      query: "metadata['reference']:'V-1' AND amount>1000",
      expand: ['data.latest_charge'],
    });
    expect(found.data.map(({ metadata }) => metadata['reference'])).toEqual(['V-1']);
    for (const query of ["metadata:'x'", "status['x']:'y'", "colour:'blue'", 'amount>1 AND amount<9 OR amount>5', 'nonsense'])
      expect((await raised(stripe.paymentIntents.search({ query }))).statusCode).toBe(400);
    expect(found.data[0]!.latest_charge).toMatchObject({ object: 'charge', paid: true });
    // An expanded answer is another schema; the plain ones agree.
    expect(breaches.filter((breach) => !breach.includes('latest_charge') && !breach.includes('search'))).toEqual([]);
  });
});

describe('cards that banks refuse', () => {
  const typed = async (stripe: Stripe, number: string) =>
    (await stripe.paymentMethods.create({ type: 'card', card: { number, exp_month: 4, exp_year: 2029, cvc: '123' } })).id;

  test.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000009979', 'card_declined', 'stolen_card'],
    ['4000000000000069', 'expired_card', ''],
    ['4000000000000127', 'incorrect_cvc', ''],
    ['4000000000000119', 'processing_error', ''],
    ['4000000000000341', 'card_declined', 'generic_decline'],
    ['4100000000000019', 'card_declined', 'fraudulent'],
  ])('%s ends in %s %s and the payment waits for another card', async (number, code, declineCode) => {
    const { stripe, breaches } = open();
    const error = await raised(stripe.paymentIntents.create({ ...order, payment_method: await typed(stripe, number) }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    expect(error.payment_intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });

    const second = await stripe.paymentIntents.confirm(error.payment_intent!.id, {
      payment_method: 'pm_card_visa',
      return_url: RETURN,
    });
    expect(second).toMatchObject({ status: 'requires_capture', last_payment_error: null });
    expect(breaches).toEqual([]);
  });

  test('numbers that are no test card, wrong expiry and wrong code are refused at the fields', async () => {
    const { stripe } = open();
    const card = { number: '4242 4242 4242 4242', exp_month: 4, exp_year: 2029, cvc: '123' };
    const code = async (change: Partial<typeof card>) =>
      (await raised(stripe.paymentMethods.create({ type: 'card', card: { ...card, ...change } }))).code;
    expect(await code({ number: '4242424242424241' })).toBe('incorrect_number');
    expect(await code({ number: '4539578763621486' })).toBe('card_declined');
    expect(await code({ exp_month: 13 })).toBe('invalid_expiry_month');
    expect(await code({ exp_year: 2025 })).toBe('invalid_expiry_year');
    expect(await code({ exp_month: 10, exp_year: 2026 })).toBe('invalid_expiry_month');
    expect(await code({ cvc: '12' })).toBe('invalid_cvc');
  });

  test('no card number is kept anywhere, not even for idempotent replay', async () => {
    const { world, stripe } = open();
    await stripe.paymentMethods.create(
      { type: 'card', card: { number: '4242424242424242', exp_month: 4, exp_year: 2029, cvc: '973' } },
      { idempotencyKey: 'card-1' },
    );
    const everything = JSON.stringify([world.save(), world.journal.entries]);
    expect(everything).not.toContain('4242424242424242');
    expect(everything).not.toContain('973');
    expect(everything).toContain('"last4":"4242"');
  });
});

describe('3-D Secure', () => {
  const challenge = async (number = 'pm_card_authenticationRequired') => {
    const opened = open();
    const intent = await opened.stripe.paymentIntents.create({ ...order, payment_method: number });
    expect(intent.status).toBe('requires_action');
    const url = intent.next_action!.redirect_to_url!.url!;
    const answer = async (decision: string) => {
      const form = new URLSearchParams({ client_secret: intent.client_secret!, decision });
      return opened.page(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      });
    };
    return { ...opened, intent, url, answer };
  };

  test('the bank’s page names the shop and the amount and takes an approval', async () => {
    const { page, url, answer, stripe, intent, breaches } = await challenge();
    const shown = await (await page(url, { headers: { 'accept-language': 'en-GB' } })).text();
    expect(shown).toContain('Kniv &#38; Fjøl');
    expect(shown).toMatch(/1,249\.00/);
    const back = await answer('approve');
    expect(back.status).toBe(303);
    const location = new URL(back.headers.get('location')!);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      checkout: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
    const held = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(held.status).toBe('requires_capture');
    expect((held.latest_charge as Stripe.Charge).payment_method_details?.card?.three_d_secure?.result).toBe('authenticated');
    expect(breaches.filter((breach) => !breach.includes('latest_charge'))).toEqual([]);
  });

  test('a no at the bank leaves the payment waiting for another card', async () => {
    const { answer, stripe, intent } = await challenge('pm_card_threeDSecure2Required');
    expect(new URL((await answer('decline')).headers.get('location')!).searchParams.get('redirect_status')).toBe('failed');
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  test('an approval does not help a card that the bank declines', async () => {
    const { answer, stripe, intent } = await challenge('pm_card_threeDSecureRequiredChargeDeclined');
    expect(new URL((await answer('approve')).headers.get('location')!).searchParams.get('redirect_status')).toBe('failed');
    expect((await stripe.paymentIntents.retrieve(intent.id)).last_payment_error).toMatchObject({ code: 'card_declined' });
  });

  test('answering twice charges once, and a stranger’s answer counts for nothing', async () => {
    const { answer, page, url, stripe, intent } = await challenge();
    const stranger = await page(new URL(url).origin + new URL(url).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'client_secret=guess&decision=approve',
    });
    expect(stranger.status).toBe(404);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_action');
    await answer('approve');
    expect((await answer('decline')).status).toBe(303);
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  test('a card that needs its holder is declined when the holder is away', async () => {
    const { stripe } = open();
    expect(
      (
        await raised(
          stripe.paymentIntents.create({ ...order, off_session: true, payment_method: 'pm_card_authenticationRequired' }),
        )
      ).code,
    ).toBe('authentication_required');
  });
});

describe('asking again', () => {
  test('the same key gives the same answer and holds the money once', async () => {
    const { stripe } = open();
    const asked = { ...order, payment_method: 'pm_card_visa' };
    const first = await stripe.paymentIntents.create(asked, { idempotencyKey: 'wish-1' });
    const again = await stripe.paymentIntents.create(asked, { idempotencyKey: 'wish-1' });
    expect(again).toEqual(first);
    expect(new Headers(again.lastResponse.headers).get('idempotent-replayed')).toBe('true');
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  test('a decline is replayed too, and another wish under the same key is refused', async () => {
    const { stripe } = open();
    const asked = { ...order, payment_method: 'pm_card_chargeDeclined' };
    const first = await raised(stripe.paymentIntents.create(asked, { idempotencyKey: 'wish-2' }));
    const again = await raised(stripe.paymentIntents.create(asked, { idempotencyKey: 'wish-2' }));
    expect([first.code, again.payment_intent!.id]).toEqual(['card_declined', first.payment_intent!.id]);
    const other = await raised(stripe.paymentIntents.create({ ...asked, amount: 500 }, { idempotencyKey: 'wish-2' }));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  test('a key keeps nothing of a call that was not valid', async () => {
    const { stripe } = open();
    const wrong = await raised(
      stripe.paymentIntents.create({ ...order, amount: 1, payment_method: 'pm_card_visa' }, { idempotencyKey: 'wish-3' }),
    );
    expect(wrong.code).toBe('amount_too_small');
    expect(
      (await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' }, { idempotencyKey: 'wish-3' })).status,
    ).toBe('requires_capture');
  });
});

describe('events', () => {
  test('arrive signed, in order, and Stripe’s client believes them', async () => {
    const { world, stripe, delivered } = open();
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    await stripe.paymentIntents.capture(held.id);
    await stripe.refunds.create({ payment_intent: held.id });
    await world.clock.runFor(1_000);
    const events = delivered.map(({ body, signature }) =>
      stripe.webhooks.constructEvent(body, signature, HOOK.secret, 300, undefined, world.clock.now()),
    );
    expect(events.map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
      'refund.created',
      'charge.refunded',
    ]);
    expect(events[2]!.data.object).toMatchObject({ id: held.id, status: 'requires_capture', metadata: { reference: 'V-1' } });
    expect(await stripe.events.retrieve(events[4]!.id)).toMatchObject({ type: 'payment_intent.succeeded' });
    expect(() =>
      stripe.webhooks.constructEvent(
        delivered[0]!.body,
        delivered[0]!.signature,
        'whsec_another',
        300,
        undefined,
        world.clock.now(),
      ),
    ).toThrow(/signature/i);
  });

  test('an endpoint hears what it asked for, until it is taken away', async () => {
    const { world, stripe, delivered, breaches } = open();
    const endpoint = await stripe.webhookEndpoints.create({
      url: 'https://shop.example/other',
      enabled_events: ['payment_intent.payment_failed'],
    });
    await raised(stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_chargeDeclined' }));
    await world.clock.runFor(1_000);
    const heard = delivered.filter(({ signature, body }) => {
      try {
        return stripe.webhooks.constructEvent(body, signature, endpoint.secret!, 300, undefined, world.clock.now());
      } catch {
        return false;
      }
    });
    expect(heard).toHaveLength(1);
    expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
    expect((await stripe.webhookEndpoints.list()).data.map(({ url }) => url)).toEqual([HOOK.url]);
    expect(breaches).toEqual([]);
  });
});

describe('keys and errors', () => {
  test('a publishable key takes cards and nothing else, and sees a payment only with its secret', async () => {
    const { world, stripe } = open();
    const browser = new Stripe(KEYS.publishableKey, {
      httpClient: Stripe.createFetchHttpClient(world.network.fetchAs('page')),
      maxNetworkRetries: 0,
    });
    expect(
      (
        await browser.paymentMethods.create({
          type: 'card',
          card: { number: '378282246310005', exp_month: 4, exp_year: 2029, cvc: '1234' },
        })
      ).card?.brand,
    ).toBe('amex');
    expect((await raised(browser.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' }))).code).toBe(
      'secret_key_required',
    );
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    expect((await browser.paymentIntents.retrieve(held.id, { client_secret: held.client_secret! })).status).toBe(
      'requires_capture',
    );
    expect((await raised(browser.paymentIntents.retrieve(held.id))).code).toBe('parameter_missing');
  });

  test('no key, a wrong key and Basic auth', async () => {
    const { world } = open();
    const ask = async (authorization?: string) =>
      (
        await world.network.fetchAs('x')(
          'https://api.stripe.com/v1/payment_intents',
          authorization ? { headers: { authorization } } : {},
        )
      ).status;
    expect([await ask(), await ask('Bearer sk_wrong'), await ask(`Basic ${btoa(`${KEYS.secretKey}:`)}`)]).toEqual([
      401, 401, 200,
    ]);
  });

  test('what is missing, unknown or no number is said in Stripe’s words', async () => {
    const { world, stripe } = open();
    const post = async (body: string) => {
      const response = await world.network.fetchAs('x')('https://api.stripe.com/v1/payment_intents', {
        method: 'POST',
        headers: { authorization: `Bearer ${KEYS.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      expect(response.headers.get('request-id')).toMatch(/^req_/);
      return [response.status, ((await response.json()) as { error: { code?: string; param?: string } }).error] as const;
    };
    expect(await post('currency=nok')).toMatchObject([400, { code: 'parameter_missing', param: 'amount' }]);
    expect(await post('amount=12.5&currency=nok')).toMatchObject([400, { code: 'parameter_invalid_integer', param: 'amount' }]);
    expect(await post('amount=1000&currency=nok&colour=blue')).toMatchObject([
      400,
      { code: 'parameter_unknown', param: 'colour' },
    ]);
    expect(await post('amount=1000&currency=nok&__proto__[polluted]=1')).toMatchObject([400, { code: 'parameter_unknown' }]);
    expect((await raised(stripe.paymentIntents.retrieve('pi_nothing'))).statusCode).toBe(404);
  });

  test('a parameter that went with a version is refused from that version on, where versions are taken strictly', async () => {
    const world = new World({ seed: 1, services: { stripe: stripeService({ ...KEYS, webhooks: [], strictVersions: true }) } });
    const post = async (version: string, field: string) => {
      const headers = {
        authorization: `Bearer ${KEYS.secretKey}`,
        'content-type': 'application/x-www-form-urlencoded',
        'stripe-version': version,
      };
      return (
        await world.network.fetchAs('x')('https://api.stripe.com/v1/payment_intents', {
          method: 'POST',
          headers,
          body: `amount=1000&currency=nok&${field}[]=card`,
        })
      ).status;
    };
    expect(await post('2023-08-16', 'payment_method_types')).toBe(200);
    expect(await post('2026-10-28.endive', 'payment_method_types')).toBe(400);
    expect(await post('2026-10-28.endive', 'allowed_payment_method_types')).toBe(200);
  });

  test('the same seed holds, challenges and signs the same bytes', async () => {
    const live = async () => {
      const { world, stripe, delivered } = open(42);
      const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' }, { idempotencyKey: 'k' });
      await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_authenticationRequired' }, { idempotencyKey: 'l' });
      await stripe.paymentIntents.capture(held.id, {}, { idempotencyKey: 'm' });
      await world.clock.runFor(60_000);
      return JSON.stringify([world.journal.entries, world.save(), delivered]);
    };
    expect(await live()).toBe(await live());
  });

  test('a world that was saved goes on where it stood', async () => {
    const { world, stripe } = open();
    const held = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    const saved = JSON.parse(JSON.stringify(world.save())) as ReturnType<World['save']>;
    const later = new World({ seed: 1, services: { stripe: stripeService({ ...KEYS, webhooks: [HOOK] }) }, saved });
    const again = new Stripe(KEYS.secretKey, { httpClient: Stripe.createFetchHttpClient(later.network.fetchAs('shop')) });
    expect((await again.paymentIntents.capture(held.id)).amount_received).toBe(124_900);
  });
});
