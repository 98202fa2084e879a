import {
  Fault,
  THREE_DS_CHALLENGE,
  type Checkout,
  type CheckoutId,
  type CheckoutUpdateRequest,
  type Message,
  type OrderId,
  type OrderToken,
  type PaymentInstrument,
} from '@vitrine/contract';
import { createActor, fromPromise } from 'xstate';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkoutMachine, type KeptCheckout } from './checkout.machine.ts';

const BUYER = { first_name: 'Kari', last_name: 'Berg', email: 'kari@example.no' };
const ADDRESS = { street_address: 'Bryggegata 12B', postal_code: '5003', address_locality: 'Bergen', address_country: 'NO' };
const CARD: PaymentInstrument = {
  id: 'card-1',
  handler_id: 'stripe',
  type: 'card',
  credential: { type: 'stripe.payment_method', token: 'pm_1' },
};

const missing = (path: string): Message => ({
  type: 'error',
  code: 'missing',
  path,
  content: 'Missing',
  severity: 'recoverable',
});
const OPTION = { id: 'opt-1', title: 'Home', totals: [{ type: 'total' as const, amount: 7_900 }] };

function checkoutOf(more: Partial<Checkout> = {}): Checkout {
  return {
    ucp: { version: '2026-08-25', payment_handlers: {} },
    id: 'chk-1' as CheckoutId,
    status: 'incomplete',
    line_items: [{ id: 'l1', item: { id: 'KNIFE', title: 'Knife', price: 49_900 }, quantity: 1, totals: [] }],
    currency: 'NOK',
    totals: [{ type: 'total', amount: 49_900 }],
    links: [],
    ...more,
  };
}
const withAddress = (selected: string | null): Partial<Checkout> => ({
  buyer: BUYER,
  fulfillment: {
    methods: [
      {
        id: 'm1',
        type: 'shipping',
        line_item_ids: ['l1'],
        destinations: [{ id: 'd1', type: 'shipping_address', ...ADDRESS }],
        groups: [{ id: 'g1', line_item_ids: ['l1'], options: [OPTION], selected_option_id: selected }],
      },
    ],
  },
});
const READY = checkoutOf({ status: 'ready_for_complete', ...withAddress('opt-1') });
const ORDER = {
  id: 'ord-1' as OrderId,
  permalink_url: 'https://shop.example/o',
  'dev.vitrine.tracking': { token: 't' as OrderToken },
};
const DONE = checkoutOf({ ...READY, status: 'completed', order: ORDER });
const CHALLENGED = checkoutOf({
  ...READY,
  status: 'complete_in_progress',
  actions: {
    [THREE_DS_CHALLENGE]: [
      { id: 'act-1', config: { payment_instrument_id: 'card-1', url: 'https://gateway.example/payment-actions/1' } },
    ],
  },
});
const CHECKING = checkoutOf({ ...READY, status: 'complete_in_progress' });
const DECLINED = checkoutOf({
  ...READY,
  messages: [
    {
      type: 'error',
      code: 'payment_failed',
      path: '$.payment.instruments[0]',
      content: 'insufficient_funds',
      severity: 'recoverable',
    },
  ],
});

type Step = Checkout | Fault | null;

/** A gateway that follows a script: each operation answers its next line, and the last one for ever after. */
function openCheckout(script: Partial<Record<'open' | 'save' | 'read' | 'complete' | 'check', Step[]>>, kept?: KeptCheckout) {
  const asked: { operation: string; key?: string; attempt?: number; request?: CheckoutUpdateRequest; total?: number | null }[] =
    [];
  const next = (operation: keyof typeof script, more: object) => {
    const lines = script[operation] ?? [];
    const answer = lines.length > 1 ? lines.shift()! : (lines[0] ?? READY);
    asked.push({ operation, ...more });
    return answer instanceof Fault ? Promise.reject(answer) : Promise.resolve(answer);
  };
  let ids = 0;
  const machine = checkoutMachine.provide({
    actors: {
      openCheckout: fromPromise(({ input: { key } }) => next('open', { key })),
      saveCheckout: fromPromise(({ input: { key, request } }) => next('save', { key, request })),
      readCheckout: fromPromise<Checkout | null, { checkoutId: string }>(() => next('read', {})),
      completeCheckout: fromPromise(({ input: { key, total } }) => next('complete', { key, total })),
      checkLater: fromPromise(({ input: { attempt } }) =>
        attempt >= 6 ? new Promise<never>(() => {}) : next('check', { attempt }),
      ),
    },
  });
  const actor = createActor(machine, { input: { makeId: () => `id${++ids}`, ...(kept ? { kept } : {}) } });
  const emitted: string[] = [];
  actor.on('order.placed', ({ order }) => emitted.push(`placed ${order.id}`));
  actor.on('payment.declined', ({ message }) => emitted.push(`declined ${message.content}`));
  actor.start();
  const rest = async () => {
    for (let turn = 0; turn < 60; turn++) await Promise.resolve();
    return actor.getSnapshot();
  };
  const context = () => actor.getSnapshot().context;
  return { actor, asked, emitted, rest, context };
}

