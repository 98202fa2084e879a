import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { hasSpecs, openApiContract } from '../../../test/contracts.ts';
import { World, type SavedWorld } from '../../kernel/world.ts';
import { loadPhotosFromDisk } from '../../seeds/photos-node.ts';
import type { OrderRow, StockRow } from './books.ts';
import { tripletexService } from './tripletex.ts';

const KEYS = { consumerToken: 'consumer', employeeToken: 'employee' };
const judged = hasSpecs() ? openApiContract('tripletex/openapi.trimmed.json', { closed: true }) : undefined;
const FROM_EVER = 'orderDateFrom=2020-01-01&orderDateTo=2030-01-01';

interface Reply {
  status: number;
  // Answers are read as loosely as a stranger reads them.
  body: { value: Loose; values: Loose[]; fullResultSize: number; from: number; count: number } & Loose;
}
interface Loose {
  [name: string]: unknown;
  id: number;
  version: number;
}

let world: World;
let token: string;
let picks: { url: string; body: unknown; authorization: string | null }[];

async function ask(method: string, path: string, body?: unknown, authorization = `Basic ${btoa(`0:${token}`)}`): Promise<Reply> {
  const init: RequestInit = { method, headers: { authorization, 'content-type': 'application/json; charset=utf-8' } };
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await world.network.fetchAs('gateway')(`https://tripletex.no/v2${path}`, init);
  const text = await response.text();
  const answer = (text ? JSON.parse(text) : {}) as Reply['body'];
  const [route = '', query = ''] = path.split('?');
  if (judged && response.ok && !route.startsWith('/document')) {
    expect(judged.query(method, route, new URLSearchParams(query)), `query of ${method} ${path}`).toEqual([]);
    if (body !== undefined)
      expect(judged.request(method, route, 'application/json; charset=utf-8', JSON.stringify(body)), `${method} ${path}`).toEqual(
        [],
      );
    if (text) expect(judged.response(method, route, response.status, answer), `answer of ${method} ${path}`).toEqual([]);
  }
  return { status: response.status, body: answer };
}

const productOf = async (sku: string) => (await ask('GET', `/product?productNumber=${sku}`)).body.values[0]!;
const nettbutikk = async () => (await ask('GET', '/customer?customerAccountNumber=1')).body.values[0]!;

async function allocate(sku: string, count: number, reference = 'VIT-1'): Promise<Loose> {
  const [customer, product] = [await nettbutikk(), await productOf(sku)];
  const order = {
    customer: { id: customer.id },
    orderDate: '2026-11-23',
    deliveryDate: '2026-11-24',
    reference,
    deliveryComment: reference,
    isPrioritizeAmountsIncludingVat: true,
    orderLines: [{ product: { id: product.id }, count, unitPriceIncludingVatCurrency: product['priceIncludingVatCurrency'] }],
  };
  const { status, body } = await ask('POST', '/order', order);
  expect(status).toBe(201);
  return body.value;
}

async function book(order: Loose): Promise<Reply> {
  const customer = (
    await ask('POST', '/customer', { name: 'Kari Nordmann', email: 'kari@epost.example', isPrivateIndividual: true })
  ).body.value;
  return ask('PUT', `/order/${order.id}?updateLinesAndGroups=false`, {
    version: order.version,
    customer: { id: customer.id },
    deliveryAddress: {
      name: 'Kari Nordmann',
      addressLine1: 'Bryggegata 12B',
      postalCode: '5003',
      city: 'Nordhavn',
      country: { id: 161 },
    },
    status: 'READY_FOR_PICKING',
    invoiceComment: 'pi_123',
  });
}

/** @returns how many products are promised to somebody. */
function expectPromisesKept(): number {
  const held = new Map<number, number>();
  for (const row of world.table<OrderRow>('tripletex', 'orders').rows()) {
    if (row.isClosed || row.status === 'CANCELLED') continue;
    for (const { productId, count } of row.lines) if (productId) held.set(productId, (held.get(productId) ?? 0) + count);
  }
  for (const { productId, outgoing } of world.table<StockRow>('tripletex', 'stock').rows())
    expect(outgoing).toBe(held.get(productId) ?? 0);
  return held.size;
}

