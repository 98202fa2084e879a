import { describe, expect, test } from 'vitest';
import { KEYS } from '../../shop/keys.ts';
import { gs1CheckDigit, isSscc } from '../parcels/sscc.ts';
import { utm33 } from './pickup-points.ts';
import { priceText } from './products.ts';
import { book, openBring, type Booked, type Tracked } from '../../../test/open-bring.ts';

interface Rates {
  consignments: {
    products: {
      id: string;
      errors?: { code: string }[];
      price?: Record<'listPrice' | 'netPrice', { priceWithAdditionalServices: { amountWithVAT: string } }>;
      expectedDelivery?: Expected;
    }[];
  }[];
  traceMessages: string[];
  fieldErrors: { field: string }[];
}
interface Expected {
  workingDays: string;
  formattedExpectedDeliveryDate: string;
  alternativeDeliveryDates: { formattedExpectedDeliveryDate: string }[];
}
interface Points {
  pickupPoint: {
    id: string;
    name: string;
    distanceInKm: string;
    openingHoursNorwegian: string;
    openingHoursEnglish: string;
    type: string;
  }[];
}

describe("Bring's shipping guide", () => {
  test('prices three ways to a neighbour, VAT apart, by list and by agreement', async () => {
    const { ask, rates } = openBring();
    const { body } = await ask<Rates>('POST', '/shippingguide/api/v2/products', rates());
    const agreed = body.consignments[0]!.products.map(({ id, price }) => [
      id,
      price!.netPrice.priceWithAdditionalServices.amountWithVAT,
    ]);
    expect(agreed).toEqual([
      ['5800', '99.00'],
      ['5600', '149.00'],
      ['3584', '79.00'],
    ]);
    const { amountWithVAT, vat, amountWithoutVAT } = priceText(9_999);
    expect(Number(amountWithoutVAT) + Number(vat)).toBeCloseTo(Number(amountWithVAT), 10);
    const strangers = rates({}, { products: [{ id: '5800' }] });
    const [listed] = (await ask<Rates>('POST', '/shippingguide/api/v2/products', strangers)).body.consignments[0]!.products;
    expect(listed!.price).not.toHaveProperty('netPrice');
  });

  test('a large parcel goes through no mailbox, and the other ways stay open', async () => {
    const { ask, rates } = openBring();
    const large = rates({}, { packages: [{ length: 60, width: 40, height: 32, grossWeight: 4_000 }] });
    const { products } = (await ask<Rates>('POST', '/shippingguide/api/v2/products', large)).body.consignments[0]!;
    expect(products.map(({ id, errors }) => [id, errors?.[0]?.code])).toEqual([
      ['5800', undefined],
      ['5600', undefined],
      ['3584', 'INVALID_MEASUREMENTS'],
    ]);
  });

  test('promises respect weekends, holidays and the last collection of the day', async () => {
    const { ask, rates } = openBring();
    const promised = async (year: number, month: number, day: number, hour: number, id = '5600') => {
      const shippingDate = { year: String(year), month: String(month), day: String(day), hour: String(hour), minute: '0' };
      const { body } = await ask<Rates>(
        'POST',
        '/shippingguide/api/v2/products',
        rates({}, { products: [{ id }], shippingDate }),
      );
      return body.consignments[0]!.products[0]!.expectedDelivery!.formattedExpectedDeliveryDate;
    };
    expect(await promised(2026, 11, 23, 10)).toBe('24.11.2026');
    expect(await promised(2026, 11, 23, 10, '3584')).toBe('25.11.2026');
    expect(await promised(2026, 11, 23, 19)).toBe('25.11.2026');
    expect(await promised(2026, 11, 27, 10)).toBe('30.11.2026');
    expect(await promised(2026, 11, 28, 10)).toBe('30.11.2026');
    expect(await promised(2026, 4, 1, 10)).toBe('07.04.2026');
    expect(await promised(2026, 12, 23, 10, '3584')).toBe('28.12.2026');
  });

  test('what is far away takes longer and costs more', async () => {
    const { ask, rates } = openBring();
    const to = async (toPostalCode: string) => {
      const { body } = await ask<Rates>(
        'POST',
        '/shippingguide/api/v2/products',
        rates({ numberOfAlternativeDeliveryDates: 2 }, { toPostalCode }),
      );
      return body.consignments[0]!.products[0]!;
    };
    const [near, far] = [await to('5003'), await to('9600')];
    const kroner = (product: typeof near) => Number(product.price!.listPrice.priceWithAdditionalServices.amountWithVAT);
    expect(kroner(far)).toBeGreaterThan(kroner(near));
    expect(Number(far.expectedDelivery!.workingDays)).toBeGreaterThan(Number(near.expectedDelivery!.workingDays));
    expect(near.expectedDelivery!.alternativeDeliveryDates.map((date) => date.formattedExpectedDeliveryDate)).toEqual([
      '25.11.2026',
      '26.11.2026',
    ]);
  });

  test('wrong requests are told field by field, and unknown services and keys are refused', async () => {
    const { ask, rates } = openBring();
    const answer = async (body: unknown, headers = {}) => ask<Rates>('POST', '/shippingguide/api/v2/products', body, headers);
    for (const [wrong, field] of [
      [{ packages: [] }, 'packages'],
      [{ packages: [{ grossWeight: -1 }] }, 'packages'],
      [{ toPostalCode: null }, 'toPostalCode'],
      [{ products: 'all' }, 'products'],
      [{ shippingDate: { year: 2026, month: 13, day: 1 } }, 'shippingDate'],
    ] as const) {
      const { status, body } = await answer(rates({}, wrong));
      expect(status).toBe(400);
      expect(body.fieldErrors.map((error) => error.field)).toEqual([`consignments[0].${field}`]);
    }
    for (const nonsense of ['{', '[]', '{}']) expect((await answer(nonsense)).status).toBe(400);
    expect((await answer(rates(), { 'X-Mybring-API-Key': 'wrong' })).status).toBe(401);
    const { body } = await answer(
      rates({ trace: true }, { products: [{ id: '9999' }, { id: '5800' }], additionalServices: ['BALLOONS'] }),
    );
    expect(body.consignments[0]!.products[0]!.errors).toHaveLength(1);
    expect(body.traceMessages).toEqual(['Additional service BALLOONS is not applicable for product 5800']);
    const abroad = await answer(rates({}, { toCountryCode: 'SE', toPostalCode: '11122' }));
    expect(abroad.body.consignments[0]!.products.every(({ errors }) => errors?.length)).toBe(true);
  });
});