/** Goes as far as the review, with a card. */
async function atReview(script: Parameters<typeof openCheckout>[0]) {
  const shop = openCheckout({ open: [READY], ...script });
  shop.actor.send({ type: 'checkout.open', cartId: 'cart-1' });
  await shop.rest();
  shop.actor.send({ type: 'payment.collected', instrument: CARD });
  expect(shop.context().step).toBe('review');
  return shop;
}

describe('the form', () => {
  test('moves on to delivery once the gateway has buyer and address', async () => {
    const { actor, asked, rest, context } = openCheckout({
      open: [checkoutOf({ messages: [missing('$.buyer.email'), missing('$.fulfillment')] })],
      save: [checkoutOf({ ...withAddress(null), messages: [missing('$.fulfillment.methods[0].groups[0].selected_option_id')] })],
    });
    actor.send({ type: 'checkout.open', cartId: 'cart-1' });
    await rest();
    expect(context().step).toBe('contact');

    actor.send({ type: 'contact.submit', buyer: BUYER, address: ADDRESS });
    expect((await rest()).value).toEqual({ incomplete: 'idle' });

    expect(context().step).toBe('delivery');
    expect(asked[1]!.request).toMatchObject({
      buyer: BUYER,
      fulfillment: { methods: [{ type: 'shipping', destinations: [ADDRESS] }] },
    });
  });

  test('stays at the step that the gateway complains about, and keeps what was typed', async () => {
    const { actor, rest, context } = openCheckout({
      open: [checkoutOf()],
      save: [checkoutOf({ messages: [missing('$.buyer.email')] })],
    });
    actor.send({ type: 'checkout.open', cartId: 'cart-1' });
    await rest();
    actor.send({ type: 'contact.submit', buyer: { first_name: 'Kari' }, address: ADDRESS });
    await rest();

    expect(context().step).toBe('contact');
    expect(context().address).toEqual(ADDRESS);
  });

  test('saves a choice at once, and a newer one right after it', async () => {
    const { actor, asked, rest, context } = openCheckout({ open: [checkoutOf(withAddress(null))], save: [READY] });
    actor.send({ type: 'contact.type', buyer: BUYER, address: ADDRESS });
    actor.send({ type: 'checkout.open', cartId: 'cart-1' });
    await rest();
    actor.send({ type: 'delivery.choose', optionId: 'opt-2' });
    actor.send({ type: 'delivery.choose', optionId: 'opt-1' });
    actor.send({ type: 'delivery.submit' });
    await rest();

    const chosen = asked
      .filter(({ operation }) => operation === 'save')
      .map(({ request }) => request?.fulfillment?.methods[0]?.groups?.[0]?.selected_option_id);
    expect(chosen).toEqual(['opt-2', 'opt-1']);
    expect(context().step).toBe('payment');
  });

  test('tries a save that got no answer again under the same key', async () => {
    const { actor, asked, rest, context } = openCheckout({
      open: [checkoutOf()],
      save: [new Fault('uncertain', 'x', 'x'), READY],
    });
    actor.send({ type: 'checkout.open', cartId: 'cart-1' });
    await rest();
    actor.send({ type: 'contact.submit', buyer: BUYER, address: ADDRESS });
    await rest();
    expect(context().fault?.kind).toBe('uncertain');

    actor.send({ type: 'checkout.retry' });
    expect((await rest()).value).toEqual({ ready_for_complete: 'idle' });
    const saves = asked.filter(({ operation }) => operation === 'save');
    expect(saves[1]).toEqual(saves[0]);
  });
});