beforeEach(async () => {
  picks = [];
  world = new World({
    seed: 7,
    services: { tripletex: tripletexService({ ...KEYS, warehouse: { url: 'https://wms.example', key: 'wms-key' } }) },
  });
  world.network.host('warehouse', 'https://wms.example', async (request) => {
    picks.push({
      url: request.url,
      body: (await request.json()) as unknown,
      authorization: request.headers.get('authorization'),
    });
    return new Response(null, { status: 201 });
  });
  const answer = await ask(
    'PUT',
    '/token/session/:create?consumerToken=consumer&employeeToken=employee&expirationDate=2026-11-25',
  );
  token = String(answer.body.value['token']);
});

if (!judged) test.skip('answers fit the published schema (no contract beside the repository)', () => {});

describe('session', () => {
  test('nobody reads the books without a session', async () => {
    expect(await ask('GET', '/product', undefined, 'Basic nonsense')).toMatchObject({ status: 401, body: { code: 3000 } });
    expect((await ask('GET', '/token/session/%3EwhoAmI')).status).toBe(200);
    const wrong = await ask('PUT', '/token/session/:create?consumerToken=consumer&employeeToken=other&expirationDate=2026-11-25');
    expect(wrong.status).toBe(401);
  });

  test('a session dies when its last day begins in Oslo', async () => {
    await world.clock.runUntil(Date.UTC(2026, 10, 24, 22, 59));
    expect((await ask('GET', '/currency')).status).toBe(200);
    await world.clock.runUntil(Date.UTC(2026, 10, 24, 23, 0));
    expect((await ask('GET', '/currency')).status).toBe(401);
  });

  test('a closed session opens nothing', async () => {
    expect((await ask('DELETE', `/token/session/${token}`)).status).toBe(204);
    expect((await ask('GET', '/product')).status).toBe(401);
  });
});

describe('goods', () => {
  test('every article is a product with price, stock, weight, group and photo', async () => {
    const { articles } = world.seeds;
    const { body } = await ask('GET', '/product?fields=*,vatType(percentage),image(id,mimeType)&isInactive=false');
    expect(body.fullResultSize).toBe(articles.length);
    const article = articles[1]!;
    expect(body.values[1]).toMatchObject({
      number: article.sku,
      name: article.name,
      ean: article.gtin,
      priceIncludingVatCurrency: article.price / 100,
      priceExcludingVatCurrency: (article.price * 0.8) / 100,
      vatType: { percentage: 25 },
      stockOfGoods: article.onHand,
      availableStock: article.onHand,
      weight: article.weightGrams,
      weightUnit: 'g',
      volumeUnit: 'cm3',
      image: { mimeType: 'image/svg+xml' },
    });
    const relations = (
      await ask(
        'GET',
        `/product/groupRelation?productId=${body.values[1]!.id}&fields=product(number),productGroup(name,parentGroup(name))`,
      )
    ).body.values;
    expect(relations).toEqual([
      {
        product: { number: article.sku },
        productGroup: { name: `${article.family} | Størrelse`, parentGroup: { name: article.category } },
      },
    ]);
  });

  test('the photo of a product shows its object', async () => {
    const photos = loadPhotosFromDisk(['1f52a.webp']);
    world = new World({ seed: 7, services: { tripletex: tripletexService(KEYS) }, photos });
    token = String(
      (await ask('PUT', '/token/session/:create?consumerToken=consumer&employeeToken=employee&expirationDate=2026-11-25')).body
        .value['token'],
    );
    const knife = (await ask('GET', '/product?productNumber=KOKKEKNIV-20&fields=image')).body.values[0]!;
    const url = `https://tripletex.no/v2/document/${(knife['image'] as Loose).id}/content`;
    const response = await world.network.fetchAs('gateway')(url, { headers: { authorization: `Basic ${btoa(`0:${token}`)}` } });
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg .*data:image\/webp;base64,UklGR/);
  });

  test('fields choose what is shown, and a field that does not exist is refused', async () => {
    const chosen = await ask('GET', '/product?count=1&fields=number,vatType.percentage');
    expect(chosen.body.values).toEqual([{ number: world.seeds.articles[0]!.sku, vatType: { percentage: 25 } }]);
    expect(await ask('GET', '/product?fields=prise')).toMatchObject({ status: 400, body: { code: 11000 } });
    expect((await ask('GET', '/product?fields=id,vatType(id')).status).toBe(400);
  });

  test('lists come in pages of a thousand at most, and paging meets every past order once', async () => {
    const numbers: unknown[] = [];
    let total = 1;
    for (let from = 0; from < total;) {
      const { body } = await ask(
        'GET',
        `/order?${FROM_EVER}&isClosed=true&from=${from}&count=5000&fields=number,orderLines(product(number))`,
      );
      expect(body.count).toBeLessThanOrEqual(1_000);
      numbers.push(...body.values.map(({ number }) => number));
      total = body.fullResultSize;
      from += body.count;
    }
    expect(numbers).toHaveLength(3_000);
    expect(new Set(numbers).size).toBe(3_000);
    expect(await ask('GET', `/order?${FROM_EVER}&from=-1`)).toMatchObject({ status: 422, body: { code: 21000 } });
  });

  test('registers know Norway, kroner, VAT and card payments', async () => {
    expect((await ask('GET', '/country?code=NO')).body.values[0]).toMatchObject({ id: 161, isoAlpha2Code: 'NO' });
    expect((await ask('GET', '/currency/1')).body.value).toMatchObject({ code: 'NOK' });
    expect((await ask('GET', '/ledger/vatType/3')).body.value).toMatchObject({ percentage: 25 });
    expect((await ask('GET', '/invoice/paymentType')).body.values.map(({ description }) => description)).toContain(
      'Kort (nettbutikk)',
    );
    expect((await ask('GET', '/country/999')).status).toBe(404);
    expect((await ask('GET', '/country/norge')).status).toBe(400);
  });
});