describe("Bring's pickup points", () => {
  test('come nearest first, with hours in both languages', async () => {
    const { ask, home, town } = openBring();
    const street = `street=${encodeURIComponent(home.street)}&streetNumber=${home.number}`;
    const { body } = await ask<Points>('GET', `/pickuppoint/api/pickuppoint/NO/postalCode/${home.postalCode}.json?${street}`);
    const distances = body.pickupPoint.map(({ distanceInKm }) => Number(distanceInKm));
    expect(body.pickupPoint).toHaveLength(town.pickupPoints.length + town.lockers.length);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(body.pickupPoint[0]!.openingHoursNorwegian).toMatch(/^Man - Fre: \d{4}-\d{4}, Lør: /);
    expect(body.pickupPoint[0]!.openingHoursEnglish).toMatch(/^Mon - Fri: \d{4}-\d{4}, Sat: /);
  });

  test('can be narrowed by kind, name, day and number', async () => {
    const { ask, home } = openBring();
    const near = async (query: string) =>
      (await ask<Points>('GET', `/pickuppoint/api/pickuppoint/NO/postalCode/${home.postalCode}.json?${query}`)).body.pickupPoint;
    expect((await near('pickupPointType=locker')).every(({ type }) => type === '37')).toBe(true);
    expect((await near('pickupPointType=manned')).every(({ type }) => type === '4')).toBe(true);
    expect(await near('numberOfResponses=2')).toHaveLength(2);
    expect((await near('searchForText=kolonial')).map(({ name }) => name)).toEqual(['Lien Kolonial']);
    expect((await near('openingHoursSearchType=SUNDAY')).every(({ type }) => type === '37')).toBe(true);
    expect((await near('openOnOrBefore=0700&pickupPointType=manned')).length).toBeLessThan(6);
  });

  test('are found by id and by place, and nowhere else', async () => {
    const { ask, home } = openBring();
    const { latitude, longitude } = home.position;
    const { body } = await ask<Points>('GET', `/pickuppoint/api/pickuppoint/NO/location/${latitude},${longitude}.json`);
    const { id } = body.pickupPoint[0]!;
    expect((await ask<Points>('GET', `/pickuppoint/api/pickuppoint/NO/id/${id}.json`)).body.pickupPoint[0]!.id).toBe(id);
    expect((await ask('GET', '/pickuppoint/api/pickuppoint/NO/id/1.json')).status).toBe(404);
    expect((await ask<Points>('GET', '/pickuppoint/api/pickuppoint/NO/postalCode/9950.json')).body.pickupPoint).toEqual([]);
    expect((await ask('GET', '/pickuppoint/api/pickuppoint/NO/postalCode/abc.json')).status).toBe(400);
  });

  test("map coordinates are those of Bring's own maps", () => {
    expect(utm33({ latitude: 60.3984801804274, longitude: 5.311180462370907 })).toEqual({ x: -32_597, y: 6_735_084 });
    expect(utm33({ latitude: 59.77397940554418, longitude: 10.803229911496063 })).toEqual({ x: 264_423, y: 6_633_700 });
  });
});

