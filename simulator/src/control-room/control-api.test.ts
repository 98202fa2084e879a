import { beforeEach, describe, expect, test } from 'vitest';
import { runJourney } from '../journey/run.ts';
import { Tempo, type RealTime } from '../kernel/real-time.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';
import { controlRoom, type ControlledWorld, type ControlRoom } from './control-api.ts';

const SILENT_ERP: Scenario = {
  name: 'silent-erp',
  title: 'The ERP is silent',
  sentence: 'The ERP takes orders and never answers.',
  watch: 'Put a knife in the cart and buy it.',
  faults: [{ kind: 'lost-response', to: 'tripletex', operation: 'create-order' }],
};

/** A clock on the wall that stands still: time passes when somebody presses a button. */
const still: RealTime = { nowMs: () => 0, every: () => () => {}, after: () => new Promise((resolve) => setTimeout(resolve, 2)) };

function roomOf(shop: Shop): ControlRoom & { kept: () => number } {
  let kept = 0;
  const world: ControlledWorld = {
    worldId: 'one',
    shop,
    tempo: new Tempo(shop.world.clock, shop.world.network, still, 1),
    time: still,
    scenarios: [SILENT_ERP],
    keep: () => void kept++,
    renew: () => Promise.reject(new Error('This room has one world only.')),
    load: () => Promise.reject(new Error('This room has one world only.')),
    snapshot: () => Promise.reject(new Error('This room has one world only.')),
  };
  return { ...controlRoom(world), kept: () => kept };
}

