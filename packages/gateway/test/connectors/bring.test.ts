import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSpecs, specsFolder } from '../../../../simulator/test/contracts.ts';
import { createBring } from '../../src/connectors/bring/bring.ts';
import { bookingRequest } from '../../src/connectors/bring/bring-booking.ts';
import type { BringPoint } from '../../src/connectors/bring/bring-answers.ts';
import { kindOfPoint, openingLines } from '../../src/connectors/bring/bring-points.ts';
import { shippingRequest } from '../../src/connectors/bring/bring-quotes.ts';
import type { QuoteRequest } from '../../src/ports.ts';
import { faultOf, MONDAY, scripted, settled, type Reaction, type Sent } from './scripted.ts';

const specs = hasSpecs() ? specsFolder() : undefined;
const example = (file: string): unknown => JSON.parse(readFileSync(join(specs!, 'bring', file), 'utf8'));

function open(script: Reaction[] | ((sent: Sent) => Reaction)) {
  const { fetch, sent, clock } = scripted(script);
  const bring = createBring({
    baseUrl: 'https://api.bring.com',
    fetch,
    clock,
    uid: 'post@shop.example',
    key: 'k',
    customerNumber: 'PARCELS_NORWAY-1',
  });
  return { bring, sent, clock };
}

const from = { street_address: 'Lagerveien 1', postal_code: '5003', address_locality: 'Bergen', address_country: 'NO' };
const to = { street_address: 'Bryggegata 12B', postal_code: '5518', address_locality: 'Haugesund', address_country: 'NO' };
const parcels = [{ weightGrams: 903, sizeMillimetres: { length: 401, width: 200, height: 99 } }];
const wish: QuoteRequest = { from, to, parcels, readyAt: MONDAY, goodsValue: 50000, currency: 'NOK' };

const product = (id: string, amountWithVAT: unknown = '129.00', more: Record<string, unknown> = {}) => ({
  id,
  guiInformation: { displayName: `Product ${id}` },
  price: { listPrice: { priceWithAdditionalServices: { amountWithVAT }, currencyCode: 'NOK' } },
  expectedDelivery: { expectedDeliveryDate: { year: '2026', month: '11', day: '24' } },
  ...more,
});
const shipping = (...products: unknown[]) => ({ json: { consignments: [{ products }] } });
const noPoints = { json: { pickupPoint: [] } };
const byPath =
  (guide: Reaction, points: Reaction = noPoints) =>
  (sent: Sent) =>
    sent.path.startsWith('/shippingguide') ? guide : points;

/** Members of `sent`, at any depth, that the published example does not have in the same place. */
function strangers(sent: unknown, published: unknown, path = ''): string[] {
  if (Array.isArray(sent))
    return sent.flatMap((item) => strangers(item, Array.isArray(published) ? published[0] : undefined, `${path}[]`));
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const there = typeof published === 'object' && published !== null && key in published;
    return there ? strangers(value, (published as Record<string, unknown>)[key], `${path}.${key}`) : [`${path}.${key}`];
  });
}

