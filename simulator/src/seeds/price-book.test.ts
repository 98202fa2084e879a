import { expect, test } from 'vitest';
import { CAMPAIGNS } from './campaigns.ts';
import { makeSeeds } from './seeds.ts';

const seeds = makeSeeds(7, { articles: 900, pastOrders: 400 });
const [FROM, TO] = [Date.UTC(2023, 10, 23), Date.UTC(2027, 11, 31)];
const BLACK_FRIDAY = Date.UTC(2026, 10, 27, 12);
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 7);
const blackWeek = CAMPAIGNS.find(({ id }) => id === 'black-week-2026')!;

test('Black Week is the week of the day after the fourth Thursday', () => {
  expect(
    CAMPAIGNS.filter(({ id }) => id.startsWith('black-week')).map(({ from }) => new Date(from).toISOString().slice(0, 10)),
  ).toEqual(
    // Midnight in Oslo is 23:00 the day before.
    ['2023-11-19', '2024-11-24', '2025-11-23', '2026-11-22', '2027-11-21'],
  );
});

test('a price history has no gaps, and says what the price was on any day', () => {
  for (const { sku } of seeds.articles.filter((_, index) => index % 9 === 0)) {
    const history = seeds.priceHistory(sku, FROM, TO);
    expect([history[0]!.from, history.at(-1)!.to]).toEqual([FROM, TO]);
    history.forEach((period, index) => {
      expect(period.from).toBe(index === 0 ? FROM : history[index - 1]!.to);
      expect(period.to).toBeGreaterThan(period.from);
      expect(period.price % 100).toBe(0);
      expect(seeds.priceAt(sku, period.from)).toBe(period.price);
      expect(seeds.priceAt(sku, period.to - 1)).toBe(period.price);
    });
  }
});

test('a campaign lowers the price while it lasts, and calls the lowest of thirty days the price before', () => {
  const taking = seeds.inCampaign(blackWeek);
  expect(taking.length).toBeGreaterThan(100);
  for (const sku of taking) {
    const before = seeds.lowestBefore(sku, blackWeek.from);
    expect(seeds.priceAt(sku, BLACK_FRIDAY), sku).toBeLessThan(seeds.article(sku)!.price);
    expect(seeds.priceAt(sku, blackWeek.to), sku).toBe(seeds.article(sku)!.price);
    for (let day = 1; day <= 30; day++)
      expect(seeds.priceAt(sku, blackWeek.from - day * 86_400_000), sku).toBeGreaterThanOrEqual(before);
  }
});

test('goods that stories name keep their prices from the day that the world begins', () => {
  for (const { sku, price, series } of seeds.articles) {
    if (series === '') expect(seeds.priceHistory(sku, MONDAY_MORNING, TO).map((period) => period.price)).toEqual([price]);
  }
});

test('members and firms pay their own price, or the campaign’s where that is lower', () => {
  const [sku] = seeds.inCampaign(blackWeek);
  const { prices } = seeds.article(sku!)!;
  const later = Date.UTC(2027, 1, 15);
  expect(seeds.priceAt(sku!, later, 'club')).toBe(prices.club);
  expect(seeds.priceAt(sku!, later, 'business')).toBe(prices.business);
  expect(seeds.priceAt(sku!, BLACK_FRIDAY, 'club')).toBe(Math.min(prices.club, seeds.priceAt(sku!, BLACK_FRIDAY)));
  expect(() => seeds.priceAt('NOTHING', later)).toThrow('NOTHING');
});

test('past orders were paid at the prices of their day', () => {
  const groups = new Map(seeds.people.map(({ id, group }) => [id, group]));
  for (const { lines, at, personId } of seeds.pastOrders)
    for (const { sku, unitPrice } of lines) expect(unitPrice).toBe(seeds.priceAt(sku, at, groups.get(personId)));
});
