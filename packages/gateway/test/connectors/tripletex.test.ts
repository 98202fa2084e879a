import type { Sku } from '@vitrine/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { hasSpecs, openApiContract } from '../../../../simulator/test/contracts.ts';
import { createTripletex } from '../../src/connectors/tripletex/tripletex.ts';
import { faultOf, scripted, settled, type Reaction, type Sent } from './scripted.ts';

const contract = hasSpecs() ? openApiContract('tripletex/openapi.trimmed.json') : undefined;
let everything: Sent[] = [];

/** No test passes with a call that Tripletex does not know. The document content lies outside the trimmed contract. */
afterEach(() => {
  for (const { method, path, query, headers, text } of everything) {
    if (!contract || path.startsWith('/v2/document/')) continue;
    const below = path.replace(/^\/v2/, '');
    expect(contract.query(method, below, query), `${method} ${path}`).toEqual([]);
    if (text) expect(contract.request(method, below, headers.get('content-type') ?? '', text), `${method} ${path}`).toEqual([]);
  }
  everything = [];
});

const list = (...values: unknown[]): Reaction => ({
  json: { fullResultSize: values.length, from: 0, count: values.length, values },
});
const one = (value: unknown, status = 200): Reaction => ({ status, json: { value } });

type Script = Record<string, Reaction | ((sent: Sent) => Reaction)>;

/** A Tripletex that knows what the script says, registers included. */
function open(script: Script) {
  const all: Script = {
    'PUT /v2/token/session/:create': one({ token: 'session-1' }),
    'GET /v2/country': list({ id: 161, isoAlpha2Code: 'NO' }),
    'GET /v2/ledger/vatType': list({ id: 3, percentage: 25 }),
    'GET /v2/invoice/paymentType': list({ id: 7, description: 'Kontant' }, { id: 8, description: 'Kort (nettbutikk)' }),
    'GET /v2/order': list(),
    ...script,
  };
  const { fetch, sent, clock } = scripted((call) => {
    const reaction = all[`${call.method} ${call.path}`];
    if (reaction === undefined) throw new Error(`Not in the script: ${call.method} ${call.path}`);
    return typeof reaction === 'function' ? reaction(call) : reaction;
  });
  everything = sent;
  const erp = createTripletex({ baseUrl: 'https://tripletex.no', fetch, clock, consumerToken: 'c', employeeToken: 'e' });
  const commands = () => sent.filter(({ method, path }) => method !== 'GET' && !path.includes('/token/'));
  return { erp, sent, clock, commands };
}

const product = (id: number, number: string, availableStock: number, more: Record<string, unknown> = {}) => ({
  id,
  number,
  name: 'Kokkekniv, 20 cm',
  priceIncludingVatCurrency: 1299,
  availableStock,
  vatType: { id: 3, percentage: 25 },
  ...more,
});
const customers = ({ query }: Sent) =>
  query.has('customerName')
    ? list({ id: 1000, name: 'Nettbutikk AS' }, { id: 1, name: 'Nettbutikk' })
    : list({ id: 42, name: 'Kari', email: 'Kari@example.no' });

describe('the session', () => {
  test('is opened once, for the day after tomorrow in Oslo, and renewed the next day', async () => {
    const { erp, sent, clock } = open({ 'GET /v2/product': list() });
    await erp.stock(['A' as Sku]);
    await erp.stock(['A' as Sku]);
    const opened = () => sent.filter(({ path }) => path.includes('/token/'));
    expect(opened()).toHaveLength(1);
    expect(Object.fromEntries(opened()[0]!.query)).toEqual({
      consumerToken: 'c',
      employeeToken: 'e',
      expirationDate: '2026-11-25',
    });
    expect(sent[1]!.headers.get('authorization')).toBe(`Basic ${btoa('0:session-1')}`);
    await clock.runFor(24 * 3_600_000);
    await erp.stock(['A' as Sku]);
    expect(opened()).toHaveLength(2);
  });

  test('that was ended from outside is renewed, and the call made again', async () => {
    let tries = 0;
    const { erp, sent } = open({ 'GET /v2/product': () => (++tries === 1 ? { status: 401 } : list(product(1, 'A', 3))) });
    await expect(erp.stock(['A' as Sku])).resolves.toHaveLength(1);
    expect(sent.filter(({ path }) => path.includes('/token/'))).toHaveLength(2);
  });

  test('with a wrong key is forbidden', async () => {
    const { erp } = open({ 'GET /v2/product': { status: 401 } });
    expect(await faultOf(erp.stock(['A' as Sku]))).toMatchObject({ kind: 'forbidden', code: 'erp.forbidden' });
  });
});