describe('quotes', () => {
  test.skipIf(!specs)("are asked for in the words of Bring's own examples", () => {
    const request = shippingRequest(wish, 'PARCELS_NORWAY-1');
    const merged = { ...(example('shipping-guide-2/examples/products-request.json') as { consignments: object[] }) };
    const estimated = example('shipping-guide-2/examples/rest_estimated_delivery_time_request.json') as {
      consignments: object[];
    };
    expect(
      strangers(request, {
        ...merged,
        consignments: [{ ...estimated.consignments[0], ...merged.consignments[0], products: [{ id: '', customerNumber: '' }] }],
      }),
    ).toEqual([]);
  });

  test('round grams and centimetres up, and give the shipping date as the clock in Norway shows it', () => {
    const { consignments } = shippingRequest(wish, 'C');
    expect(consignments[0]).toMatchObject({
      packages: [{ length: 41, width: 20, height: 10, grossWeight: 903 }],
      shippingDate: { year: '2026', month: '11', day: '23', hour: '8', minute: '0' },
    });
  });

  test.skipIf(!specs)("read Bring's own answers: the price with VAT and the day it comes", async () => {
    const guide = example('shipping-guide-2/examples/rest_estimated_delivery_time_response_200.json') as {
      consignments: { products: { id: string }[] }[];
    };
    guide.consignments[0]!.products[0]!.id = '5600';
    const { bring } = open(byPath({ json: guide }));
    await expect(bring.quote(wish)).resolves.toEqual([
      {
        service: '5600',
        title: 'Hjemlevering',
        kind: 'home',
        price: 18219,
        currency: 'NOK',
        arrives: { from: Date.parse('2021-01-14T08:00:00+01:00'), to: Date.parse('2021-01-14T21:00:00+01:00') },
        expires: MONDAY + 3_600_000,
      },
    ]);
  });

  test.each([
    ['27', 'Kiwi Torget', 'locker'],
    ['37', 'Kiwi Torget', 'locker'],
    ['4', 'Pakkeboks Torget', 'locker'],
    ['4', 'Kiwi Torget', 'pickup_point'],
  ])('know a point of type %s called %s as %s', (type, name, kind) => {
    expect(kindOfPoint({ type, name } as unknown as BringPoint)).toBe(kind);
  });

  test.skipIf(!specs)('of a pick-up parcel are one for each of the five nearest points, with its place and hours', async () => {
    const { bring, sent } = open(
      byPath(shipping(product('5800')), { json: example('pickup-point/examples/by_postal_code.json') }),
    );
    const quotes = await bring.quote(wish);
    expect(quotes).toHaveLength(5);
    expect(quotes[0]).toMatchObject({
      service: '5800/121524',
      kind: 'pickup_point',
      price: 12900,
      point: {
        id: '121524',
        name: 'Coop Obs! Hypermarked Vinterbro',
        address: {
          street_address: 'Sjøskogenveien 7',
          postal_code: '1407',
          address_locality: 'Vinterbro',
          address_country: 'NO',
        },
        opening_hours: ['Man–Fre: 08:00–22:00', 'Lør: 08:00–20:00'],
        distance_metres: 1300,
      },
    });
    expect(quotes[1]).toMatchObject({ kind: 'locker', point: { name: 'Pakkeautomat Vinterbro Post i Butikk' } });
    const asked = sent.find(({ path }) => path.startsWith('/pickuppoint'))!;
    expect(asked.path).toBe('/pickuppoint/api/pickuppoint/NO/postalCode/5518.json');
    expect(Object.fromEntries(asked.query)).toEqual({ numberOfResponses: '5', street: 'Bryggegata', streetNumber: '12B' });
  });

  test('prefer the price of our own agreement', async () => {
    const netPrice = { priceWithAdditionalServices: { amountWithVAT: '99.50' }, currencyCode: 'NOK' };
    const { price } = product('3584');
    const { bring } = open(byPath(shipping(product('3584', '129.00', { price: { ...price, netPrice } }))));
    await expect(bring.quote(wish)).resolves.toMatchObject([{ kind: 'mailbox', price: 9950 }]);
  });

  test('leave out what Bring does not carry, and no product at all is no fault', async () => {
    const tooHeavy = { id: '3584', errors: [{ code: 'EXCEEDS_MAX_WEIGHT', description: 'x' }] };
    const { bring } = open(byPath(shipping(tooHeavy, product('5600'))));
    await expect(bring.quote(wish)).resolves.toHaveLength(1);
    await expect(open(byPath({ json: { traceMessages: [] } })).bring.quote(wish)).resolves.toEqual([]);
  });

  test.each([['NaN'], ['1e9'], ['12,50'], ['-5.00'], ['99999999999999.00'], [null]])(
    'with the price %j break the contract',
    async (amount) => {
      const { bring } = open(byPath(shipping(product('5600', amount))));
      expect(await faultOf(bring.quote(wish))).toMatchObject({ kind: 'defect', code: 'bring.broken-contract' });
    },
  );

  test.each([['silence' as const], [{ status: 503 }], ['reset' as const], [{ status: 429 }]])(
    'are unavailable after %j',
    async (reaction) => {
      const { bring, clock } = open(byPath(reaction));
      expect(await faultOf(settled(clock, bring.quote(wish)))).toMatchObject({ kind: 'unavailable' });
    },
  );

  test('still offer the door when points of pick-up cannot be told', async () => {
    const script = byPath(shipping(product('5600'), product('5800')), 'silence');
    const { bring, clock } = open(script);
    await expect(settled(clock, bring.quote(wish))).resolves.toMatchObject([{ kind: 'home' }]);
    expect(clock.now()).toBeLessThan(MONDAY + 2_500);
  });

  test('every call carries the user, the key and the client', async () => {
    const { bring, sent } = open(byPath(shipping()));
    await bring.quote(wish);
    for (const { headers } of sent) {
      expect(headers.get('x-mybring-api-uid')).toBe('post@shop.example');
      expect(headers.get('x-mybring-api-key')).toBe('k');
      expect(headers.get('x-bring-client-url')).toBeTruthy();
    }
  });
});

const order = {
  reference: 'ord-1',
  service: '5800/121524',
  from: { ...from, name: 'Kniv & Fjøl', phone_number: '55000000' },
  to: { ...to, name: 'Kari Nordmann', email: 'kari@example.no', phone_number: '+4790000000' },
  parcels,
  readyAt: MONDAY,
  webhookUrl: 'https://gateway.example/webhooks/bring',
};

