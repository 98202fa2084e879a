import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { World } from '../kernel/world.ts';
import { gtin13 } from './assortment.ts';
import { TOGETHER } from './habits.ts';
import { makeSeeds, SMALL_WORLD, type WorldSize } from './seeds.ts';
import { SORTS } from './series.ts';
import { makeTown } from './town.ts';

const world = makeSeeds(42);
const LARGER: WorldSize = { articles: 700, pastOrders: 2_000 };
const larger = makeSeeds(42, LARGER);

/** Everything that a seed decides, in one number. */
function digest(seed: number, size: WorldSize): string {
  const { town, articles, people, pastOrders, reviews } = makeSeeds(seed, size);
  return createHash('sha256').update(JSON.stringify({ town, articles, people, pastOrders, reviews })).digest('hex');
}

test('the same seed makes the same world to the byte, another seed another one', () => {
  const size = { articles: 400, pastOrders: 800 };
  const first = makeSeeds(42, size);
  const before = digest(42, size);
  // Seeds are kept for the next world, so that others have to come between.
  for (let seed = 1_000; seed < 1_010; seed++) makeSeeds(seed, { articles: 50_000, pastOrders: 1 });
  expect(makeSeeds(42, size)).not.toBe(first);
  expect(digest(42, size)).toBe(before);
  expect(digest(43, size)).not.toBe(first);
});

test('worlds of one seed and size share their seeds', () => {
  expect(makeSeeds(42).articles).toBe(makeSeeds(42, { ...SMALL_WORLD }).articles);
  expect(makeSeeds(43).articles).not.toBe(makeSeeds(42).articles);
});

test('every article has its own number and a GTIN that scanners accept', () => {
  expect(gtin13('400638133393')).toBe('4006381333931');
  const { articles } = larger;
  expect(new Set(articles.map(({ sku }) => sku)).size).toBe(articles.length);
  expect(new Set(articles.map(({ gtin }) => gtin)).size).toBe(articles.length);
  for (const { gtin, sku } of articles) {
    const weighted = [...gtin].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
    expect(gtin).toMatch(/^(70|73|40)\d{11}$/);
    expect(weighted % 10).toBe(0);
    expect(sku).toMatch(/^[A-Z0-9]+(-[A-Za-z0-9]+)*$/);
  }
});

test('a world is as large as it is asked to be, and a larger shop has everything that a smaller one has', () => {
  expect(world.articles).toHaveLength(142);
  expect(larger.articles).toHaveLength(700);
  expect(larger.people).toHaveLength(333);
  expect(larger.pastOrders).toHaveLength(2_000);
  const told = ({ sku, name, price, gtin, description }: (typeof world.articles)[number]) => [
    sku,
    name,
    price,
    gtin,
    description,
  ];
  expect(larger.articles.slice(0, 142)).toEqual(world.articles);
  const largest = makeSeeds(42, { articles: 1_500, pastOrders: 100 });
  expect(largest.articles.slice(0, 700).map(told)).toEqual(larger.articles.map(told));
});

test('a kept world is as large as it was', () => {
  const kept = new World({ seed: 42, services: {}, size: LARGER }).save();
  expect(new World({ seed: 42, services: {}, saved: kept }).seeds.articles).toHaveLength(700);
  expect(new World({ seed: 42, services: {} }).seeds.articles).toHaveLength(142);
});

test('variants of a product differ in their options and share the rest', () => {
  const families = Map.groupBy(larger.articles, ({ family }) => family);
  expect(families.size).toBeGreaterThan(200);
  for (const [family, variants] of families) {
    expect(new Set(variants.map(({ options }) => JSON.stringify(options))).size).toBe(variants.length);
    for (const shared of ['category', 'description', 'code', 'sort', 'series'] as const)
      expect(new Set(variants.map((variant) => variant[shared])).size).toBe(1);
    for (const { name, options } of variants) expect(name).toBe([family, ...options.map(({ label }) => label)].join(', '));
  }
});

test('every name and text is finished, in Norwegian and in English', () => {
  for (const { sku, name, description, english } of larger.articles) {
    for (const text of [name, description, english.name, english.description]) {
      expect(text, sku).not.toMatch(/undefined|NaN|[{}[\]|]|\s\s|^\s|\s$|\s[.,]/);
      expect(text[0], sku).toBe(text[0]!.toUpperCase());
    }
    for (const text of [description, english.description]) {
      expect(text.at(-1), sku).toBe('.');
      expect(text.length, sku).toBeGreaterThan(30);
    }
    expect(english.description, sku).not.toBe(description);
    expect(english.description, sku).not.toMatch(/ (med|til|laget|som|ikke) /);
    expect(description, sku).not.toMatch(/ (and|with|the|made|which|not) /);
  }
});

test('nouns and what stands by them agree', () => {
  const neuter = SORTS.filter(({ form }) => form === 'n');
  const masculine = SORTS.filter(({ form }) => form === 'm');
  const plural = SORTS.filter(({ form }) => form === 'pl');
  for (const { the } of neuter) expect(the).toMatch(/(et|e)$/);
  for (const { the } of masculine) expect(the).toMatch(/(en|a)$/);
  for (const { the } of plural) expect(the).toMatch(/ne$/);
  for (const { description, sort, sku } of larger.articles.slice(142)) {
    const { form, isMass, noun } = SORTS.find(({ code }) => code === sort)!;
    const opening = form === 'pl' || isMass ? /^[A-ZÆØÅ]/ : form === 'n' ? /^Et / : /^En /;
    expect(description, sku).toMatch(opening);
    expect(description.slice(0, 60), sku).toContain(noun);
    if (form === 'pl' || isMass) expect(description, sku).not.toMatch(/^Et? /);
  }
});