describe('paying', () => {
  test('places the order and says so once', async () => {
    const { actor, emitted, rest } = await atReview({ complete: [DONE] });
    actor.send({ type: 'order.place' });
    actor.send({ type: 'order.place' });

    expect((await rest()).value).toBe('completed');
    expect(emitted).toEqual(['placed ord-1']);
  });

  test('puts the bank’s page on screen and asks the gateway once it is done', async () => {
    const { actor, emitted, rest, context } = await atReview({ complete: [CHALLENGED], check: [CHECKING, CHECKING, DONE] });
    actor.send({ type: 'order.place' });
    expect((await rest()).value).toEqual({ complete_in_progress: 'challenge' });
    expect(context().challenge?.id).toBe('act-1');

    actor.send({ type: 'challenge.done', id: 'act-1' });

    expect((await rest()).value).toBe('completed');
    expect(emitted).toEqual(['placed ord-1']);
  });

  test('does not put a page that the shopper has left back on screen by itself', async () => {
    const { actor, rest, context } = await atReview({ complete: [CHALLENGED], check: [CHALLENGED] });
    actor.send({ type: 'order.place' });
    await rest();
    actor.send({ type: 'challenge.leave' });
    expect((await rest()).value).toEqual({ complete_in_progress: 'checking' });

    actor.send({ type: 'checkout.retry' });
    expect((await rest()).value).toEqual({ complete_in_progress: 'challenge' });
    expect(context().challenge?.id).toBe('act-1');
  });

  test('checks instead of failing when there is no answer, and sends the same key again when nothing came of it', async () => {
    const { actor, asked, emitted, rest } = await atReview({
      complete: [new Fault('uncertain', 'x', 'x'), DONE],
      check: [READY],
    });
    actor.send({ type: 'order.place' });
    expect((await rest()).value).toBe('completed');

    const keys = asked.filter(({ operation }) => operation === 'complete').map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(emitted).toEqual(['placed ord-1']);
  });

  test('asks with growing pauses for as long as the gateway does not answer', async () => {
    const silence = new Fault('unavailable', 'x', 'x');
    const { actor, asked, rest } = await atReview({
      complete: [new Fault('uncertain', 'x', 'x')],
      check: [silence, silence, silence, DONE],
    });
    actor.send({ type: 'order.place' });
    expect((await rest()).value).toBe('completed');
    expect(asked.filter(({ operation }) => operation === 'check').map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
  });

  test('goes back to the card when the bank says no, and pays the next time under another key', async () => {
    const { actor, asked, emitted, rest, context } = await atReview({ complete: [DECLINED, DONE] });
    actor.send({ type: 'order.place' });
    expect((await rest()).value).toEqual({ ready_for_complete: 'idle' });
    expect(context()).toMatchObject({
      step: 'payment',
      instrument: null,
      completeKey: null,
      decline: { content: 'insufficient_funds' },
    });

    actor.send({ type: 'payment.collected', instrument: { ...CARD, id: 'card-2' } });
    actor.send({ type: 'order.place' });
    expect((await rest()).value).toBe('completed');

    const keys = asked.filter(({ operation }) => operation === 'complete').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(emitted).toEqual(['declined insufficient_funds', 'placed ord-1']);
  });

  test('keeps the card and the key when the shop was certainly not reached', async () => {
    const { actor, asked, rest, context } = await atReview({
      complete: [new Fault('unavailable', 'gateway.busy', 'Busy'), DONE],
    });
    actor.send({ type: 'order.place' });
    await rest();
    expect(context()).toMatchObject({ step: 'review', fault: { code: 'gateway.busy' }, instrument: CARD });

    actor.send({ type: 'order.place' });
    await rest();
    const keys = asked.filter(({ operation }) => operation === 'complete').map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
  });

  test('asks for the card again when only the card is missing', async () => {
    const { actor, rest, context } = openCheckout({ open: [READY] });
    actor.send({ type: 'checkout.open', cartId: 'cart-1' });
    await rest();
    actor.send({ type: 'order.place' });
    expect(context().step).toBe('payment');
  });
});

describe('after a reload', () => {
  const kept: KeptCheckout = {
    checkoutId: 'chk-1',
    cartId: 'cart-1',
    step: 'delivery',
    buyer: BUYER,
    address: ADDRESS,
    selectedOptionId: null,
    completeKey: null,
    open: true,
    completing: false,
  };

  test('the form is where it was', async () => {
    const { rest, context } = openCheckout({ open: [checkoutOf(withAddress(null))] }, kept);
    expect((await rest()).value).toEqual({ incomplete: 'idle' });
    expect(context()).toMatchObject({ step: 'delivery', address: ADDRESS });
  });

  test('a payment that was under way is looked after before anything else', async () => {
    const { asked, emitted, rest } = openCheckout({ check: [CHECKING, DONE] }, { ...kept, step: 'review', completing: true });
    expect((await rest()).value).toBe('completed');
    expect(asked.map(({ operation }) => operation)).toEqual(['check', 'check']);
    expect(emitted).toEqual(['placed ord-1']);
  });
});

test('“try again” asks carriers that were silent once more, by saving what was typed', async () => {
  const silent: Message = {
    type: 'error',
    code: 'fulfillment_unavailable',
    path: '$.fulfillment.methods[0]',
    content: 'No carrier answered in time.',
    severity: 'recoverable',
  };
  const { actor, asked, rest } = openCheckout({
    open: [checkoutOf({ ...withAddress(null), messages: [silent] })],
    save: [READY],
  });
  actor.send({ type: 'checkout.open', cartId: 'cart-1' });
  await rest();
  actor.send({ type: 'checkout.retry' });
  expect((await rest()).matches('ready_for_complete')).toBe(true);
  expect(asked.map(({ operation }) => operation)).toEqual(['open', 'save']);
});

test('an attempt without an answer is not sent again once the total is another: the shopper is shown it first', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const dearer = checkoutOf({ ...READY, totals: [{ type: 'total', amount: 59_900 }] });
  const silence = new Fault('uncertain', 'gateway.no-answer', 'Silence.');
  const { actor, asked, rest } = await atReview({ complete: [silence, DONE], check: [dearer] });
  actor.send({ type: 'order.place' });
  expect((await rest()).matches('ready_for_complete')).toBe(true);
  expect(asked.filter(({ operation }) => operation === 'complete')).toHaveLength(1);

  vi.advanceTimersByTime(2_000);
  actor.send({ type: 'order.place' });
  expect((await rest()).matches('completed')).toBe(true);
  const [first, second] = asked.filter(({ operation }) => operation === 'complete');
  expect(second!.key).not.toBe(first!.key);
  expect([first!.total, second!.total]).toEqual([49_900, 59_900]);
});

