import { Fault, type Product, type SearchResponse } from '@vitrine/contract';
import { createActor, fromPromise } from 'xstate';
import { expect, test } from 'vitest';
import { addressMachine } from './address.machine.ts';
import { paymentMachine, type Collected, type PaymentSurface } from './payment.machine.ts';
import { searchMachine, type SearchQuery } from './search.machine.ts';

const ucp = { version: '2026-08-25' };
const product = (id: string): Product => ({
  id,
  title: id,
  description: {},
  price_range: { min: { amount: 1, currency: 'NOK' }, max: { amount: 1, currency: 'NOK' } },
  variants: [],
});
const settle = async () => {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
};

function openSearch(answer: (query: SearchQuery) => SearchResponse) {
  const suggested: string[] = [];
  const actor = createActor(
    searchMachine.provide({
      actors: {
        pause: fromPromise(() => Promise.resolve()),
        suggest: fromPromise(({ input: { query } }) => {
          suggested.push(query);
          return Promise.resolve({ ucp, completions: [{ query: 'kniv', count: 3 }], products: [] });
        }),
        search: fromPromise(({ input }) => Promise.resolve().then(() => answer(input))),
      },
    }),
  ).start();
  return { actor, suggested };
}

test('suggestions are asked for once, after the last letter', async () => {
  const { actor, suggested } = openSearch(() => ({ ucp, products: [] }));
  for (const query of ['k', 'kn', 'kni']) actor.send({ type: 'query.type', query });
  await settle();
  expect(suggested).toEqual(['kni']);
  expect(actor.getSnapshot().value).toBe('suggested');
});

test('more results are added to those on screen', async () => {
  const { actor } = openSearch(({ cursor }) =>
    cursor
      ? { ucp, products: [product('c')], pagination: { has_next_page: false } }
      : { ucp, products: [product('a'), product('b')], pagination: { has_next_page: true, cursor: '2' } },
  );
  actor.send({ type: 'query.submit', query: 'kniv' });
  await settle();
  actor.send({ type: 'results.more' });
  await settle();
  expect(actor.getSnapshot().context.results?.products.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  actor.send({ type: 'results.more' });
  expect(actor.getSnapshot().value).toBe('found');
});

test('finding nothing is no failure, and a failure can be tried again', async () => {
  let broken = true;
  const { actor } = openSearch(() => {
    if (broken) throw new Fault('unavailable', 'x', 'x');
    return { ucp, products: [] };
  });
  actor.send({ type: 'query.submit', query: 'zzz' });
  await settle();
  expect(actor.getSnapshot().value).toBe('failed');
  broken = false;
  actor.send({ type: 'search.retry' });
  await settle();
  expect(actor.getSnapshot().value).toBe('nothing');
});

test('an address register that is down leaves the form as it was', async () => {
  const actor = createActor(
    addressMachine.provide({
      actors: {
        pause: fromPromise(() => Promise.resolve()),
        suggestAddresses: fromPromise(() => Promise.reject(new Fault('unavailable', 'x', 'x'))),
      },
    }),
  ).start();
  actor.send({ type: 'address.type', query: 'Brygge', country: 'NO' });
  await settle();
  expect(actor.getSnapshot().value).toBe('failed');
  expect(actor.getSnapshot().context.query).toBe('Brygge');
  actor.send({ type: 'address.type', query: 'Br', country: 'NO' });
  expect(actor.getSnapshot().value).toBe('idle');
});

function openPayment(answers: Collected[]) {
  const actor = createActor(
    paymentMachine.provide({
      actors: { collect: fromPromise<Collected, { surface: PaymentSurface }>(({ input }) => input.surface.collect()) },
    }),
  ).start();
  const collected: string[] = [];
  actor.on('collected', ({ instrument }) => collected.push(instrument.id));
  actor.send({ type: 'surface.mounted', surface: { collect: () => Promise.resolve(answers.shift()!) } });
  return { actor, collected };
}

test('a card with a mistake says which one, and gives a token once it is right', async () => {
  const { actor, collected } = openPayment([
    { outcome: 'invalid', report: { complete: false, errors: { number: 'invalid' } } },
    { outcome: 'collected', instrument: { id: 'card-1', handler_id: 'stripe', type: 'card' } },
  ]);
  actor.send({ type: 'payment.collect' });
  await settle();
  expect(actor.getSnapshot().value).toBe('ready');
  expect(actor.getSnapshot().context.report.errors).toEqual({ number: 'invalid' });

  actor.send({ type: 'payment.collect' });
  await settle();
  expect(collected).toEqual(['card-1']);

  actor.send({ type: 'payment.reset' });
  expect(actor.getSnapshot().value).toBe('ready');
  expect(actor.getSnapshot().context.instrument).toBeNull();
});

test('card fields that are lost say so, and work again once they are back', () => {
  const { actor } = openPayment([]);
  actor.send({ type: 'surface.lost', fault: new Fault('unavailable', 'payment.fields-lost', 'x') });
  expect(actor.getSnapshot().value).toBe('failed');
  actor.send({ type: 'payment.collect' });
  expect(actor.getSnapshot().value).toBe('failed');
  actor.send({ type: 'surface.mounted', surface: { collect: () => new Promise(() => {}) } });
  expect(actor.getSnapshot().value).toBe('ready');
});
