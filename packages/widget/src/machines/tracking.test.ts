import type { Chapter, OrderId, Tracking } from '@vitrine/contract';
import { VirtualClock } from '@vitrine/simulator/kernel/virtual-clock';
import { createActor, fromCallback, fromPromise } from 'xstate';
import { expect, test } from 'vitest';
import { watchSignal } from '../visit/follow-order.ts';
import { trackingMachine, type TrackingEvent } from './tracking.machine.ts';

const report = (version: number, chapter: Chapter): Tracking => ({
  ucp: { version: '2026-08-25' },
  order_id: 'ord-1' as OrderId,
  version,
  chapter,
  events: [],
  now: '2026-11-23T07:00:00.000Z',
});

async function followed() {
  const clock = new VirtualClock(Date.UTC(2026, 10, 23, 7));
  let say: (event: TrackingEvent) => void = () => {};
  const machine = trackingMachine.provide({
    actors: {
      readTracking: fromPromise(() => Promise.resolve({ tracking: report(3, 'paid'), at: clock.now() })),
      follow: fromCallback(({ sendBack }) => void (say = sendBack)),
      watch: watchSignal(clock),
    },
  });
  const actor = createActor(machine, { clock, input: { order: { id: 'ord-1', token: 't' } } });
  const chapters: string[] = [];
  actor.on('chapter.reached', ({ chapter }) => chapters.push(chapter));
  actor.start();
  await clock.runFor(0);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return {
    actor,
    clock,
    chapters,
    say: (version: number, chapter: Chapter) =>
      say({ type: 'tracking.report', tracking: report(version, chapter), at: clock.now() }),
  };
}

test('an older report never undoes a newer one', async () => {
  const { actor, chapters, say } = await followed();
  say(5, 'packed');
  say(4, 'picked');
  say(6, 'picked');

  expect(actor.getSnapshot().context.tracking?.chapter).toBe('packed');
  expect(chapters).toEqual(['packed']);
});

test('silence is said honestly: lagging after 15 seconds, stale after two minutes', async () => {
  const { actor, clock, say } = await followed();
  const signal = () => actor.getSnapshot().context.signal;
  await clock.runFor(14_000);
  expect(signal()).toBe('live');
  await clock.runFor(2_000);
  expect(signal()).toBe('lagging');
  await clock.runFor(110_000);
  expect(signal()).toBe('stale');

  say(4, 'picked');
  expect(signal()).toBe('live');
});

test('following ends at the door', async () => {
  const { actor, clock, chapters, say } = await followed();
  say(9, 'delivered');
  expect(actor.getSnapshot().value).toBe('ended');
  expect(chapters).toEqual(['delivered']);
  await clock.runFor(600_000);
  expect(actor.getSnapshot().context.signal).toBe('live');
});