describe("Bring's booking", () => {
  test('gives numbers with right check digits and a label that carries them', async () => {
    const shop = openBring();
    const { consignmentNumber, packages, links } = await book(shop, '5800');
    expect(consignmentNumber).toMatch(/^\d{17}$/);
    expect(gs1CheckDigit(consignmentNumber.slice(0, 16))).toBe(Number(consignmentNumber[16]));
    expect(isSscc(packages[0]!.packageNumber)).toBe(true);
    const label = await shop.ask<string>('GET', links.labels.replace('.pdf', '.svg'));
    expect(label.body).toContain(`(00) ${packages[0]!.packageNumber}`);
    expect(label.body).toContain('Kari Nordmann');
    expect(label.body).not.toContain('TEST');
    expect((await shop.ask('GET', links.tracking)).status).toBe(200);
  });

  test('two packages get two numbers on one sheet', async () => {
    const shop = openBring();
    const parcel = { weightInKg: 2, dimensions: { heightInCm: 20, widthInCm: 20, lengthInCm: 20 } };
    const { packages, links } = await book(shop, '5600', { packages: [parcel, parcel] });
    expect(new Set(packages.map(({ packageNumber }) => packageNumber)).size).toBe(2);
    const { body } = await shop.ask<string>('GET', links.labels.replace('.pdf', '.svg'));
    for (const { packageNumber } of packages) expect(body).toContain(`(00) ${packageNumber}`);
  });

  test('says everything that is wrong at once, by code, and books nothing', async () => {
    const { ask, booking, world } = openBring();
    const codes = async (body: unknown) => {
      const answer = await ask<Booked>('POST', '/booking/api/booking', body);
      expect(answer.status).toBe(400);
      expect(answer.body.consignments[0]!.confirmation).toBeNull();
      return answer.body.consignments[0]!.errors.map(({ code }) => code);
    };
    expect(await codes('no json')).toEqual(['BOOK_INPUT-059']);
    expect(await codes({})).toEqual(['BOOK-INPUT-003', 'BOOK-INPUT-030', 'BOOK-INPUT-004']);
    expect(await codes(booking('5800', { parties: {}, packages: [], shippingDateTime: 'today' }))).toEqual(
      expect.arrayContaining(['BOOK-INPUT-006', 'BOOK-INPUT-007', 'BOOK-INPUT-009', 'BOOK-INPUT-012']),
    );
    expect(await codes(booking('9999'))).toEqual(['BOOK-INPUT-020']);
    expect(await codes(booking('5800', { product: { id: '5800', customerNumber: 'somebody else' } }))).toEqual([
      'BOOK-INPUT-021',
    ]);
    expect(
      await codes(booking('3584', { packages: [{ weightInKg: 6, dimensions: { heightInCm: 5, widthInCm: 5, lengthInCm: 5 } }] })),
    ).toEqual(['BOOK-INPUT-023']);
    expect(await codes(booking('5800', { packages: [{ weightInKg: 0 }] }))).toEqual(['BOOK-INPUT-002', 'BOOK-INPUT-013']);
    const { parties } = booking('5800').consignments[0]!;
    expect(await codes(booking('5800', { parties: { ...parties, pickupPoint: { id: '1', countryCode: 'NO' } } }))).toEqual([
      'BOOK-INPUT-045',
    ]);
    expect(world.table('bring', 'consignments').size).toBe(0);
  });

  test('a test booking is answered, stamped, and never tracked', async () => {
    const { ask, booking } = openBring();
    const { body } = await ask<Booked>('POST', '/booking/api/booking', { ...booking('5600'), testIndicator: true });
    const { packages, links } = body.consignments[0]!.confirmation;
    expect((await ask<string>('GET', links.labels.replace('.pdf', '.svg'))).body).toContain('TEST');
    expect(
      (await ask<Tracked>('GET', `/tracking/api/v2/tracking.json?q=${packages[0]!.packageNumber}`)).body.consignmentSet[0]!.error!
        .code,
    ).toBe(404);
  });
});

test('nobody asks without a key', async () => {
  const { ask } = openBring();
  expect((await ask('GET', '/tracking/api/v2/tracking.json?q=1', undefined, { 'X-Mybring-API-Uid': 'somebody' })).status).toBe(
    401,
  );
  expect(
    (await ask<{ customers: { customerNumber: string }[] }>('GET', '/booking/api/customers')).body.customers[0]!.customerNumber,
  ).toBe(KEYS.bring.customerNumber);
});