describe('orders', () => {
  test('an order in the making takes stock aside, and deleting it gives the stock back', async () => {
    const before = await productOf('BRYNE');
    const order = await allocate('BRYNE', 3);
    expect(await productOf('BRYNE')).toMatchObject({
      stockOfGoods: before['stockOfGoods'],
      outgoingStock: 3,
      availableStock: (before['stockOfGoods'] as number) - 3,
    });
    expect((await ask('DELETE', `/order/${order.id}`)).status).toBe(204);
    expect(await productOf('BRYNE')).toMatchObject({ outgoingStock: 0, availableStock: before['stockOfGoods'] });
    expect((await ask('GET', `/order/${order.id}`)).status).toBe(404);
  });

  test('the ERP takes orders for more than there is, as the real one does', async () => {
    await allocate('KIKKERT', 2);
    expect(await productOf('KIKKERT')).toMatchObject({ stockOfGoods: 1, availableStock: -1 });
  });

  test('an order is found again by the comment that carries our reference', async () => {
    const order = await allocate('BRYNE', 1, 'VIT-77');
    await allocate('BRYNE', 1, 'VIT-78');
    const { values } = (await ask('GET', `/order?${FROM_EVER}&deliveryComment=VIT-77&fields=id,reference`)).body;
    expect(values).toEqual([{ id: order.id, reference: 'VIT-77' }]);
    expect((await ask('GET', '/order')).status).toBe(422);
  });

  test('the day an order list ends with is not part of it', async () => {
    await allocate('BRYNE', 1);
    const open = async (to: string) =>
      (await ask('GET', `/order?orderDateFrom=2026-11-23&orderDateTo=${to}&isClosed=false`)).body.fullResultSize;
    expect([await open('2026-11-23'), await open('2026-11-24')]).toEqual([0, 1]);
  });

  test('booking sends the order to the warehouse, once', async () => {
    const booked = (await book(await allocate('BRYNE', 2))).body.value;
    expect(booked).toMatchObject({ status: 'READY_FOR_PICKING', customerName: 'Kari Nordmann' });
    await ask('PUT', `/order/${booked.id}`, { status: 'PICKED' });
    await ask('PUT', `/order/${booked.id}`, { status: 'READY_FOR_PICKING' });
    await world.clock.runFor(1_000);
    expect(picks).toEqual([
      {
        url: 'https://wms.example/pick-orders',
        authorization: 'Bearer wms-key',
        body: {
          reference: 'VIT-1',
          order_number: booked['number'],
          lines: [{ sku: 'BRYNE', quantity: 2, name: 'Brynestein' }],
          deliver_to: { name: 'Kari Nordmann', street: 'Bryggegata 12B', postal_code: '5003', city: 'Nordhavn', country: 'NO' },
        },
      },
    ]);
  });

  test('who changes an old version is told so', async () => {
    const order = await allocate('BRYNE', 1);
    await ask('PUT', `/order/${order.id}`, { version: order.version, reference: 'VIT-2' });
    expect(await ask('PUT', `/order/${order.id}`, { version: order.version, reference: 'VIT-3' })).toMatchObject({
      status: 409,
      body: { code: 8000 },
    });
    expect((await ask('GET', `/order/${order.id}`)).body.value).toMatchObject({ reference: 'VIT-2' });
  });

  test('lines change only when that is asked for, and the promised stock follows', async () => {
    const order = await allocate('BRYNE', 2);
    const knife = await productOf('KOKKEKNIV-20');
    const lines = [
      { product: { id: knife.id }, count: 1 },
      { description: 'Frakt', count: 1, unitPriceIncludingVatCurrency: 79 },
    ];
    await ask('PUT', `/order/${order.id}`, { orderLines: lines });
    expect(await productOf('BRYNE')).toMatchObject({ outgoingStock: 2 });
    const { body } = await ask('PUT', `/order/${order.id}?updateLinesAndGroups=true`, { orderLines: lines });
    expect(body.value['orderLines']).toHaveLength(2);
    expect(await productOf('BRYNE')).toMatchObject({ outgoingStock: 0 });
    expect(await productOf('KOKKEKNIV-20')).toMatchObject({ outgoingStock: 1 });
    const added = await ask('POST', '/order/orderline', {
      order: { id: order.id },
      description: 'Rabatt',
      count: 1,
      unitPriceIncludingVatCurrency: -50,
    });
    expect(added.body.value).toMatchObject({ amountIncludingVatCurrency: -50, amountExcludingVatCurrency: -40 });
    expect((await ask('DELETE', `/order/orderline/${added.body.value.id}`)).status).toBe(204);
    expect((await ask('GET', `/order/${order.id}?fields=orderLines(description)`)).body.value['orderLines']).toEqual([
      { description: 'Kokkekniv, 20 cm' },
      { description: 'Frakt' },
    ]);
  });

  test.each([
    ['an unknown customer', { customer: { id: 1 }, orderDate: '2026-11-23', deliveryDate: '2026-11-23' }, 'customer.id', 18000],
    ['no customer', { orderDate: '2026-11-23', deliveryDate: '2026-11-23' }, 'customer.id', 18000],
    [
      'a day that does not exist',
      { customer: { id: 5_200_001 }, orderDate: '2026-02-30', deliveryDate: '2026-11-23' },
      'orderDate',
      18000,
    ],
    [
      'an unknown product',
      { customer: { id: 5_200_001 }, orderDate: '2026-11-23', deliveryDate: '2026-11-23', orderLines: [{ product: { id: 5 } }] },
      'orderLines[0].product.id',
      18000,
    ],
    [
      'half a knife',
      {
        customer: { id: 5_200_001 },
        orderDate: '2026-11-23',
        deliveryDate: '2026-11-23',
        orderLines: [{ product: { id: 7_300_001 }, count: 0.5 }],
      },
      'orderLines[0].count',
      18000,
    ],
    ['a field Tripletex does not have', { customer: { id: 5_200_001 }, order_date: '2026-11-23' }, 'order_date', 16000],
  ])('an order with %s is refused and changes nothing', async (_, order, field, code) => {
    const { status, body } = await ask('POST', '/order', order);
    expect({ status, code: body['code'], field: (body['validationMessages'] as { field: string }[])[0]?.field }).toEqual({
      status: 422,
      code,
      field,
    });
    expect((await ask('GET', `/order?${FROM_EVER}`)).body.fullResultSize).toBe(3_000);
  });

  test('what is not JSON is refused', async () => {
    expect(await ask('POST', '/order', '{"customer":')).toMatchObject({ status: 422, body: { code: 22000 } });
    expect(await ask('POST', '/order', '[]')).toMatchObject({ status: 422, body: { code: 16000 } });
  });
});