describe('booking', () => {
  test.skipIf(!specs)("is asked for in the words of Bring's own example", () => {
    const sent = bookingRequest(order, { customerNumber: 'C', test: false });
    expect(strangers(sent, example('booking/examples/selectPickupPoint_NO.json'))).toEqual([]);
    expect(sent.consignments[0]).toMatchObject({
      parties: {
        pickupPoint: { id: '121524', countryCode: 'NO' },
        recipient: { name: 'Kari Nordmann', contact: { email: 'kari@example.no' } },
      },
      product: { id: '5800', customerNumber: 'C' },
      packages: [{ weightInKg: 0.91, dimensions: { lengthInCm: 41, widthInCm: 20, heightInCm: 10 } }],
    });
  });

  test.skipIf(!specs)("reads Bring's own answer: numbers, labels and where to track", async () => {
    const { bring } = open([{ json: example('booking/examples/successfulResponse.json') }]);
    await expect(bring.book(order)).resolves.toEqual({
      consignmentId: '70438101268018539',
      parcels: [
        {
          trackingNumber: '370438101268058536',
          sscc: '370438101268058536',
          labelUrl: 'https://api.bring.com/labels/id/6d8c4323-87cd-47e8-aa0d-75f8f0b5b4cb.pdf',
        },
      ],
      trackingUrl: 'https://sporing.bring.no/sporing.html?q=70438101268018539',
    });
  });

  test.each([
    ['BOOK-INTERNAL-002', 'unavailable'],
    ['BOOK-INTERNAL-001', 'uncertain'],
    ['BOOK-INPUT-045', 'defect'],
  ])('a 200 with error %s is %s', async (code, kind) => {
    const refusal = {
      json: { consignments: [{ confirmation: null, errors: [{ uniqueId: 'u', code, messages: [] }], correlationId: null }] },
    };
    expect(await faultOf(open([refusal]).bring.book(order))).toMatchObject({ kind });
    expect(await faultOf(open([{ ...refusal, status: 400 }]).bring.book(order))).toMatchObject({ kind });
  });

  test('silence is uncertain, and nothing is booked again by itself', async () => {
    const { bring, clock, sent } = open(['silence']);
    expect(await faultOf(settled(clock, bring.book(order)))).toMatchObject({ kind: 'uncertain' });
    expect(sent).toHaveLength(1);
  });
});

describe('tracking', () => {
  test.skipIf(!specs)("reads Bring's own example of a delivered parcel, oldest first", async () => {
    const { bring, sent } = open([{ json: example('tracking/examples/delivered.json') }]);
    const reports = await bring.track(['TESTPACKAGEDELIVERED']);
    expect(reports.map(({ code, place }) => [code, place])).toEqual([
      ['hub', 'Oslo'],
      ['out_for_delivery', 'Oslo'],
      ['delivered', undefined],
    ]);
    expect(reports.at(-1)).toMatchObject({
      at: Date.parse('2010-09-30T17:45:25+02:00'),
      proof: { kind: 'signature', note: 'O Nordmann' },
    });
    expect(new Set(reports.map(({ eventId }) => eventId)).size).toBe(3);
    expect(sent[0]!.query.get('q')).toBe('TESTPACKAGEDELIVERED');
  });

  test.skipIf(!specs)('knows the window in which the parcel comes, by the clock in Norway', async () => {
    const { bring } = open([{ json: example('tracking/examples/successfulWithEta.json') }]);
    await expect(bring.track(['TESTPARCELWITHETA'])).resolves.toMatchObject([
      {
        code: 'out_for_delivery',
        place: 'Skien',
        arrives: { from: Date.parse('2021-04-20T08:00:00+02:00'), to: Date.parse('2021-04-20T16:00:00+02:00') },
      },
    ]);
  });

  test.skipIf(!specs).each([
    ['waiting_at_pup.json', 'TESTPACKAGEATPICKUPPOINT', 'ready_for_pickup'],
    ['loaded_for_delivery.json', undefined, 'out_for_delivery'],
    ['notification_received.json', undefined, 'labelled'],
  ])('reads %s', async (file, number, code) => {
    const json = example(`tracking/examples/${file}`) as { consignmentSet: { packageSet: { packageNumber: string }[] }[] };
    const reports = await open([{ json }]).bring.track([number ?? json.consignmentSet[0]!.packageSet[0]!.packageNumber]);
    expect(reports.at(-1)).toMatchObject({ code });
  });

  test.skipIf(!specs)('a number that Bring does not know yet has no story', async () => {
    await expect(open([{ json: example('tracking/examples/unsuccessful.json') }]).bring.track(['X'])).resolves.toEqual([]);
  });

  test.skipIf(!specs).each([
    ['service_unavailable.json', 'unavailable'],
    ['bad_request.json', 'defect'],
  ])('errors inside a 200 are faults: %s', async (file, kind) => {
    expect(await faultOf(open([{ json: example(`tracking/examples/${file}`) }]).bring.track(['X']))).toMatchObject({ kind });
  });
});

test('opening hours are lines with times as people write them', () => {
  expect(openingLines('Man - Fre: 0700-2200, Lør: 0900-2000, Søn: stengt')).toEqual([
    'Man–Fre: 07:00–22:00',
    'Lør: 09:00–20:00',
    'Søn: stengt',
  ]);
  expect(openingLines('')).toEqual([]);
});
