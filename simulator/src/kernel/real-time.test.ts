import { expect, test } from 'vitest';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { Network } from './network.ts';
import { Tempo, type RealTime } from './real-time.ts';
import { VirtualClock } from './virtual-clock.ts';

function byHand() {
  let nowMs = 0;
  let tick = () => {};
  const time: RealTime = {
    nowMs: () => nowMs,
    every: (_ms, call) => ((tick = call), () => {}),
    after: () => new Promise(() => {}),
  };
  const clock = new VirtualClock(1_000_000);
  const network = new Network({ seed: 1, clock, journal: new Journal(), faults: new Faults(), transport: 'memory' });
  const pass = async (ms: number) => {
    nowMs += ms;
    tick();
    await clock.runWhile(() => true, 0);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, pass, tempo: (speed: number) => new Tempo(clock, network, time, speed) };
}

test('a world at sixty times the speed lives a minute in a second', async () => {
  const { clock, pass, tempo } = byHand();
  tempo(60);
  for (let count = 0; count < 5; count++) await pass(200);
  expect(clock.now()).toBe(1_060_000);
});

test('nothing happens before its time, not even when an earlier plan was dropped', async () => {
  const { clock, pass, tempo } = byHand();
  let rung = false;
  clock.clearTimeout(clock.setTimeout(() => {}, 50));
  clock.setTimeout(() => (rung = true), 3_600_000);
  tempo(1);
  await pass(100);
  expect(rung).toBe(false);
  expect(clock.now()).toBe(1_000_100);
});

test('a pause stands still, and a machine that slept does not make the world jump', async () => {
  const { clock, pass, tempo } = byHand();
  const pace = tempo(1);
  await pass(60_000);
  expect(clock.now()).toBe(1_000_250);
  pace.setSpeed(0);
  await pass(200);
  expect(clock.now()).toBe(1_000_250);
});