async function ask<Answer>(room: ControlRoom, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
  const answer = await room.answer(
    new Request(`http://localhost:4400/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return (await answer.json()) as Answer;
}

type Problem = { status: number; detail: string };
type World = {
  now: string;
  speed: number;
  scenario: { name: string; watch: string } | null;
  faults: number;
  happened: { text?: string }[];
};

describe('the control room', () => {
  let shop: Shop;
  let room: ReturnType<typeof roomOf>;
  beforeEach(async () => {
    shop = openShop({ seed: 5 });
    room = roomOf(shop);
    await shop.start();
  });

  test('turns away pages of other sites and other names, and lets programs in', async () => {
    const foreign = { origin: 'https://evil.example' };
    expect(await ask<Problem>(room, 'POST', 'speed', { speed: 60 }, foreign)).toMatchObject({ status: 403 });
    expect(await ask<Problem>(room, 'GET', 'state', undefined, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
    });
    const rebound = await room.answer(new Request('http://evil.example:4400/control/state'));
    expect(rebound.status).toBe(403);
    expect(await ask<World>(room, 'POST', 'speed', { speed: 60 }, { origin: 'http://localhost:4400' })).toMatchObject({
      speed: 60,
    });
    expect(await ask<World>(room, 'POST', 'speed', { speed: 0 })).toMatchObject({ speed: 0 });
  });

  test('says what is possible when a wish makes no sense', async () => {
    expect(await ask<Problem>(room, 'POST', 'speed', { speed: 4_000 })).toMatchObject({
      status: 400,
      detail: expect.stringContaining('3600') as unknown,
    });
    expect(await ask<Problem>(room, 'POST', 'jump', { at: '2020-01-01T08:00' })).toMatchObject({ status: 409 });
    expect(await ask<Problem>(room, 'POST', 'jump', { at: 'soon' })).toMatchObject({
      detail: expect.stringContaining('2026-11-23T12:00') as unknown,
    });
    expect(await ask<Problem>(room, 'POST', 'scenario', { name: 'doomsday' })).toMatchObject({
      status: 404,
      detail: expect.stringContaining('silent-erp') as unknown,
    });
    expect(await ask<Problem>(room, 'POST', 'faults', { kind: 'gremlins' })).toMatchObject({
      status: 400,
      detail: expect.stringContaining('lost-request') as unknown,
    });
    expect(await ask<Problem>(room, 'POST', 'levers/warehouse/explode')).toMatchObject({ status: 400 });
    expect(await ask<Problem>(room, 'GET', 'nothing')).toMatchObject({ status: 404 });
  });

  test('jumps to a time on the wall in Oslo, to the next hour and to the next morning', async () => {
    expect((await ask<World>(room, 'POST', 'jump', { at: '2026-11-23T12:15' })).now).toBe('2026-11-23T11:15:00.000Z');
    expect((await ask<World>(room, 'POST', 'jump', { to: 'hour' })).now).toBe('2026-11-23T12:00:00.000Z');
    expect((await ask<World>(room, 'POST', 'jump', { to: 'morning' })).now).toBe('2026-11-24T07:00:00.000Z');
  });

  test('takes one event at a time, and stops where people would notice something', async () => {
    shop.world.clock.setTimeout(() => {}, 60_000);
    const at = shop.world.clock.now() + 600_000;
    shop.world.clock.at(at, () => shop.world.journal.tell({ from: 'warehouse', at, text: 'A cat walks in' }));
    const before = shop.world.clock.now();
    const { happened } = await ask<World>(room, 'POST', 'jump', { to: 'event' });
    expect(happened.map(({ text }) => text)).toContain('A cat walks in');
    expect(shop.world.clock.now()).toBe(at);
    expect(at).toBeGreaterThan(before);
    await ask(room, 'POST', 'step');
    expect(shop.world.clock.now()).toBeGreaterThan(at);
  });

  test('starts a scenario by its name, and takes it back', async () => {
    expect(await ask<World>(room, 'POST', 'scenario', { name: 'silent-erp' })).toMatchObject({
      scenario: { name: 'silent-erp', watch: 'Put a knife in the cart and buy it.' },
      faults: 1,
    });
    expect(await ask(room, 'GET', 'scenarios')).toMatchObject({ playing: 'silent-erp' });
    expect(await ask<World>(room, 'POST', 'scenario', { name: 'calm' })).toMatchObject({ scenario: null, faults: 0 });
    expect(room.kept()).toBe(2);
  });

  test('switches a whole system off and on again, and counts what a rule struck', async () => {
    const silent = await ask<{ systems: { name: string; switch: string }[] }>(room, 'PUT', 'faults/switches/kartverket', {
      switch: 'silent',
    });
    expect(silent.systems.find(({ name }) => name === 'kartverket')).toMatchObject({ switch: 'silent' });
    void shop.world.network.fetchAs('gateway')('https://ws.geonorge.no/adresser/v1/sok?sok=Strand');
    await shop.world.clock.step();
    const { rules } = await ask<{ rules: { id: number; struck: number; by: string }[] }>(room, 'GET', 'faults');
    expect(rules).toMatchObject([{ struck: 1, by: 'silent' }]);
    await ask(room, 'PUT', 'faults/switches/kartverket', { switch: 'off' });
    expect(shop.world.faults.rules).toEqual([]);
  });

  test('lays down a rule by hand, and takes it away again', async () => {
    const { rules } = await ask<{ rules: { id: number; rule: unknown }[] }>(room, 'POST', 'faults', {
      kind: 'status',
      to: 'stripe',
      status: 429,
    });
    expect(rules).toMatchObject([{ rule: { kind: 'status', to: 'stripe', status: 429 } }]);
    expect(await ask(room, 'DELETE', `faults/${rules[0]!.id}`)).toMatchObject({ rules: [] });
  });

  test('lists every lever with a sentence, and pulls one', async () => {
    const levers = await ask<{ system: string; name: string; sentence: string }[]>(room, 'GET', 'levers');
    expect(levers.length).toBeGreaterThan(5);
    expect(levers.every(({ sentence }) => sentence.length > 10)).toBe(true);
    const before = shop.world.journal.entries.length;
    await ask(room, 'POST', 'levers/tripletex/set-price', { sku: shop.world.seeds.articles[0]!.sku, percent: 20 });
    expect(shop.world.journal.entries.length).toBeGreaterThan(before);
  });

  test('shows the floor, the town, the phone and magic values', async () => {
    expect(await ask<{ aisles: unknown[]; workers: unknown[] }>(room, 'GET', 'floor')).toMatchObject({ unit: 'mm' });
    expect(await ask<{ streets: unknown[] }>(room, 'GET', 'town')).toMatchObject({ name: 'Nordhavn' });
    expect(await ask(room, 'GET', 'town/now')).toMatchObject({ riders: [] });
    expect(await ask(room, 'GET', 'phone')).toMatchObject({ messages: [], requests: [], hasVipps: true });
    const groups = await ask<{ title: string; values: { value: string }[] }[]>(room, 'GET', 'magic');
    const values = groups.flatMap((group) => group.values.map(({ value }) => value));
    expect(values).toEqual(expect.arrayContaining(['4000 0025 0000 3155', '+4740000001', 'VELKOMMEN10']));
  });

  test('tells what is said while somebody listens, and nothing of other systems', async () => {
    const answer = await room.answer(new Request('http://localhost:4400/control/messages?system=kartverket'));
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (wanted: string) => {
      while (!heard.includes(wanted)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended before ${wanted}: ${heard}`);
        heard += value;
      }
    };
    await hear('event: world');
    await shop.world.network.fetchAs('gateway')('https://ws.geonorge.no/adresser/v1/sok?sok=Strand');
    await hear('"status":200');
    expect(heard).not.toContain('tripletex');
    expect(heard).not.toContain('"response"');
    const seq = Number(/"seq":(\d+)/.exec(heard)![1]);
    expect(await ask(room, 'GET', `messages/${seq}`)).toMatchObject({
      to: 'kartverket',
      response: expect.stringContaining('adresser') as unknown,
    });
    room.worldChanged();
    await expect(hear('never said')).rejects.toThrow('The stream ended');
  });
});

test('one order is told across all systems, from the checkout to the door', async () => {
  const { shop, trip } = await runJourney({ seed: 3 });
  const room = roomOf(shop);
  const [order] = await ask<{ label: string; reference: string; chapter: string }[]>(room, 'GET', 'orders');
  expect(order).toMatchObject({ label: trip!.label, chapter: 'delivered' });
  type Entry = { kind: string; from: string; to?: string; operation?: string; text?: string };
  const { lanes, entries } = await ask<{ lanes: { name: string }[]; entries: Entry[] }>(
    room,
    'GET',
    `orders/${trip!.label}/sequence`,
  );
  const names = lanes.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['shopper', 'gateway', 'tripletex', 'stripe', 'warehouse', 'messages']));
  expect(names.indexOf('gateway')).toBeLessThan(names.indexOf('tripletex'));
  const said = entries.map(({ from, to, operation, text }) => text ?? `${from} > ${to}: ${operation}`);
  expect(said).toContain('gateway > tripletex: create-order');
  expect(said).toContain('tripletex > warehouse: order');
  expect(said.findIndex((words) => /packed/.test(words))).toBeGreaterThan(said.indexOf('gateway > tripletex: create-order'));
  expect(JSON.stringify(entries)).not.toMatch(/"(request|response)":/);
  const strangers = await ask<Problem>(room, 'GET', 'orders/V-AAAAAAAAAAAAAAAA/sequence');
  expect(strangers).toMatchObject({ status: 404 });
});
