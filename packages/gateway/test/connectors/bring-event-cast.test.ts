import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSpecs, specsFolder } from '../../../../simulator/test/contracts.ts';
import { book, handIn, openBring } from '../../../../simulator/test/open-bring.ts';
import { KEYS, ORIGINS } from '../../../../simulator/src/shop/keys.ts';
import { createBring } from '../../src/connectors/bring/bring.ts';
import { faultOf, scripted, settled, type Reaction } from './scripted.ts';

const URL_OF_OURS = 'https://gateway.example/webhooks/bring';
const SECRET = 'between us';
const CONSIGNMENT = { consignmentId: '70438101268018539', parcels: [] };
const specs = hasSpecs() ? specsFolder() : undefined;
if (!specs) console.warn("Skipped: Bring's published examples are not beside this repository (../shared/specs/bring).");
const example = (file: string): unknown => JSON.parse(readFileSync(join(specs!, 'bring/event-cast/examples', file), 'utf8'));

function open(script: Reaction[] = []) {
  const { fetch, sent, clock } = scripted(script);
  const options = { baseUrl: 'https://api.bring.com', fetch, clock, uid: 'u', key: 'k', customerNumber: 'C' };
  const bring = createBring({ ...options, webhookSecret: SECRET });
  const read = (callback: unknown, headers: Record<string, string> = { 'x-vitrine-secret': SECRET }) =>
    bring.readNotice!({
      body: new TextEncoder().encode(typeof callback === 'string' ? callback : JSON.stringify(callback)),
      headers: new Headers(headers),
      path: '/webhooks/bring',
      now: clock.now(),
    });
  return { bring, silent: createBring(options), sent, clock, read };
}

interface Wish {
  trackingId: string;
  configuration: { url: string; headers: object[] };
  event_groups: string[];
}

describe('a subscription', () => {
  test('is of the consignment, names our address and secret, and only what moves a parcel', async () => {
    const { bring, sent } = open([{ status: 201, json: { id: 'hook-1' } }]);
    await bring.follow!(CONSIGNMENT, URL_OF_OURS);
    expect([sent[0]!.method, sent[0]!.path]).toEqual(['POST', '/event-cast/api/v1/webhooks']);
    const { event_groups: groups, ...wish } = JSON.parse(sent[0]!.text) as Wish;
    expect(wish).toEqual({
      trackingId: '70438101268018539',
      configuration: {
        url: URL_OF_OURS,
        content_type: 'application/json',
        headers: [{ key: 'x-vitrine-secret', value: SECRET }],
      },
    });
    expect(groups).toEqual(expect.arrayContaining(['HANDED_IN', 'TRANSPORT_TO_RECIPIENT', 'READY_FOR_PICKUP', 'DELIVERED']));
    expect(groups).not.toContain('PRE_NOTIFIED');
    expect(groups).not.toContain('NOTIFICATION_SENT');
  });

  test.skipIf(!specs)("has the members of Bring's own example, and is answered by it", async () => {
    const { bring, sent } = open([{ status: 201, json: example('webhook-request.json') }]);
    await bring.follow!(CONSIGNMENT, URL_OF_OURS);
    const [wish, published] = [JSON.parse(sent[0]!.text), example('create-webhook-request.json')] as Wish[];
    const names = ({ configuration, ...rest }: Wish) => [
      Object.keys(rest).sort(),
      Object.keys(configuration).sort(),
      Object.keys(configuration.headers[0]!).sort(),
    ];
    expect(names(wish!)).toEqual(names(published!));
  });

  test('that stands already is enough', async () => {
    const standing = { uuid: 'KFCtYw', status: '409', reason: 'Webhook of similar subscription already exists' };
    await expect(open([{ status: 409, json: standing }]).bring.follow!(CONSIGNMENT, URL_OF_OURS)).resolves.toBeUndefined();
  });

  test.each([
    [{ status: 503 }, 'unavailable'],
    ['silence' as const, 'uncertain'],
    [{ status: 400, json: { uuid: 'KFCtYw', status: '400', reason: 'Reference is not provided' } }, 'defect'],
  ])('that gets %j is a fault, within seconds', async (reaction, kind) => {
    const { bring, clock } = open([reaction]);
    const before = clock.now();
    expect(await faultOf(settled(clock, bring.follow!(CONSIGNMENT, URL_OF_OURS)))).toMatchObject({ kind });
    expect(clock.now() - before).toBeLessThanOrEqual(5_000);
  });

  test('is not asked for by a shop that has no secret for it', () => {
    const { silent } = open();
    expect([silent.follow, silent.readNotice]).toEqual([undefined, undefined]);
  });
});

describe('a callback', () => {
  const callback = { status: 'IN_TRANSIT', id: 'ad84cbca', shipment: '70438101268018539', package: '370438101268058536' };

  test('names the parcel to ask about', () => {
    expect(open().read(callback)).toEqual(['370438101268058536']);
  });

  test.skipIf(!specs)('is read as Bring publishes it', () => {
    expect(open().read(example('callback-0.json'))).toEqual(['TESTPACKAGEDELIVERED']);
  });

  test.each([[''], [`${SECRET}x`], ['between u']])('with the secret %j is not believed', (secret) => {
    const forbidden = expect.objectContaining({ kind: 'forbidden' }) as Error;
    expect(() => open().read(callback, { 'x-vitrine-secret': secret })).toThrow(forbidden);
  });

  test('without any secret is not believed', () => {
    expect(() => open().read(callback, {})).toThrow(expect.objectContaining({ kind: 'forbidden' }) as Error);
  });

  test.each([['nonsense'], ['[]'], [{ ...callback, package: '' }], [{ ...callback, package: null }]])(
    'that says %j breaks the contract',
    (body) => expect(() => open().read(body)).toThrow(expect.objectContaining({ kind: 'defect' }) as Error),
  );
});

test('Bring calls for each parcel of a consignment that is followed, and one question tells of them all', async () => {
  const shop = openBring();
  const { world } = shop;
  const bring = createBring({
    ...KEYS.bring,
    baseUrl: ORIGINS.bring,
    fetch: world.network.fetchAs('gateway'),
    clock: world.clock,
  });
  const told: string[] = [];
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    told.push(...bring.readNotice!({ body, headers: request.headers, path: '/webhooks/bring', now: world.clock.now() }));
    return new Response(null, { status: 204 });
  });
  const [one] = shop.booking('5600').consignments[0]!.packages;
  const { consignmentNumber, packages } = await book(shop, '5600', { packages: [one, one] });
  const numbers = packages.map(({ packageNumber }) => packageNumber);
  for (const _ of ['once', 'again']) {
    await bring.follow!({ consignmentId: consignmentNumber, parcels: [] }, `${ORIGINS.gateway}/webhooks/bring`);
  }
  for (const number of numbers) await handIn(shop, number);
  await world.clock.runFor(3 * 24 * 3_600_000);
  expect([...new Set(told)].sort()).toEqual([...numbers].sort());

  const before = world.network.counts['gateway>bring:track'] ?? 0;
  const reports = await bring.track(numbers);
  expect(world.network.counts['gateway>bring:track']).toBe(before + 1);
  for (const number of numbers) {
    const own = reports.filter(({ trackingNumber }) => trackingNumber === number);
    expect([own[0]!.code, own.at(-1)!.code]).toEqual(['labelled', 'delivered']);
    // Everything but the booking itself was told.
    expect(told.filter((one) => one === number)).toHaveLength(own.length - 1);
  }
});
