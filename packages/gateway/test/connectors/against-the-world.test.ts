import type { Sku } from '@vitrine/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { CarrierPort } from '../../src/ports.ts';
import { aNumber, faultOf, settled, textLike } from './scripted.ts';
import { addressOf, openWorld, until } from './world.ts';
import { judge } from './judge.ts';

/**
 * Connectors and simulated systems were written from the same contracts by different hands. Where they disagree, one of
 * them has misread: these tests find out.
 */

/** Neither what we send nor what is answered may leave the vendors' documents. */
const judged = judge();
afterEach(() => expect(judged.offences.splice(0)).toEqual([]));

const open = () => {
  const opened = openWorld(7, judged.listen);
  const { town } = opened.world.seeds;
  const from = { ...addressOf(town.depot), name: 'Kniv & Fjøl', phone_number: '55000000' };
  const home = town.addresses[40]!;
  const to = { ...addressOf({ address: home }), name: 'Kari Nordmann', email: 'kari@example.no', phone_number: '+4790000000' };
  return { ...opened, from, to, town };
};

const parcels = [{ weightGrams: 900, sizeMillimetres: { length: 300, width: 200, height: 100 } }];

/** Takes one article aside and books it. */
async function placeOrder({ erp, to }: Pick<ReturnType<typeof open>, 'erp' | 'to'>, reference = 'ord-1') {
  const article = (await erp.articles()).find(({ available }) => available >= 3)!;
  const line = { sku: article.sku, quantity: 2, unitPrice: article.price, vatPercent: article.vatPercent, title: article.name };
  const allocation = await erp.allocate({ reference, lines: [line], currency: 'NOK', expiresAt: Number.MAX_SAFE_INTEGER });
  if (allocation.outcome !== 'allocated') throw new Error('short');
  const booking = await erp.book({
    reference,
    allocationId: allocation.allocationId,
    customer: { name: to.name, email: to.email, phone: to.phone_number, address: to },
    deliverTo: to,
    delivery: { title: 'Hjemlevering', price: 7900, vatPercent: 25 },
    discount: 1050,
    promisedAt: Date.UTC(2026, 10, 25, 12),
  });
  return { article, line, allocation, booking, total: article.price * 2 + 7900 - 1050 };
}