test('nothing is agreed to while an answer that could not be read leaves open what was saved', async () => {
  const { actor, asked, rest, context } = openCheckout({
    open: [checkoutOf()],
    save: [READY, new Fault('defect', 'gateway.unreadable', 'Half an answer.'), READY],
    complete: [DONE],
  });
  actor.send({ type: 'checkout.open', cartId: 'cart-1' });
  await rest();
  actor.send({ type: 'contact.submit', buyer: BUYER, address: ADDRESS });
  await rest();
  actor.send({ type: 'payment.collected', instrument: CARD });
  actor.send({ type: 'delivery.choose', optionId: 'other' });
  await rest();
  expect(context().fault?.kind).toBe('defect');
  actor.send({ type: 'order.place' });
  await rest();
  expect(asked.map(({ operation }) => operation)).not.toContain('complete');

  actor.send({ type: 'checkout.retry' });
  await rest();
  const saves = asked.filter(({ operation }) => operation === 'save');
  expect(saves[2]).toEqual(saves[1]);
  actor.send({ type: 'order.place' });
  expect((await rest()).matches('completed')).toBe(true);
});

test('the second half of a double click is no yes to a total that has just changed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const cheaper = checkoutOf({ ...READY, totals: [{ type: 'total', amount: 39_900 }] });
  const { actor, asked, rest } = await atReview({ complete: [cheaper, DONE] });
  const sent = () => asked.filter(({ operation }) => operation === 'complete').length;
  actor.send({ type: 'order.place' });
  await rest();
  actor.send({ type: 'order.place' });
  expect((await rest()).matches('ready_for_complete')).toBe(true);
  expect(sent()).toBe(1);

  vi.advanceTimersByTime(2_000);
  actor.send({ type: 'order.place' });
  expect((await rest()).matches('completed')).toBe(true);
  expect(sent()).toBe(2);
});