describe('articles', () => {
  const groups = list(
    { id: 10, name: 'Kjøkken' },
    { id: 11, name: 'Kokkekniv | Størrelse', parentGroup: { id: 10 } },
    { id: 12, name: 'Ullteppe | Farge, Størrelse', parentGroup: { id: 10 } },
    { id: 13, name: 'Rivjern', parentGroup: { id: 10 } },
  );
  const joins = (...pairs: [number, number][]) =>
    list(...pairs.map(([product_, group]) => ({ product: { id: product_ }, productGroup: { id: group } })));

  test('are read with family, options, price, weight and the sides of a cube', async () => {
    const { erp } = open({
      'GET /v2/product': list(
        product(1, 'KNIV-20', 7, {
          ean: '7040000000017',
          weight: 0.25,
          weightUnit: 'kg',
          volume: 1,
          volumeUnit: 'dm3',
          image: { id: 99 },
          description: 'Skarp.',
        }),
        product(2, 'TEPPE', 3, { name: 'Ullteppe, Grå, 130 × 200 cm', weight: 900, weightUnit: 'g' }),
        product(3, 'RIV', -2, { name: 'Rivjern', priceIncludingVatCurrency: 149.9 }),
        product(4, '', 1),
      ),
      'GET /v2/product/group': groups,
      'GET /v2/product/groupRelation': joins([1, 11], [2, 12], [3, 13]),
    });
    const articles = await erp.articles();
    expect(articles[0]).toEqual({
      sku: 'KNIV-20',
      erpId: '1',
      name: 'Kokkekniv, 20 cm',
      description: 'Skarp.',
      family: 'Kokkekniv',
      options: [{ name: 'Størrelse', label: '20 cm' }],
      category: 'Kjøkken',
      gtin: '7040000000017',
      price: 129900,
      currency: 'NOK',
      vatPercent: 25,
      available: 7,
      weightGrams: 250,
      sizeMillimetres: { length: 100, width: 100, height: 100 },
      photo: '99',
    });
    expect(articles[1]).toMatchObject({
      family: 'Ullteppe',
      options: [
        { name: 'Farge', label: 'Grå' },
        { name: 'Størrelse', label: '130 × 200 cm' },
      ],
      weightGrams: 900,
    });
    expect(articles[2]).toMatchObject({ options: [], price: 14990, available: -2 });
    expect(articles).toHaveLength(3);
  });

  test('are walked through to the last page', async () => {
    const { erp, sent } = open({
      'GET /v2/product': ({ query }) => {
        const from = Number(query.get('from'));
        return {
          json: {
            fullResultSize: 3,
            from,
            count: 2,
            values: [1, 2, 3].slice(from, from + 2).map((id) => product(id, `A${id}`, 1)),
          },
        };
      },
      'GET /v2/product/group': groups,
      'GET /v2/product/groupRelation': joins(),
    });
    await expect(erp.articles()).resolves.toHaveLength(3);
    expect(sent.filter(({ path }) => path === '/v2/product').map(({ query }) => query.get('from'))).toEqual(['0', '2']);
  });

  test.each([[-1], [1e20], ['12,50'], [null]])('with the price %j break the contract', async (priceIncludingVatCurrency) => {
    const { erp } = open({ 'GET /v2/product': list(product(1, 'A', 1, { priceIncludingVatCurrency })) });
    expect(await faultOf(erp.stock(['A' as Sku]))).toMatchObject({ kind: 'defect', code: 'erp.broken-contract' });
  });

  test('past orders are baskets without cost of delivery, oldest first', async () => {
    const line = (number?: string) => (number ? { product: { number } } : { product: null });
    const { erp, sent } = open({
      'GET /v2/order': list(
        { id: 2, orderDate: '2026-02-01', orderLines: [line('B'), line()] },
        { id: 1, orderDate: '2026-01-01', orderLines: [line('A'), line('B'), line('A')] },
        { id: 3, orderDate: '2026-03-01', orderLines: [line()] },
      ),
    });
    await expect(erp.pastBaskets()).resolves.toEqual([['A', 'B'], ['B']]);
    expect(sent.at(-1)!.query.get('isClosed')).toBe('true');
  });

  test('a photo comes as bytes, and a key that is none is not asked for', async () => {
    const { erp } = open({
      'GET /v2/document/99/content': { bytes: new Uint8Array([1, 2]), headers: { 'content-type': 'image/svg+xml' } },
      'GET /v2/document/98/content': { status: 404 },
    });
    await expect(erp.photo('99')).resolves.toEqual({ bytes: new Uint8Array([1, 2]), type: 'image/svg+xml' });
    await expect(erp.photo('98')).resolves.toBeUndefined();
    await expect(erp.photo('../customer/1')).resolves.toBeUndefined();
  });
});