test('no body breaks the books: it is taken or refused, and promised stock stays right', async () => {
  const order = await allocate('BRYNE', 1);
  const value = fc.oneof(
    fc.constantFrom(
      null,
      0,
      -1,
      1.5,
      1e300,
      '',
      'x',
      '2026-11-23',
      true,
      [],
      {},
      { id: 7_300_001 },
      { id: order.id },
      { id: '1' },
    ),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const named = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });
  const line = named(
    'id',
    'product',
    'count',
    'discount',
    'vatType',
    'description',
    'unitPriceIncludingVatCurrency',
    'order',
    'version',
  );
  const body = fc.oneof(
    line,
    fc.array(line, { maxLength: 2 }),
    fc
      .tuple(
        named('customer', 'orderDate', 'deliveryDate', 'status', 'currency', 'deliveryAddress', 'reference', 'name', 'email'),
        fc.array(line, { maxLength: 2 }),
      )
      .map(([head, orderLines]) => ({ ...head, orderLines })),
  );
  const call = fc.constantFrom(
    'POST /order',
    `PUT /order/${order.id}?updateLinesAndGroups=true`,
    'POST /order/orderline',
    'POST /order/orderline/list',
    'POST /customer',
    'PUT /customer/5200002',
    'PUT /deliveryAddress/6400001',
  );
  await fc.assert(
    fc.asyncProperty(call, body, async (route, sent) => {
      const [method = '', path = ''] = route.split(' ');
      const text = JSON.stringify(sent);
      const headers = { authorization: `Basic ${btoa(`0:${token}`)}`, 'content-type': 'application/json; charset=utf-8' };
      const init = { method, body: text, headers };
      const { status } = await world.network.fetchAs('gateway')(`https://tripletex.no/v2${path}`, init);
      expect([200, 201, 409, 404, 422]).toContain(status);
    }),
    { numRuns: 300, seed: 7 },
  );
  expectPromisesKept();
});