describe('the ERP', () => {
  test('tells its whole assortment: families with their options, prices and photos', async () => {
    const { erp, world } = open();
    const articles = await erp.articles();
    expect(articles.length).toBe(world.seeds.articles.length);
    expect(new Set(articles.map(({ sku }) => sku)).size).toBe(articles.length);
    for (const seed of world.seeds.articles) expect(articles.find(({ sku }) => sku === seed.sku)).toBeDefined();
    for (const article of articles) {
      expect(article).toMatchObject({
        currency: 'NOK',
        price: aNumber,
        category: textLike(/./),
        photo: textLike(/^\d+$/),
      });
      expect(Number.isSafeInteger(article.price) && article.price > 0).toBe(true);
      expect(article.weightGrams).toBeGreaterThan(0);
      expect(article.sizeMillimetres.length).toBeGreaterThan(0);
    }
    const families = Map.groupBy(articles, ({ family }) => family);
    for (const [family, variants] of families) {
      if (variants.length > 1) for (const { options } of variants) expect(options.length, family).toBeGreaterThan(0);
      expect(new Set(variants.map(({ options }) => JSON.stringify(options))).size, family).toBe(variants.length);
    }
    const photo = await erp.photo(articles[0]!.photo!);
    expect(photo?.type).toMatch(/^image\//);
    expect(photo?.bytes.length).toBeGreaterThan(100);
  });

  test('tells three years of baskets, over several pages', async () => {
    const { erp } = open();
    const baskets = await erp.pastBaskets();
    expect(baskets.length).toBeGreaterThan(1000);
    const known = new Set((await erp.articles()).map(({ sku }) => sku));
    for (const basket of baskets) expect(basket.every((sku) => known.has(sku))).toBe(true);
  });

  test('allocates, books and invoices an order once, to the øre', async () => {
    const shop = open();
    const { erp } = shop;
    const { article, line, allocation, booking, total } = await placeOrder(shop);
    const [left] = await erp.stock([article.sku]);
    expect(left!.available).toBe(article.available - 2);
    await expect(erp.allocate({ reference: 'ord-1', lines: [line], currency: 'NOK', expiresAt: 0 })).resolves.toEqual(allocation);
    await expect(erp.find('ord-1')).resolves.toEqual({ allocationId: allocation.allocationId, booking });
    await expect(placeOrder(shop)).resolves.toMatchObject({ booking });

    const invoice = await erp.invoice({ reference: 'ord-1', booking, paid: total, paymentReference: 'pi_1' });
    expect(invoice).toMatchObject({ amount: total, currency: 'NOK', paymentReference: 'pi_1' });
    await expect(erp.invoice({ reference: 'ord-1', booking, paid: total, paymentReference: 'pi_1' })).resolves.toEqual(invoice);
    await expect(erp.find('ord-1')).resolves.toMatchObject({ booking, invoice });
    await expect(erp.stock([article.sku])).resolves.toMatchObject([{ available: article.available - 2 }]);
  });

  test('gives back what was allocated, and never promises what is not there', async () => {
    const { erp } = open();
    const article = (await erp.articles()).find(({ available }) => available >= 1)!;
    const line = { sku: article.sku, quantity: article.available, unitPrice: article.price, vatPercent: 25, title: article.name };
    const first = await erp.allocate({ reference: 'a', lines: [line], currency: 'NOK', expiresAt: 0 });
    await expect(
      erp.allocate({ reference: 'b', lines: [{ ...line, quantity: 1 }], currency: 'NOK', expiresAt: 0 }),
    ).resolves.toEqual({
      outcome: 'short',
      lines: [{ sku: article.sku, available: 0 }],
    });
    if (first.outcome === 'allocated') await erp.release(first.allocationId);
    if (first.outcome === 'allocated') await erp.release(first.allocationId);
    await expect(erp.stock([article.sku, 'NO-SUCH' as Sku])).resolves.toMatchObject([
      { sku: article.sku, available: article.available },
    ]);
    await expect(erp.find('a')).resolves.toEqual({});
  });

  test('whose answer is lost holds the order all the same, and it is found and taken up', async () => {
    const { erp, world } = open();
    const article = (await erp.articles()).find(({ available }) => available >= 2)!;
    const order = {
      reference: 'ord-1',
      lines: [{ sku: article.sku, quantity: 1, unitPrice: article.price, vatPercent: 25, title: article.name }],
      currency: 'NOK',
      expiresAt: 0,
    };
    await erp.allocate({ ...order, reference: 'warm-up' });
    const [operation] = world.journal.entries.flatMap((entry) =>
      entry.kind === 'message' && entry.method === 'POST' && entry.path === '/v2/order' ? [entry.operation] : [],
    );
    world.faults.add({ to: 'tripletex', operation: operation!, kind: 'lost-response' });
    expect(await faultOf(settled(world.clock, erp.allocate(order)))).toMatchObject({ kind: 'uncertain' });
    const found = await erp.find('ord-1');
    expect(found.allocationId).toBeDefined();
    await expect(erp.allocate(order)).resolves.toEqual({ outcome: 'allocated', allocationId: found.allocationId });
  });
});

describe('payment', () => {
  const wish = {
    key: 'k1',
    reference: 'ord-1',
    amount: 129900,
    currency: 'NOK',
    token: 'pm_card_visa',
    returnUrl: 'https://shop.example/return',
  };

  test('is held, found again by our reference, captured, and refunded', async () => {
    const { stripe, world, heard } = open();
    const held = await stripe.authorise(wish);
    expect(held).toMatchObject({ state: 'authorised', amount: 129900 });
    await expect(stripe.authorise(wish)).resolves.toEqual(held);
    await expect(stripe.find({ reference: 'ord-1' })).resolves.toEqual(held);
    await expect(stripe.find({ reference: 'ord-2' })).resolves.toEqual({ state: 'none' });
    const { paymentId } = held as { paymentId: string };
    await expect(stripe.capture({ key: 'c', paymentId, amount: 129900 })).resolves.toEqual({ captured: 129900 });
    await expect(stripe.capture({ key: 'c2', paymentId, amount: 129900 })).resolves.toEqual({ captured: 129900 });
    await expect(stripe.find({ paymentId, reference: 'ord-1' })).resolves.toEqual({
      state: 'captured',
      paymentId,
      amount: 129900,
    });
    await expect(stripe.refund({ key: 'r', paymentId, amount: 900 })).resolves.toMatchObject({
      refundId: textLike(/^re_/),
    });
    await until(world, 'webhooks', () => heard.payments.some((event) => 'state' in event && event.state.state === 'captured'));
    expect(heard.unreadable).toEqual([]);
  });

  test('is declined with the bank’s reason, and another card can be tried', async () => {
    const { stripe } = open();
    const declined = await stripe.authorise({ ...wish, token: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
    expect(declined).toMatchObject({ state: 'declined', code: 'insufficient_funds', paymentId: textLike(/^pi_/) });
    await expect(stripe.authorise({ ...wish, key: 'k2' })).resolves.toMatchObject({ state: 'authorised' });
    await expect(stripe.find({ reference: 'ord-1' })).resolves.toMatchObject({ state: 'authorised' });
  });

  test('may ask for a challenge, and is void afterwards when we let go', async () => {
    const { stripe } = open();
    const asked = await stripe.authorise({ ...wish, token: 'pm_card_threeDSecure2Required' });
    expect(asked).toMatchObject({ state: 'challenge', url: textLike(/^https:\/\//) });
    const { paymentId } = asked as { paymentId: string };
    await expect(stripe.find({ reference: 'ord-1' })).resolves.toEqual(asked);
    await stripe.void({ key: 'v', paymentId });
    await stripe.void({ key: 'v2', paymentId });
    await expect(stripe.find({ paymentId, reference: 'ord-1' })).resolves.toEqual({ state: 'voided', paymentId });
    expect(await faultOf(stripe.capture({ key: 'c', paymentId, amount: 1 }))).toMatchObject({ kind: 'defect' });
  });

  test('whose answer is lost is uncertain, and the same wish again gives the first outcome', async () => {
    const { stripe, world } = open();
    world.faults.add({ to: 'stripe', kind: 'lost-response' });
    expect(await faultOf(settled(world.clock, stripe.authorise(wish)))).toMatchObject({ kind: 'uncertain' });
    const found = await stripe.find({ reference: 'ord-1' });
    expect(found).toMatchObject({ state: 'authorised' });
    await expect(stripe.authorise(wish)).resolves.toEqual(found);
  });
});

/** From the ERP's booking to the carrier's hands, as the gateway would conduct it. */
async function sendOff(shop: ReturnType<typeof open>, carrier: CarrierPort, service: string) {
  const { world, heard, warehouse, from, to, hooks } = shop;
  await placeOrder(shop);
  await until(world, 'packing', () => heard.warehouse.some(({ code }) => code === 'packed'));
  const packed = heard.warehouse.find(({ code }) => code === 'packed')!;
  const order = {
    reference: 'ord-1',
    service,
    from,
    to,
    parcels: packed.parcels!,
    readyAt: world.clock.now(),
    webhookUrl: `${hooks}/${carrier.id}`,
  };
  const consignment = await carrier.book(order);
  await warehouse.label({ reference: 'ord-1', carrier: carrier.id, parcels: consignment.parcels });
  await warehouse.label({ reference: 'ord-1', carrier: carrier.id, parcels: consignment.parcels });
  await until(world, 'hand-over', () => heard.warehouse.some(({ code }) => code === 'handed_over'));
  return { consignment, packed };
}

const inOrder = (codes: readonly string[], expected: readonly string[]) =>
  expected.every((code, index) => index === 0 || codes.indexOf(code) > codes.indexOf(expected[index - 1]!));

describe('from shelf to door', () => {
  test('Bring quotes door, mailbox and points, and takes the parcel to the door', async () => {
    const shop = open();
    const { bring, world, from, to, warehouse, heard } = shop;
    const quotes = await bring.quote({ from, to, parcels, readyAt: world.clock.now(), goodsValue: 100000, currency: 'NOK' });
    expect(new Set(quotes.map(({ kind }) => kind))).toContain('home');
    expect(quotes.filter(({ point }) => point).length).toBeGreaterThan(0);
    for (const { price, arrives, expires } of quotes) {
      expect(price).toBeGreaterThan(0);
      expect(arrives.from).toBeGreaterThan(world.clock.now());
      expect(arrives.to).toBeGreaterThan(arrives.from);
      expect(expires).toBeGreaterThan(world.clock.now());
    }

    const { consignment, packed } = await sendOff(shop, bring, quotes.find(({ kind }) => kind === 'home')!.service);
    expect(packed.parcels).toHaveLength(consignment.parcels.length);
    expect(consignment.parcels[0]).toMatchObject({
      sscc: textLike(/^\d{18}$/),
      labelUrl: textLike(/^https:/),
    });
    const numbers = consignment.parcels.map(({ trackingNumber }) => trackingNumber);
    await world.clock.runFor(72 * 3_600_000);
    const reports = await bring.track(numbers);
    const codes = reports.map(({ code }) => code);
    expect(inOrder(codes, ['labelled', 'handed_over', 'hub', 'out_for_delivery', 'delivered']), codes.join()).toBe(true);
    expect(codes).toContain('delivered');
    await expect(warehouse.reports('ord-1')).resolves.toEqual(heard.warehouse);
    await expect(bring.track(['370000000000000000'])).resolves.toEqual([]);
    expect(heard.unreadable).toEqual([]);
  });

  test('Bring takes a parcel to a point', async () => {
    const shop = open();
    const { bring, world, from, to } = shop;
    const quotes = await bring.quote({ from, to, parcels, readyAt: world.clock.now(), goodsValue: 100000, currency: 'NOK' });
    const { point, service } = quotes.find((quote) => quote.point)!;
    expect(point).toMatchObject({ name: textLike(/./), address: { postal_code: textLike(/^\d{4}$/) } });
    expect(point!.opening_hours.length).toBeGreaterThan(0);
    const { consignment } = await sendOff(shop, bring, service);
    await world.clock.runFor(72 * 3_600_000);
    const codes = (await bring.track(consignment.parcels.map(({ trackingNumber }) => trackingNumber))).map(({ code }) => code);
    expect(codes).toContain('ready_for_pickup');
  });

  test('the courier drives to the door and tells where he is', async () => {
    const shop = open();
    const { courier, world, from, to, heard } = shop;
    const [quote] = await courier.quote({ from, to, parcels, readyAt: world.clock.now(), goodsValue: 100000, currency: 'NOK' });
    expect(quote).toMatchObject({ kind: 'express_courier', currency: 'NOK' });
    const { consignment } = await sendOff(shop, courier, quote!.service);
    await until(world, 'driving', () => heard.courier.some(({ code }) => code === 'position'));
    const driving = await courier.track(consignment.parcels.map(({ trackingNumber }) => trackingNumber));
    expect(driving.at(-1)).toMatchObject({ code: 'position', position: { latitude: aNumber } });
    await until(world, 'delivery', () => heard.courier.some(({ code }) => code === 'delivered'));
    const codes = heard.courier.map(({ code }) => code);
    expect(inOrder(codes, ['labelled', 'handed_over', 'out_for_delivery', 'position', 'nearby', 'delivered']), codes.join()).toBe(
      true,
    );
    expect(heard.courier.find(({ code }) => code === 'out_for_delivery')!.route!.length).toBeGreaterThan(1);
    expect(heard.courier.find(({ code }) => code === 'delivered')!.proof).toBeDefined();
    const metres = heard.courier.flatMap(({ code, metresLeft }) => (code === 'position' ? [metresLeft!] : []));
    expect(metres).toEqual([...metres].sort((a, b) => b - a));
    const asked = await courier.track(consignment.parcels.map(({ trackingNumber }) => trackingNumber));
    const milestones = heard.courier.filter(({ code }) => code !== 'position');
    expect(asked.map(({ eventId }) => eventId).sort()).toEqual(milestones.map(({ eventId }) => eventId).sort());
    expect(heard.unreadable).toEqual([]);
  });

  test('the courier books once per reference', async () => {
    const { courier, world, from, to, hooks } = open();
    const order = {
      reference: 'ord-1',
      service: 'express',
      from,
      to,
      parcels,
      readyAt: world.clock.now(),
      webhookUrl: `${hooks}/courier`,
    };
    await expect(courier.book(order)).resolves.toEqual(await courier.book(order));
  });
});

describe('addresses', () => {
  test('are completed while they are typed', async () => {
    const { addresses, town } = open();
    const { street, number, letter, postalCode } = town.addresses[40]!;
    const whole = `${street} ${number}${letter ?? ''}`;
    const [first] = await addresses.suggest({ text: `${whole} ${postalCode}`, country: 'NO', limit: 5 });
    expect(first).toMatchObject({
      label: whole,
      address: { street_address: whole, postal_code: postalCode },
      position: { latitude: aNumber },
    });
    expect(first!.detail).toMatch(/^\d{4} \p{Lu}\p{Ll}/u);
    const [exact] = await addresses.suggest({ text: `${whole}, ${postalCode} ${town.name}`, country: 'NO', limit: 5 });
    expect(exact).toEqual(first);
    const typing = await addresses.suggest({ text: street.slice(0, 5), country: 'NO', limit: 5 });
    expect(typing.length).toBeGreaterThan(0);
    expect(typing.length).toBeLessThanOrEqual(5);
    await expect(addresses.suggest({ text: 'Xyzzyveien 99999', country: 'NO', limit: 5 })).resolves.toEqual([]);
  });
});

describe('messages', () => {
  test('go out once per key, and not to numbers that are none', async () => {
    const { messages, world } = open();
    await messages.send({ key: 'm1', channel: 'email', to: 'kari@example.no', subject: 'Takk', text: 'Hei' });
    await messages.send({ key: 'm1', channel: 'email', to: 'kari@example.no', subject: 'Takk', text: 'Hei' });
    await messages.send({ key: 'm2', channel: 'sms', to: '+4790000000', text: 'Hei' });
    expect(
      world.journal.entries.filter((entry) => entry.kind === 'message' && entry.to === 'messages' && entry.status === 202),
    ).toHaveLength(3);
    expect(await faultOf(messages.send({ key: 'm3', channel: 'sms', to: 'nobody', text: 'Hei' }))).toMatchObject({
      kind: 'invalid',
    });
  });
});