const line = { sku: 'KNIV' as Sku, quantity: 2, unitPrice: 129950, vatPercent: 25, title: 'Kokkekniv, 20 cm' };
const wish = { reference: 'ord-1', lines: [line], currency: 'NOK', expiresAt: 0 };

const held = (more: Record<string, unknown> = {}) => ({
  id: 500,
  version: 1,
  number: '10001',
  reference: 'ord-1',
  status: 'NOT_CHOSEN',
  isClosed: false,
  orderDate: '2026-11-23',
  customer: { id: 1 },
  deliveryAddress: null,
  orderLines: [
    {
      id: 9,
      description: 'Kokkekniv, 20 cm',
      count: 2,
      unitPriceIncludingVatCurrency: 1299.5,
      amountIncludingVatCurrency: 2599,
      product: { id: 1, number: 'KNIV' },
      vatType: { id: 3, percentage: 25 },
    },
  ],
  ...more,
});

describe('allocating stock', () => {
  const stock = (...levels: number[]) => {
    let asked = 0;
    return () => list(product(1, 'KNIV', levels[Math.min(asked++, levels.length - 1)]!));
  };

  test('is an order in the making on the collective customer', async () => {
    const { erp, commands } = open({
      'GET /v2/product': stock(5, 3),
      'GET /v2/customer': customers,
      'POST /v2/order': one(held(), 201),
    });
    await expect(erp.allocate(wish)).resolves.toEqual({ outcome: 'allocated', allocationId: '500' });
    expect(commands().map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      {
        customer: { id: 1 },
        orderDate: '2026-11-23',
        deliveryDate: '2026-11-23',
        reference: 'ord-1',
        deliveryComment: 'ord-1',
        status: 'NOT_CHOSEN',
        isPrioritizeAmountsIncludingVat: true,
        orderLines: [{ product: { id: 1 }, description: 'Kokkekniv, 20 cm', count: 2, unitPriceIncludingVatCurrency: 1299.5 }],
      },
    ]);
  });

  test('is not tried when there is too little, or no such article', async () => {
    const few = open({ 'GET /v2/product': stock(1) });
    await expect(few.erp.allocate(wish)).resolves.toEqual({ outcome: 'short', lines: [{ sku: 'KNIV', available: 1 }] });
    const none = open({ 'GET /v2/product': list() });
    await expect(none.erp.allocate(wish)).resolves.toEqual({ outcome: 'short', lines: [{ sku: 'KNIV', available: 0 }] });
    expect([...few.commands(), ...none.commands()]).toEqual([]);
  });

  test('is taken back when another shopper was quicker', async () => {
    const { erp, commands } = open({
      'GET /v2/product': stock(2, -1),
      'GET /v2/customer': customers,
      'POST /v2/order': one(held(), 201),
      'DELETE /v2/order/500': { status: 204 },
    });
    await expect(erp.allocate(wish)).resolves.toEqual({ outcome: 'short', lines: [{ sku: 'KNIV', available: 1 }] });
    expect(commands().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  test('twice allocates once, and clears away what a lost answer left', async () => {
    const { erp, commands, sent } = open({
      'GET /v2/order': list(
        held({ id: 501 }),
        held(),
        held({ id: 3, reference: 'not ord-1' }),
        held({ id: 2, status: 'CANCELLED' }),
      ),
      'GET /v2/product': stock(0),
      'DELETE /v2/order/501': { status: 204 },
    });
    await expect(erp.allocate(wish)).resolves.toEqual({ outcome: 'allocated', allocationId: '500' });
    expect(commands().map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /v2/order/501']);
    expect(sent.find(({ path }) => path === '/v2/order')!.query.get('deliveryComment')).toBe('ord-1');
  });

  test('whose answer is lost is uncertain, and the question after it finds it', async () => {
    const { erp, clock } = open({ 'GET /v2/product': stock(5), 'GET /v2/customer': customers, 'POST /v2/order': 'silence' });
    expect(await faultOf(settled(clock, erp.allocate(wish)))).toMatchObject({ kind: 'uncertain', code: 'erp.no-answer' });
    await expect(open({ 'GET /v2/order': list(held()) }).erp.find('ord-1')).resolves.toEqual({ allocationId: '500' });
    await expect(open({}).erp.find('ord-1')).resolves.toEqual({});
  });

  test('is given back by deleting, harmlessly again, and cancels what is booked', async () => {
    const deleted = open({ 'GET /v2/order/500': one(held()), 'DELETE /v2/order/500': { status: 204 } });
    await deleted.erp.release('500');
    expect(deleted.commands()).toHaveLength(1);
    const gone = open({ 'GET /v2/order/500': { status: 404 } });
    await gone.erp.release('500');
    expect(gone.commands()).toEqual([]);
    const booked = open({ 'GET /v2/order/500': one(held({ status: 'READY_FOR_PICKING' })), 'PUT /v2/order/500': one(held()) });
    await booked.erp.release('500');
    expect(JSON.parse(booked.commands()[0]!.text)).toEqual({ version: 1, status: 'CANCELLED' });
    const invoiced = open({ 'GET /v2/order/500': one(held({ status: 'INVOICED', isClosed: true })) });
    expect(await faultOf(invoiced.erp.release('500'))).toMatchObject({ kind: 'defect', code: 'erp.closed' });
  });
});

describe('booking', () => {
  const address = { street_address: 'Bryggegata 12B', postal_code: '5003', address_locality: 'Bergen', address_country: 'NO' };
  const order = {
    reference: 'ord-1',
    allocationId: '500',
    customer: { name: 'Kari Nordmann', email: 'kari@example.no', phone: '+4790000000', address },
    deliverTo: { ...address, name: 'Kari Nordmann' },
    delivery: { title: 'Hjemlevering', price: 7900, vatPercent: 25 },
    discount: 10000,
    promisedAt: Date.UTC(2026, 10, 24, 23, 30),
  };
  const booked = held({ version: 2, status: 'READY_FOR_PICKING', customer: { id: 42 }, deliveryAddress: { id: 77 } });

  test('gives the order its customer, address, delivery and discount in one command', async () => {
    const { erp, commands } = open({
      'GET /v2/order/500': one(held()),
      'GET /v2/customer': customers,
      'PUT /v2/order/500': one(booked),
    });
    await expect(erp.book(order)).resolves.toEqual({ customerId: '42', orderId: '500', orderNumber: '10001', deliveryId: '77' });
    const [put, ...more] = commands();
    expect(more).toEqual([]);
    expect(put!.query.get('updateLinesAndGroups')).toBe('true');
    expect(JSON.parse(put!.text)).toEqual({
      version: 1,
      customer: { id: 42 },
      receiverEmail: 'kari@example.no',
      deliveryDate: '2026-11-25',
      deliveryAddress: {
        name: 'Kari Nordmann',
        addressLine1: 'Bryggegata 12B',
        postalCode: '5003',
        city: 'Bergen',
        country: { id: 161 },
      },
      status: 'READY_FOR_PICKING',
      orderLines: [
        { id: 9 },
        { description: 'Hjemlevering', count: 1, unitPriceIncludingVatCurrency: 79, vatType: { id: 3 } },
        { description: 'Rabatt', count: 1, unitPriceIncludingVatCurrency: -100, vatType: { id: 3 } },
      ],
    });
  });

  test('makes a new customer when no e-mail address is exactly this one', async () => {
    const { erp, commands } = open({
      'GET /v2/order/500': one(held()),
      'GET /v2/customer': list({ id: 41, name: 'Okari', email: 'okari@example.no' }),
      'POST /v2/customer': one({ id: 43 }, 201),
      'PUT /v2/order/500': one(booked),
    });
    await erp.book(order);
    expect(JSON.parse(commands()[0]!.text)).toMatchObject({
      name: 'Kari Nordmann',
      email: 'kari@example.no',
      isPrivateIndividual: true,
    });
    expect(JSON.parse(commands()[1]!.text)).toMatchObject({ customer: { id: 43 } });
  });

  test('again books once', async () => {
    const { erp, commands } = open({ 'GET /v2/order/500': one(booked) });
    await expect(erp.book(order)).resolves.toMatchObject({ orderId: '500', customerId: '42' });
    expect(commands()).toEqual([]);
  });

  test('of stock that is gone, or that belongs to another order, is a fault', async () => {
    for (const answer of [{ status: 404 }, one(held({ reference: 'ord-2' })), one(held({ status: 'CANCELLED' }))]) {
      expect(await faultOf(open({ 'GET /v2/order/500': answer }).erp.book(order))).toMatchObject({ code: 'erp.allocation-gone' });
    }
  });

  test('while somebody changes the order in the ERP can be tried again', async () => {
    const { erp } = open({
      'GET /v2/order/500': one(held()),
      'GET /v2/customer': customers,
      'PUT /v2/order/500': { status: 409, json: { code: 8000 } },
    });
    expect(await faultOf(erp.book(order))).toMatchObject({ kind: 'unavailable', code: 'erp.changed' });
  });

  test('splits a discount over rates of VAT so that it adds up', async () => {
    const mixed = held();
    const other = { ...mixed.orderLines[0]!, id: 10, amountIncludingVatCurrency: 100.01, vatType: { id: 31, percentage: 15 } };
    mixed.orderLines.push(other, { ...other, id: 11, vatType: { id: 5, percentage: 0 } });
    const { erp, commands } = open({
      'GET /v2/order/500': one(mixed),
      'GET /v2/customer': customers,
      'PUT /v2/order/500': one(booked),
    });
    await erp.book(order);
    const lines = (
      JSON.parse(commands()[0]!.text) as { orderLines: { description?: string; unitPriceIncludingVatCurrency: number }[] }
    ).orderLines;
    const discounts = lines
      .filter(({ description }) => description === 'Rabatt')
      .map((one_) => Math.round(one_.unitPriceIncludingVatCurrency * 100));
    expect(discounts).toHaveLength(3);
    expect(discounts.reduce((sum, øre) => sum + øre, 0)).toBe(-10000);
  });
});

describe('invoicing', () => {
  const booking = { customerId: '42', orderId: '500', orderNumber: '10001', deliveryId: '77' };
  const posted = {
    id: 900,
    invoiceNumber: 20001,
    amountCurrency: 2578,
    invoiceComment: 'pi_1',
    currency: { id: 1, code: 'NOK' },
    orders: [{ id: 500 }],
  };
  const wishes = { reference: 'ord-1', booking, paid: 257800, paymentReference: 'pi_1' };
  const result = { invoiceId: '900', invoiceNumber: '20001', amount: 257800, currency: 'NOK', paymentReference: 'pi_1' };

  test('posts the invoice with its payment, to the øre', async () => {
    const { erp, commands } = open({
      'GET /v2/invoice': list({ ...posted, id: 1, orders: [{ id: 3 }] }),
      'GET /v2/order/500': one(held({ status: 'READY_FOR_PICKING' })),
      'PUT /v2/order/500': one(held()),
      'PUT /v2/order/500/:invoice': one(posted),
    });
    await expect(erp.invoice(wishes)).resolves.toEqual(result);
    const [comment, invoice] = commands();
    expect(JSON.parse(comment!.text)).toEqual({ invoiceComment: 'pi_1' });
    expect(Object.fromEntries(invoice!.query)).toEqual({
      invoiceDate: '2026-11-23',
      sendToCustomer: 'false',
      paymentTypeId: '8',
      paidAmount: '2578.00',
    });
  });

  test('again posts once', async () => {
    const { erp, commands } = open({ 'GET /v2/invoice': list(posted) });
    await expect(erp.invoice(wishes)).resolves.toEqual(result);
    expect(commands()).toEqual([]);
  });

  test('that somebody else did at the same moment is found', async () => {
    let asked = 0;
    const { erp } = open({
      'GET /v2/invoice': () => (asked++ === 0 ? list() : list(posted)),
      'GET /v2/order/500': one(held()),
      'PUT /v2/order/500': one(held()),
      'PUT /v2/order/500/:invoice': { status: 422, json: { code: 18000 } },
    });
    await expect(erp.invoice(wishes)).resolves.toEqual(result);
  });

  test('is part of what the ERP holds under our reference', async () => {
    const done = held({ status: 'INVOICED', isClosed: true, customer: { id: 42 }, deliveryAddress: { id: 77 } });
    const { erp } = open({ 'GET /v2/order': list(done), 'GET /v2/invoice': list(posted) });
    await expect(erp.find('ord-1')).resolves.toEqual({ allocationId: '500', booking, invoice: result });
  });

  test('without the way of payment in the ERP says what is missing', async () => {
    const { erp } = open({
      'GET /v2/invoice': list(),
      'GET /v2/order/500': one(held()),
      'PUT /v2/order/500': one(held()),
      'GET /v2/invoice/paymentType': list(),
    });
    expect(await faultOf(erp.invoice(wishes))).toMatchObject({ code: 'erp.not-set-up' });
  });
});