describe('customers', () => {
  test('a customer is created, found by e-mail, and changed', async () => {
    const made = await ask('POST', '/customer', {
      name: 'Kari Nordmann',
      email: 'kari@epost.example',
      postalAddress: { addressLine1: 'Kaigata 1', postalCode: '5003', city: 'Nordhavn' },
    });
    expect(made).toMatchObject({ status: 201, body: { value: { customerNumber: 302 } } });
    const found = (
      await ask('GET', '/customer?email=kari@epost.example&fields=id,version,postalAddress(addressLine1,country(isoAlpha2Code))')
    ).body.values;
    expect(found).toEqual([
      { id: made.body.value.id, version: 0, postalAddress: { addressLine1: 'Kaigata 1', country: { isoAlpha2Code: 'NO' } } },
    ]);
    const changed = await ask('PUT', `/customer/${made.body.value.id}`, { version: 0, phoneNumberMobile: '+4791234567' });
    expect(changed.body.value).toMatchObject({ version: 1, name: 'Kari Nordmann', phoneNumberMobile: '+4791234567' });
  });

  test('a customer needs a name, and a mailbox that can be one', async () => {
    expect((await ask('POST', '/customer', { email: 'kari@epost.example' })).status).toBe(422);
    expect((await ask('POST', '/customer', { name: 'Kari', email: 'kari' })).status).toBe(422);
  });
});

