/** What the office does with the ERP beside selling: counting, crediting, listening, limiting. */
import { beforeEach, describe, expect, test } from 'vitest';
import { World, type SavedWorld } from '../../kernel/world.ts';
import type { StockRow } from './books.ts';
import { tripletexService } from './tripletex.ts';

const KEYS = { consumerToken: 'consumer', employeeToken: 'employee' };
const OPTIONS = { ...KEYS, warehouse: { url: 'https://wms.example', key: 'wms-key' } };
const TODAY = 'dateFrom=2026-11-23&dateTo=2026-11-24';

interface Row {
  [name: string]: unknown;
  id: number;
  version: number;
}
interface Reply {
  status: number;
  headers: Headers;
  body: { value: Row; values: Row[]; fullResultSize: number } & Row;
}

let world: World;
let token: string;
let told: { body: Record<string, unknown>; headers: Headers }[];

async function ask(method: string, path: string, body?: unknown): Promise<Reply> {
  const headers = { authorization: `Basic ${btoa(`0:${token}`)}`, 'content-type': 'application/json; charset=utf-8' };
  const init: RequestInit = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await world.network.fetchAs('gateway')(`https://tripletex.no/v2${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Reply['body'] };
}

async function logIn(employeeToken = 'employee'): Promise<void> {
  const path = `/token/session/:create?consumerToken=consumer&employeeToken=${employeeToken}&expirationDate=2026-11-30`;
  token = String((await ask('PUT', path)).body.value['token']);
}

const productOf = async (sku: string): Promise<Row> => (await ask('GET', `/product?productNumber=${sku}`)).body.values[0]!;
const pull = (name: string, wish: Record<string, unknown> = {}) =>
  world
    .service('tripletex')
    .levers!.find((lever) => lever.name === name)!
    .pull(wish);

async function order(sku: string, count: number): Promise<Row> {
  const { id } = await productOf(sku);
  const [customer] = (await ask('GET', '/customer?customerAccountNumber=1')).body.values;
  const body = {
    customer: { id: customer!.id },
    orderDate: '2026-11-23',
    deliveryDate: '2026-11-24',
    isPrioritizeAmountsIncludingVat: true,
    orderLines: [{ product: { id }, count }],
  };
  return (await ask('POST', '/order', body)).body.value;
}
const invoice = async (row: Row): Promise<Reply> =>
  ask('PUT', `/order/${row.id}/:invoice?invoiceDate=2026-11-23&sendToCustomer=false`);

beforeEach(async () => {
  told = [];
  world = new World({ seed: 7, services: { tripletex: tripletexService(OPTIONS) } });
  world.network.host('listener', 'https://listener.example', async (request) => {
    told.push({ body: (await request.json()) as Record<string, unknown>, headers: request.headers });
    return new Response(null, { status: 204 });
  });
  await logIn();
});

describe('stock', () => {
  test('lies in bins, and the bins of an article hold what the house holds', async () => {
    for (const { sku } of world.seeds.articles.slice(0, 40)) {
      const product = await productOf(sku);
      const places = (await ask('GET', `/product/inventoryLocation?productId=${product.id}&fields=*,inventoryLocation(name)`))
        .body.values;
      expect(places.reduce((sum, place) => sum + (place['stockOfGoods'] as number), 0)).toBe(product['stockOfGoods']);
      expect(places.filter((place) => place['isMainLocation'])).toHaveLength(1);
      expect((places[0]!['inventoryLocation'] as { name: string }).name).toMatch(/^[A-Z]+-\d+-\d$/);
      expect((await ask('GET', `/product/inventoryLocation/${places[0]!.id}`)).body.value.id).toBe(places[0]!.id);
    }
  });

  test('is what a completed stocktaking found, and the day shows what changed', async () => {
    const product = await productOf('BRYNE');
    const before = product['stockOfGoods'] as number;
    const { value: taking } = (await ask('POST', '/inventory/stocktaking?typeOfStocktaking=NO_PRODUCTS', { date: '2026-11-23' }))
      .body;
    const line = { stocktaking: { id: taking.id }, product: { id: product.id }, count: before - 2 };
    expect((await ask('POST', '/inventory/stocktaking/productline', line)).body.value).toMatchObject({ expectedStock: before });
    expect((await productOf('BRYNE'))['stockOfGoods']).toBe(before);
    expect((await ask('PUT', `/inventory/stocktaking/${taking.id}`, { version: 1, isCompleted: true })).status).toBe(200);
    expect((await productOf('BRYNE'))['stockOfGoods']).toBe(before - 2);
    expect((await ask('PUT', `/inventory/stocktaking/${taking.id}`, { isCompleted: false })).status).toBe(422);
    const { values } = (await ask('GET', `/inventory/inventories?${TODAY}&productId=${product.id}`)).body;
    expect(values[0]!['stock']).toMatchObject([{ openingStock: before, changesInPeriod: -2, closingStock: before - 2 }]);
  });

  test('that the warehouse counted is booked once, however often it says so', async () => {
    const before = (await productOf('BRYNE'))['stockOfGoods'] as number;
    const count = {
      id: 'count-1',
      counted_at: '2026-11-23T08:00:00Z',
      lines: [{ sku: 'BRYNE', counted: before + 3 }],
      by: 'Nora',
    };
    const send = (key: string) =>
      world.network.fetchAs('warehouse')('https://tripletex.no/x-edi/stock-counts', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify(count),
      });
    expect((await send('nonsense')).status).toBe(401);
    expect([(await send('wms-key')).status, (await send('wms-key')).status]).toEqual([201, 200]);
    expect((await productOf('BRYNE'))['stockOfGoods']).toBe(before + 3);
    expect((await ask('GET', '/inventory/stocktaking?isCompleted=true')).body.fullResultSize).toBe(1);
  });
});

describe('invoices', () => {
  test('are paid in parts, and never too much', async () => {
    const { value } = (await invoice(await order('BRYNE', 1))).body;
    const pay = (amount: string) =>
      ask('PUT', `/invoice/${value.id}/:payment?paymentDate=2026-11-23&paymentTypeId=2100001&paidAmount=${amount}`);
    expect((await pay('29.5')).body.value).toMatchObject({ amountOutstanding: 399.5 });
    expect((await pay('400')).status).toBe(422);
    expect((await pay('399.50')).body.value).toMatchObject({ amountOutstanding: 0 });
  });

  test('are taken back by a credit note, once, and both are found by their payment reference', async () => {
    const { value } = (await invoice(await order('BRYNE', 1))).body;
    const credit = () => ask('PUT', `/invoice/${value.id}/:createCreditNote?date=2026-11-24&comment=Angret&sendToCustomer=false`);
    const note = (await credit()).body.value;
    expect(note).toMatchObject({ isCreditNote: true, creditedInvoice: value.id, amount: -429, amountExcludingVat: -343.2 });
    expect((await ask('GET', `/invoice/${value.id}`)).body.value).toMatchObject({ isCredited: true });
    expect((await credit()).status).toBe(422);
    expect((await ask('PUT', `/invoice/${note.id}/:createCreditNote?date=2026-11-24`)).status).toBe(422);
    const days = 'invoiceDateFrom=2026-11-01&invoiceDateTo=2026-12-01';
    for (const { id, kid } of [value, note]) {
      const found = (await ask('GET', `/invoice?${days}&kid=${String(kid)}&fields=id`)).body.values;
      expect(found).toEqual([{ id }]);
    }
  });

  test('of past years can be credited too, and are still one in the list', async () => {
    const days = 'invoiceDateFrom=2020-01-01&invoiceDateTo=2026-11-23';
    const [first] = (await ask('GET', `/invoice?${days}&count=1`)).body.values;
    expect((await ask('PUT', `/invoice/${first!.id}/:createCreditNote?date=2026-11-23`)).status).toBe(200);
    const { values, fullResultSize } = (await ask('GET', `/invoice?${days}&count=2&fields=id,isCredited`)).body;
    expect(values).toEqual([
      { id: first!.id, isCredited: true },
      { id: first!.id + 1, isCredited: false },
    ]);
    expect(fullResultSize).toBeGreaterThan(2_900);
  });

  test('are not posted while the books are closed', async () => {
    const row = await order('BRYNE', 1);
    pull('close-books', { minutes: 30 });
    const refused = await invoice(row);
    expect(refused).toMatchObject({ status: 422, body: { validationMessages: [{ field: 'invoiceDate' }] } });
    await world.clock.runFor(30 * 60_000);
    expect((await invoice(row)).status).toBe(200);
  });
});

describe('subscribers', () => {
  const subscribe = (event: string, more: Record<string, unknown> = {}) =>
    ask('POST', '/event/subscription', { event, targetUrl: 'https://listener.example/erp', ...more });

  test('hear of a new price in the fields that they asked for, once for changes in quick succession', async () => {
    const { value } = (
      await subscribe('product.update', {
        fields: 'number,priceIncludingVatCurrency',
        authHeaderName: 'X-Secret',
        authHeaderValue: 's3',
      })
    ).body;
    expect(value).not.toHaveProperty('authHeaderValue');
    pull('set-price', { sku: 'BRYNE', ore: 39_900 });
    pull('set-price', { sku: 'BRYNE', ore: 37_950 });
    await world.clock.runFor(5_000);
    const { id } = await productOf('BRYNE');
    expect(told.map(({ body }) => body)).toEqual([
      { subscriptionId: value.id, event: 'product.update', id, value: { number: 'BRYNE', priceIncludingVatCurrency: 379.5 } },
    ]);
    expect(told[0]!.headers.get('x-secret')).toBe('s3');
  });

  test('who put a name and a password in the address get them as a header', async () => {
    await subscribe('order.create', { targetUrl: 'https://kari:hem%20lig@listener.example/erp' });
    await order('BRYNE', 1);
    await world.clock.runFor(5_000);
    expect(told[0]!.headers.get('authorization')).toBe(`Basic ${btoa('kari:hem lig')}`);
  });

  test('hear of a deleted order without the order', async () => {
    await subscribe('order.delete');
    const { id } = await order('BRYNE', 1);
    await ask('DELETE', `/order/${id}`);
    await world.clock.runFor(5_000);
    expect(told.map(({ body }) => body)).toMatchObject([{ event: 'order.delete', id, value: null }]);
  });

  test('who left, or are switched off, hear nothing', async () => {
    const [one, two] = [(await subscribe('order.create')).body.value, (await subscribe('order.create')).body.value];
    expect((await ask('GET', '/event/subscription')).body.fullResultSize).toBe(2);
    await ask('PUT', `/event/subscription/${one.id}`, { version: 0, status: 'DISABLED' });
    await ask('DELETE', `/event/subscription/${two.id}`);
    await order('BRYNE', 1);
    await world.clock.runFor(5_000);
    expect(told).toEqual([]);
  });

  test('cannot ask for what does not happen, or go where nobody is', async () => {
    expect((await subscribe('product.explode')).status).toBe(422);
    expect((await subscribe('product.update', { targetUrl: 'here' })).status).toBe(422);
    expect(Object.keys((await ask('GET', '/event')).body.value)).toContain('product.update');
    expect((await ask('GET', '/event/product.update')).body.value).toMatchObject({ payloadModel: 'Product' });
    expect((await ask('GET', '/event/product.explode')).status).toBe(404);
  });
});

describe('the door', () => {
  test('says how many requests are left, and refuses those beyond until the minute is over', async () => {
    pull('limit-requests', { perMinute: 2 });
    await world.clock.runFor(60_000);
    const first = await ask('GET', '/currency');
    expect([first.headers.get('x-rate-limit-limit'), first.headers.get('x-rate-limit-remaining')]).toEqual(['2', '1']);
    expect((await ask('GET', '/currency')).status).toBe(200);
    expect((await ask('GET', '/currency')).status).toBe(429);
    await world.clock.runFor(Number(first.headers.get('x-rate-limit-reset')) * 1_000);
    expect((await ask('GET', '/currency')).status).toBe(200);
  });

  test('lets an employee who may only look change nothing', async () => {
    await logIn('employee-readonly');
    expect((await productOf('BRYNE'))['number']).toBe('BRYNE');
    expect(await ask('POST', '/customer', { name: 'Kari' })).toMatchObject({ status: 403, body: { code: 9000 } });
  });

  test('answers an unknown path in its own words, with the nearest one it knows', async () => {
    const { status, headers, body } = await ask('GET', '/product/prices/today');
    expect({ status, code: body['code'] }).toEqual({ status: 404, code: 6000 });
    expect(body['developerMessage']).toContain('/v2/product');
    expect(headers.get('x-tlx-request-id')).toBe(body['requestId']);
  });

  test('opens again after all sessions have ended', async () => {
    pull('end-sessions');
    expect((await ask('GET', '/currency')).status).toBe(401);
    await logIn();
    expect((await ask('GET', '/currency')).status).toBe(200);
  });
});

describe('what may happen in the office', () => {
  test('the physical shop sells what was last asked for, and never what is promised', async () => {
    const promised = await order('KRAKK', 1);
    pull('sell-elsewhere');
    expect(await productOf('KRAKK')).toMatchObject({ stockOfGoods: 1, availableStock: 0 });
    expect(() => pull('sell-elsewhere', { sku: 'KRAKK' })).toThrow(RangeError);
    expect((await invoice(promised)).status).toBe(200);
    expect(world.table<StockRow>('tripletex', 'stock').get((await productOf('KRAKK')).id)).toMatchObject({
      onHand: 0,
      outgoing: 0,
    });
  });

  test('a hidden article leaves the assortment, and comes back', async () => {
    const listed = async () => (await ask('GET', '/product?isInactive=false&count=1')).body.fullResultSize;
    const all = await listed();
    pull('hide-article', { sku: 'BRYNE' });
    expect(await listed()).toBe(all - 1);
    pull('hide-article', { sku: 'BRYNE', hidden: false });
    expect(await listed()).toBe(all);
  });

  test('a count never says that promised goods are not there', async () => {
    await order('BRYNE', 2);
    expect(() => pull('set-stock', { sku: 'BRYNE', onHand: 1 })).toThrow(/2 of Brynestein are promised/);
    pull('set-stock', { sku: 'BRYNE' });
    expect(await productOf('BRYNE')).toMatchObject({ stockOfGoods: 2, availableStock: 0 });
  });

  test.each(['set-price', 'set-stock', 'sell-elsewhere', 'hide-article', 'close-books', 'end-sessions', 'limit-requests'])(
    '%s happens without being told to whom',
    (name) => {
      expect(() => pull(name)).not.toThrow();
    },
  );

  test('a changed price is remembered with its day, and survives a restart', async () => {
    const product = await productOf('BRYNE');
    const changed = await ask('PUT', `/product/${product.id}`, { version: product.version, priceIncludingVatCurrency: 399.9 });
    expect(changed.body.value).toMatchObject({ priceIncludingVatCurrency: 399.9, priceExcludingVatCurrency: 319.92 });
    expect((await ask('PUT', `/product/${product.id}`, { version: product.version, name: 'Bryne' })).status).toBe(409);
    const saved = JSON.parse(JSON.stringify(world.save())) as SavedWorld;
    world = new World({ seed: 7, services: { tripletex: tripletexService(OPTIONS) }, saved });
    const { values } = (await ask('GET', `/product/productPrice?productId=${product.id}`)).body;
    expect(values.at(-1)).toMatchObject({ fromDate: '2026-11-23', salesPriceIncludingVat: 399.9 });
    const last = (await ask('GET', `/product/productPrice?productId=${product.id}&showOnlyLastPrice=true`)).body;
    expect(last.values).toEqual(values.slice(-1));
    expect((await productOf('BRYNE'))['priceIncludingVatCurrency']).toBe(399.9);
  });
});

describe('lists', () => {
  test('are sorted by what a thing points to as well', async () => {
    const { values } = (await ask('GET', '/product/groupRelation?sorting=-product.name&count=3&fields=product(name)')).body;
    const names = values.map((value) => (value['product'] as { name: string }).name);
    expect([...names].sort().reverse()).toEqual(names);
    expect(await ask('GET', '/product?sorting=prise')).toMatchObject({ status: 422, body: { code: 17_000 } });
  });

  test('of orders run from the past into the present, page by page', async () => {
    const fresh = await order('BRYNE', 1);
    const days = 'orderDateFrom=2020-01-01&orderDateTo=2027-01-01';
    const { fullResultSize } = (await ask('GET', `/order?${days}&count=1`)).body;
    const last = (await ask('GET', `/order?${days}&from=${fullResultSize - 2}&fields=id,isClosed`)).body.values;
    expect(last).toEqual([
      { id: fresh.id - 1, isClosed: true },
      { id: fresh.id, isClosed: false },
    ]);
    expect((await ask('GET', `/order?${days}&number=${String(fresh['number'])}&fields=id`)).body.values).toEqual([
      { id: fresh.id },
    ]);
  });
});
