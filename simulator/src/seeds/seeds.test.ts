import { expect, test } from 'vitest';
import { gtin13 } from './assortment.ts';
import { TOGETHER } from './habits.ts';
import { loadPhotosFromDisk } from './photos-node.ts';
import { loadPhotosByFetch } from './photos-page.ts';
import { photoNames, photoSvg } from './photos.ts';
import { makeSeeds } from './seeds.ts';
import { makeTown } from './town.ts';

const world = makeSeeds(42);

test('the same seed makes the same world, another seed another one', () => {
  expect(JSON.stringify(makeSeeds(42))).toBe(JSON.stringify(world));
  expect(JSON.stringify(makeSeeds(43))).not.toBe(JSON.stringify(world));
});

test('every article has its own number and a GTIN that scanners accept', () => {
  expect(gtin13('400638133393')).toBe('4006381333931');
  const { articles } = world;
  expect(new Set(articles.map(({ sku }) => sku)).size).toBe(articles.length);
  expect(new Set(articles.map(({ gtin }) => gtin)).size).toBe(articles.length);
  for (const { gtin } of articles) {
    const weighted = [...gtin].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
    expect(gtin).toMatch(/^70\d{11}$/);
    expect(weighted % 10).toBe(0);
  }
});

test('variants of a product differ in their options and share the rest', () => {
  const families = Map.groupBy(world.articles, ({ family }) => family);
  expect(families.size).toBeGreaterThan(80);
  for (const [family, variants] of families) {
    expect(new Set(variants.map(({ options }) => JSON.stringify(options))).size).toBe(variants.length);
    expect(new Set(variants.map(({ category, description }) => category + description)).size).toBe(1);
    for (const { name, options } of variants) expect(name).toBe([family, ...options.map(({ label }) => label)].join(', '));
  }
});

test('prices are whole kroner, and some goods are scarce or sold out', () => {
  for (const { price, bin } of world.articles) {
    expect(price % 100).toBe(0);
    expect(price).toBeGreaterThan(0);
    expect(bin).toMatch(/^[A-M]-\d\d-\d$/);
  }
  expect(world.articles.filter(({ onHand }) => onHand === 0)).toHaveLength(2);
  expect(world.articles.filter(({ onHand }) => onHand > 0 && onHand <= 3).length).toBeGreaterThan(3);
});

test('every article has a photo that exists', () => {
  const names = photoNames(world.articles);
  const photos = loadPhotosFromDisk(names);
  expect([...photos.keys()].sort()).toEqual([...names].sort());
  const [article] = world.articles;
  const svg = photoSvg(article!, photos.get(`${article!.photo.emoji}.webp`), 400);
  expect(svg).toContain('data:image/webp;base64,UklGR');
  expect(photoSvg(article!, undefined, 400)).not.toContain('<image');
});

test('a page fetches the same photos, and does without those that are missing', async () => {
  const fetch = (async (url: string) =>
    new Response('webp', { status: url.endsWith('/1f52a.webp') ? 200 : 404 })) as typeof globalThis.fetch;
  const photos = await loadPhotosByFetch(['1f52a.webp', 'nowhere.webp'], 'https://shop.example/photos/', fetch);
  expect([...photos.keys()]).toEqual(['1f52a.webp']);
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

test('households have their own addresses, mobile numbers and mailboxes', () => {
  const { people } = world;
  expect(people).toHaveLength(300);
  expect(new Set(people.map(({ email }) => email)).size).toBe(300);
  for (const { email, phone } of people) {
    expect(phone).toMatch(/^\+47[49]\d{7}$/);
    expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@[a-z]+\.example$/);
  }
});

test('who buys a chef’s knife buys a cutting board far more often than others do', () => {
  const { pastOrders } = world;
  expect(pastOrders).toHaveLength(3_000);
  const has = (code: string) => pastOrders.filter(({ lines }) => lines.some(({ sku }) => sku.split('-')[0] === code));
  const knives = has('KOKKEKNIV');
  const both = knives.filter(({ lines }) => lines.some(({ sku }) => sku.startsWith('SKJAEREBRETT')));
  const lift = both.length / knives.length / (has('SKJAEREBRETT').length / pastOrders.length);
  expect(knives.length).toBeGreaterThan(20);
  expect(lift).toBeGreaterThan(3);
});

test('reasons name goods that exist, and past orders only goods and people of this world', () => {
  const codes = new Set(world.articles.map(({ sku }) => sku.split('-')[0]));
  for (const [code, others] of Object.entries(TOGETHER))
    for (const named of [code, ...others.map(([other]) => other)]) expect(codes).toContain(named);
  const skus = new Set(world.articles.map(({ sku }) => sku));
  const people = new Set(world.people.map(({ id }) => id));
  for (const { lines, personId, at } of world.pastOrders) {
    expect(people.has(personId) && at < Date.UTC(2026, 10, 23)).toBe(true);
    for (const { sku, quantity } of lines) expect(skus.has(sku) && quantity > 0).toBe(true);
  }
});
