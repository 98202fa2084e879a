import { expect, test } from 'vitest';
import type { Transport } from './network.ts';
import type { ServiceFactory } from './service.ts';
import { World, type SavedWorld } from './world.ts';

interface Parcel {
  id: string;
  state: 'waiting' | 'gone';
}

/** A counter where parcels are left, small enough to see through. */
const counter: ServiceFactory = (env) => {
  const parcels = env.table<Parcel>('parcels', ({ id }) => id);
  const next = env.counter('parcel', 1);
  return {
    name: 'counter',
    title: 'The counter',
    origin: 'https://counter.example',
    routes: [
      {
        method: 'POST',
        path: '/parcels',
        operation: 'leave',
        resolve: ({ text }) => {
          const parcel = parcels.put({ id: `P${next()}-${env.random('ids').id(6)}`, state: 'waiting' });
          env.alarm(env.now() + 60_000, 'collect', parcel.id);
          return { status: 201, body: { ...parcel, note: text } };
        },
      },
      {
        method: 'GET',
        path: '/parcels/:id',
        operation: 'look',
        resolve: ({ params }) => ({ status: 200, body: parcels.get(params['id']!) }),
      },
      { method: 'PUT', path: '/parcels/:id/\\:return', operation: 'return', resolve: () => ({ status: 204 }) },
    ],
    alarms: {
      collect: (id: string) => {
        parcels.put({ id, state: 'gone' });
        env.send({ url: 'https://shop.example/hooks', body: JSON.stringify({ gone: id }), operation: 'collected' });
      },
    },
    signWebhook: (_webhook, at) => ({ 'x-signed-at': String(at) }),
  };
};

function open(options: { transport?: Transport; saved?: SavedWorld; refusals?: number } = {}) {
  const world = new World({ seed: 11, services: { counter }, latencyMs: { least: 5, most: 50 }, ...options });
  const heard: string[] = [];
  let refusals = options.refusals ?? 0;
  world.network.host('shop', 'https://shop.example', async (request) => {
    if (refusals-- > 0) return new Response(null, { status: 503 });
    heard.push(`${await request.text()} signed ${request.headers.get('x-signed-at')}`);
    return new Response(null, { status: 204 });
  });
  const post = () => world.network.fetchAs('gateway')('https://counter.example/parcels', { method: 'POST', body: 'hello' });
  return { world, heard, post };
}

async function live(transport: Transport): Promise<string> {
  const { world, post } = open({ transport });
  const left = post().then((response) => response.json());
  await world.clock.runFor(1_000);
  const { id } = (await left) as { id: string };
  const looked = world.network.fetchAs('gateway')(`https://counter.example/parcels/${id}`);
  await world.clock.runFor(300_000);
  await looked;
  return JSON.stringify(world.journal.entries);
}

test('the same seed says the same in memory and through MSW', async () => {
  const inMemory = await live('memory');
  expect(inMemory).toContain('collected');
  expect(await live('msw')).toBe(inMemory);
  expect(await live('memory')).toBe(inMemory);
});

test('a webhook that nobody took is brought again', async () => {
  const { world, heard, post } = open({ refusals: 2 });
  void post();
  await world.clock.runFor(400_000);
  expect(heard).toHaveLength(1);
  expect(world.journal.entries.filter((entry) => entry.kind === 'message' && entry.operation === 'collected')).toHaveLength(3);
});

test('a world that was saved goes on as if nothing had been', async () => {
  const first = open();
  void first.post();
  await first.world.clock.runFor(30_000);
  const saved = JSON.parse(JSON.stringify(first.world.save())) as SavedWorld;
  await first.world.clock.runFor(300_000);

  const second = open({ saved });
  await second.world.clock.runFor(300_000);
  expect(second.heard).toHaveLength(1);
  expect(second.world.save().tables['counter/parcels']).toEqual(first.world.save().tables['counter/parcels']);
});

test('a lost answer is done all the same, and nobody hears of it', async () => {
  const { world, post } = open();
  world.faults.add({ to: 'counter', operation: 'leave', kind: 'lost-response' });
  let answered = false;
  void post().then(() => (answered = true));
  await world.clock.runFor(10_000);
  expect(answered).toBe(false);
  expect(world.table('counter', 'parcels').size).toBe(1);
});

test('whoever waits for a silent system may stop waiting', async () => {
  const { world } = open();
  world.faults.add({ to: 'counter', kind: 'lost-request' });
  const patience = new AbortController();
  const asked = world.network.fetchAs('gateway')('https://counter.example/parcels/P1', { signal: patience.signal });
  const outcome = asked.then(
    () => 'answered',
    (reason: Error) => reason.message,
  );
  world.clock.setTimeout(() => patience.abort(new Error('took too long')), 2_000);
  await world.clock.runFor(10_000);
  expect(await outcome).toBe('took too long');
});

test('an address nobody has names the known ones, and an unknown path the nearest', async () => {
  const { world } = open();
  const ask = world.network.fetchAs('gateway');
  await expect(ask('https://nowhere.example/x')).rejects.toThrow('https://counter.example');
  const lost = ask('https://counter.example/parcels/P1/history/long');
  await world.clock.runFor(1_000);
  expect(((await (await lost).json()) as { message: string }).message).toContain('GET /parcels/:id');
});

test('an action segment is a word, not a name', async () => {
  const { world } = open();
  const answer = world.network.fetchAs('gateway')('https://counter.example/parcels/P1/:return', { method: 'PUT' });
  await world.clock.runFor(1_000);
  expect((await answer).status).toBe(204);
});