describe('invoices', () => {
  const INVOICE = 'invoiceDate=2026-11-23&sendToCustomer=false';

  test('an invoice is posted once, is paid, and takes the goods out of stock', async () => {
    const before = await productOf('KOKKEKNIV-20');
    const order = (await book(await allocate('KOKKEKNIV-20', 2))).body.value;
    const posted = await ask('PUT', `/order/${order.id}/:invoice?${INVOICE}&paymentTypeId=2100003&paidAmount=1798`);
    expect(posted.body.value).toMatchObject({
      amount: 1798,
      amountExcludingVat: 1438.4,
      amountOutstanding: 0,
      invoiceNumber: 3001,
      comment: 'pi_123',
    });
    expect(posted.body.value['kid']).toMatch(/^\d{14}$/);
    expect(await productOf('KOKKEKNIV-20')).toMatchObject({
      stockOfGoods: (before['stockOfGoods'] as number) - 2,
      outgoingStock: 0,
    });
    expect((await ask('GET', `/order/${order.id}`)).body.value).toMatchObject({ status: 'INVOICED', isClosed: true });
    expect((await ask('PUT', `/order/${order.id}/:invoice?${INVOICE}`)).status).toBe(422);
    expect((await ask('DELETE', `/order/${order.id}`)).status).toBe(422);
    const listed = await ask(
      'GET',
      `/invoice?invoiceDateFrom=2026-11-23&invoiceDateTo=2026-11-24&customerId=${(order['customer'] as Loose).id}&fields=amount,orders(reference)`,
    );
    expect(listed.body.values).toEqual([{ amount: 1798, orders: [{ reference: 'VIT-1' }] }]);
    expect((await ask('GET', `/invoice/${posted.body.value.id}`)).status).toBe(200);
  });

  test('nobody pays more than the invoice says', async () => {
    const order = await allocate('BRYNE', 1);
    expect((await ask('PUT', `/order/${order.id}/:invoice?${INVOICE}&paymentTypeId=2100003&paidAmount=430`)).status).toBe(422);
    expect((await ask('PUT', `/order/${order.id}/:invoice?${INVOICE}&paymentTypeId=1&paidAmount=429`)).status).toBe(422);
    expect((await ask('PUT', `/order/${order.id}/:invoice?sendToCustomer=false`)).status).toBe(422);
  });

  test('past years are closed, invoiced and paid', async () => {
    const { body } = await ask(
      'GET',
      '/invoice?invoiceDateFrom=2020-01-01&invoiceDateTo=2030-01-01&count=3&sorting=-invoiceNumber&fields=invoiceNumber,amount,amountOutstanding,orderLines(amountIncludingVatCurrency)',
    );
    expect(body.fullResultSize).toBe(3_000);
    expect(body.values.map(({ invoiceNumber }) => invoiceNumber)).toEqual([3_000, 2_999, 2_998]);
    for (const { amount, amountOutstanding, orderLines } of body.values) {
      expect(amountOutstanding).toBe(0);
      expect(
        (orderLines as { amountIncludingVatCurrency: number }[]).reduce((sum, line) => sum + line.amountIncludingVatCurrency, 0),
      ).toBe(amount);
    }
  });
});

test('promised stock is always what open orders hold, also after a restart', async () => {
  const order = await allocate('BRYNE', 3);
  await allocate('KOKKEKNIV-20', 1);
  await book(order);
  const saved = JSON.parse(JSON.stringify(world.save())) as SavedWorld;
  world = new World({ seed: 7, services: { tripletex: tripletexService(KEYS) }, saved });
  await ask('PUT', `/order/${order.id}`, { status: 'CANCELLED' });
  expect(expectPromisesKept()).toBe(1);
  expect((await allocate('BRYNE', 1, 'VIT-9'))['number']).toBe('13003');
});

test('the control room reads customers, orders, invoices, deliveries and stock changes', async () => {
  const order = (await book(await allocate('BRYNE', 2))).body.value;
  await ask('PUT', `/order/${order.id}/:invoice?invoiceDate=2026-11-23&sendToCustomer=false`);
  const papers = world.service('tripletex').documents!();
  expect(papers['Orders']![0]).toEqual({
    number: '13001',
    reference: 'VIT-1',
    customer: 'Kari Nordmann',
    status: 'INVOICED',
    lines: '2 × Brynestein',
    total: '858,00 kr',
  });
  expect(papers['Deliveries']![0]).toMatchObject({ order: '13001', to: 'Kari Nordmann' });
  expect(papers['Invoices']![0]).toMatchObject({ number: 3001, amount: '858,00 kr', open: '858,00 kr' });
  expect(papers['Stock changes']![0]).toMatchObject({ article: 'Brynestein', pieces: -2, why: 'Order 13001' });
  expect(papers['Customers']![0]).toMatchObject({ name: 'Kari Nordmann' });
});
