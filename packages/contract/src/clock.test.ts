import { expect, test } from 'vitest';
import { sleep, type Clock } from './clock.ts';

function handClock() {
  const timers: { call: () => void; at: number; live: boolean }[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    setTimeout: (call, delayMs) => {
      const timer = { call, at: now + delayMs, live: true };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => void ((timer as { live: boolean }).live = false),
  };
  return {
    clock,
    timers,
    pass: (ms: number) => ((now += ms), timers.filter(({ live, at }) => live && at <= now).forEach(({ call }) => call())),
  };
}

test('sleeping ends when its time has come', async () => {
  const { clock, pass } = handClock();
  let awake = false;
  const slept = sleep(clock, 100).then(() => (awake = true));
  pass(99);
  await Promise.resolve();
  expect(awake).toBe(false);
  pass(1);
  await slept;
  expect(awake).toBe(true);
});

test('whoever is woken early leaves no timer behind', async () => {
  const { clock, timers } = handClock();
  const alarm = new AbortController();
  const slept = sleep(clock, 100, alarm.signal);
  alarm.abort(new Error('never mind'));
  await expect(slept).rejects.toThrow('never mind');
  expect(timers.every(({ live }) => !live)).toBe(true);
});
