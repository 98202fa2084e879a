import { memoryOrderBook } from '@vitrine/gateway';
import { expect, test } from 'vitest';
import { VirtualClock } from '../kernel/virtual-clock.ts';
import { Incarnation, type WriteMoment } from './incarnation.ts';

function open(onWrite: (moment: WriteMoment) => void = () => {}) {
  const clock = new VirtualClock(0);
  const orderBook = memoryOrderBook();
  const sent: string[] = [];
  const send: typeof fetch = (input) => {
    sent.push(input instanceof Request ? input.url : input.toString());
    return new Promise((resolve) => clock.setTimeout(() => resolve(new Response('yes')), 100));
  };
  const life = new Incarnation({ fetch: send, clock, orderBook }, onWrite);
  const settled: string[] = [];
  const follow = (name: string, work: Promise<unknown>) =>
    work.then(
      () => settled.push(name),
      () => settled.push(name),
    );
  return { clock, orderBook, sent, life, settled, follow };
}

const alias = (id: string) => ({ kind: 'alias' as const, id, version: 0, row: { to: 'x' } });

test('what a dead process had sent arrives, and no answer reaches it', async () => {
  const { clock, life, sent, settled, follow } = open();
  void follow('answer', life.surroundings.fetch('https://bank.example'));
  life.die();
  await clock.runFor(1_000);
  expect({ sent, settled }).toEqual({ sent: ['https://bank.example'], settled: [] });
});

test('a dead process sends nothing, writes nothing, and no timer of it rings', async () => {
  const { clock, life, sent, settled, orderBook, follow } = open();
  life.surroundings.clock.setTimeout(() => settled.push('timer'), 50);
  life.die();
  void follow('fetch', life.surroundings.fetch('https://bank.example'));
  void follow('write', life.surroundings.orderBook.write([alias('late')]));
  life.surroundings.clock.setTimeout(() => settled.push('late timer'), 50);
  await clock.runFor(1_000);
  expect({ sent, settled, kept: await orderBook.read('alias', 'late') }).toEqual({ sent: [], settled: [], kept: undefined });
});

test.each([
  ['before', undefined],
  ['after', 'x'],
] as const)('a process that dies %s a write has left %s in the book', async (moment, kept) => {
  const dying: { die?: () => void } = {};
  const { clock, life, settled, orderBook, follow } = open((at) => {
    if (at === moment) dying.die!();
  });
  dying.die = () => life.die();
  void follow('write', life.surroundings.orderBook.write([alias('page')]));
  await clock.runFor(1_000);
  expect({ settled, to: (await orderBook.read('alias', 'page'))?.row.to }).toEqual({ settled: [], to: kept });
});

test('a living process notices nothing', async () => {
  const { clock, life, settled, follow } = open();
  void follow('answer', life.surroundings.fetch('https://bank.example'));
  const timer = life.surroundings.clock.setTimeout(() => settled.push('cleared'), 10);
  life.surroundings.clock.clearTimeout(timer);
  life.surroundings.clock.setTimeout(() => settled.push('timer'), 50);
  await clock.runFor(1_000);
  expect(settled).toEqual(['timer', 'answer']);
});