test('prices end as prices do, groups pay less, and the shop earns on everything', () => {
  for (const { price, prices, cost, bin, onHand, shelves, sku } of larger.articles) {
    expect(price % 100).toBe(0);
    expect(prices.retail).toBe(price);
    expect(prices.club).toBeLessThan(price);
    expect(prices.business).toBeLessThan(prices.club);
    expect(cost, sku).toBeGreaterThan(0);
    // Without VAT, against what a firm pays.
    expect(cost, sku).toBeLessThan(prices.business * 0.8);
    expect(bin).toMatch(/^[A-M]-\d\d-\d$/);
    expect(shelves[0]!.bin).toBe(bin);
    expect(shelves.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(onHand);
    expect(new Set(shelves.map((shelf) => shelf.bin)).size).toBe(shelves.length);
  }
  expect(larger.articles.some(({ shelves }) => shelves.length === 2)).toBe(true);
  expect(world.articles.filter(({ onHand }) => onHand === 0)).toHaveLength(2);
  expect(world.articles.filter(({ onHand }) => onHand > 0 && onHand <= 3).length).toBeGreaterThan(3);
});

test('things weigh and measure what such things do', () => {
  for (const { weightGrams, sizeMillimetres: size, sku } of larger.articles) {
    expect(weightGrams, sku).toBeGreaterThanOrEqual(5);
    expect(weightGrams, sku).toBeLessThan(20_000);
    const litres = (size.length * size.width * size.height) / 1e6;
    // From a packed rain jacket to a spanner: nothing floats off, and nothing is heavier than lead.
    expect(weightGrams / 1_000 / litres, sku).toBeGreaterThan(0.01);
    expect(weightGrams / 1_000 / litres, sku).toBeLessThan(8);
  }
});

test('every article is brought by a house that has such goods, and is ordered again in time', () => {
  const { suppliers, articles } = larger;
  expect(new Set(suppliers.map(({ organisationNumber }) => organisationNumber)).size).toBe(suppliers.length);
  for (const { organisationNumber } of suppliers) {
    const sum = [...organisationNumber].reduce(
      (total, digit, index) => total + Number(digit) * [3, 2, 7, 6, 5, 4, 3, 2, 1][index]!,
      0,
    );
    expect(organisationNumber).toMatch(/^9\d{8}$/);
    expect(sum % 11).toBe(0);
  }
  for (const { supplierId, leadTimeDays, reorderPoint, reorderQuantity, sku } of articles) {
    const supplier = suppliers.find(({ id }) => id === supplierId)!;
    expect(leadTimeDays, sku).toBeGreaterThanOrEqual(supplier.leadTimeDays.least);
    expect(leadTimeDays, sku).toBeLessThanOrEqual(supplier.leadTimeDays.most);
    expect(reorderQuantity, sku).toBeGreaterThan(reorderPoint - 1);
  }
});

test('every address of the town can be driven to, by a way that never goes backwards', () => {
  const { town } = world;
  expect(town.addresses.length).toBeGreaterThan(500);
  expect(new Set(town.addresses.map(({ postalCode }) => postalCode)).size).toBeGreaterThanOrEqual(4);
  expect(new Set(town.addresses.map(({ street, number, letter }) => `${street} ${number}${letter ?? ''}`)).size).toBe(
    town.addresses.length,
  );
  for (const address of town.addresses.filter((_, index) => index % 10 === 0)) {
    const { points, metres } = town.route(town.depot.address.position, address.position);
    expect(points).toHaveLength(metres.length);
    expect(metres.every((at, index) => index === 0 || at >= metres[index - 1]!)).toBe(true);
    const last = points.at(-1)!;
    expect(Math.abs(last.latitude - address.position.latitude)).toBeLessThan(0.000_25);
    expect(Math.abs(last.longitude - address.position.longitude)).toBeLessThan(0.000_5);
  }
  const far = town.route(town.terminal.address.position, town.depot.address.position).metres.at(-1)!;
  expect(far).toBeGreaterThan(2_500);
});

test('whatever the seed, parcels come in over the road to the terminal', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { depot, terminal, route } = makeTown(seed);
    expect(terminal.address.postalCode).toBe('5007');
    if (seed % 50 === 22) expect(route(terminal.address.position, depot.address.position).metres.at(-1)).toBeGreaterThan(1_000);
  }
});

test('households have their own mobile numbers and mailboxes, and firms a name', () => {
  expect(world.people).toHaveLength(300);
  const people = makeSeeds(42, { articles: 142, pastOrders: 10, people: 2_000 }).people;
  expect(people.slice(0, 300)).toEqual(world.people);
  expect(new Set(people.map(({ email }) => email)).size).toBe(2_000);
  for (const { email, phone, group, company } of people) {
    expect(phone).toMatch(/^\+47[49]\d{7}$/);
    expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@[a-z]+\.example$/);
    expect(company !== '').toBe(group === 'business');
  }
  for (const group of ['retail', 'club', 'business']) expect(people.some((person) => person.group === group)).toBe(true);
});

test('reasons name sorts that exist, and past orders only goods and people of this world', () => {
  const sorts = new Set([...world.articles.map(({ sort }) => sort), ...SORTS.map(({ code }) => code)]);
  for (const [sort, others] of Object.entries(TOGETHER))
    for (const named of [sort, ...others.map(([other]) => other)]) expect(sorts).toContain(named);
  const people = new Set(larger.people.map(({ id }) => id));
  for (const { lines, personId, at } of larger.pastOrders) {
    expect(people.has(personId) && at < Date.UTC(2026, 10, 23)).toBe(true);
    for (const { sku, quantity } of lines) expect(larger.article(sku) !== undefined && quantity > 0).toBe(true);
  }
});
