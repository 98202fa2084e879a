import { expect, test } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

test('everything that one event sets off comes to rest before the next one', async () => {
  const clock = new VirtualClock(0);
  const seen: string[] = [];
  clock.at(10, () => {
    seen.push('first');
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => seen.push('its consequence'));
  });
  clock.at(10, () => seen.push('second'));
  await clock.runUntil(20);
  expect(seen).toEqual(['first', 'its consequence', 'second']);
  expect(clock.now()).toBe(20);
});

test('a timer that is cleared stays silent, and one that is armed again rings once', async () => {
  const clock = new VirtualClock(0);
  const rung: number[] = [];
  const timer = clock.setTimeout(() => rung.push(1), 5);
  clock.clearTimeout(timer);
  clock.setTimeout(() => rung.push(2), 7);
  await clock.runFor(100);
  expect(rung).toEqual([2]);
});

test('waiting ends when the wish is fulfilled, and says so when time runs out', async () => {
  const clock = new VirtualClock(0);
  let done = false;
  clock.at(50, () => (done = true));
  clock.at(80, () => {});
  expect(await clock.runWhile(() => done, 1_000)).toBe(true);
  expect(clock.now()).toBe(50);
  expect(await clock.runWhile(() => false, 10)).toBe(false);
});

test('alarms are data: what is still to ring can be saved', async () => {
  const clock = new VirtualClock(0);
  const rung: unknown[] = [];
  clock.onAlarm(({ payload }) => rung.push(payload));
  clock.setAlarm(5, { service: 'warehouse', name: 'pick', payload: { order: 'A' } });
  clock.setAlarm(9, { service: 'warehouse', name: 'pack', payload: { order: 'A' } });
  await clock.runUntil(6);
  expect(rung).toEqual([{ order: 'A' }]);
  expect(clock.alarms()).toEqual([{ time: 9, alarm: { service: 'warehouse', name: 'pack', payload: { order: 'A' } } }]);
});

test('a step with a limit leaves what is later alone, whatever was cancelled before it', async () => {
  const clock = new VirtualClock(0);
  const rung: string[] = [];
  clock.clearTimeout(clock.setTimeout(() => rung.push('cancelled'), 5));
  clock.setTimeout(() => rung.push('hours later'), 10_000_000);
  expect(await clock.step(1_000)).toBe(false);
  expect(clock.now()).toBe(0);
  expect(rung).toEqual([]);
});

test('stands at whole milliseconds, and calls nobody too early', async () => {
  const clock = new VirtualClock(0);
  const rung: number[] = [];
  clock.at(10.4, () => rung.push(clock.now()));
  await clock.runUntil(10.9);
  expect([clock.now(), rung]).toEqual([10, []]);
  await clock.runUntil(11.2);
  expect([clock.now(), rung]).toEqual([11, [11]]);
});
