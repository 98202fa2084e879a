import { expect, test } from 'vitest';
import { makeSeeds } from './seeds.ts';

const seeds = makeSeeds(11, { articles: 900, pastOrders: 20_000 });
const { reviews } = seeds;

const PRAISE =
  /strålende|\btopp\b|anbefal(?!.*ikke)|elsker|fornøyd|\bbra\b|\bgod[te]?\b|perfekt|nydelig|fantastisk|beste\b|bedre|gjerne|akkurat det|\bfine?t?\b|finere|fryd|deilig|gjennomtenkt|verdt|solid/i;
const BLAME =
  /skuffet|stykker|retur|styr unna|bortkastede|dårlig|svak|ødelagt|dessverre|ikke overbevist|hadde ventet|ligner ikke|aldri dette igjen|tåler ikke|for høy/i;

test('stars and words agree, in both directions', () => {
  const said = ({ title, text }: (typeof reviews)[number]) => `${title}. ${text}`;
  for (const review of reviews) {
    const text = said(review);
    if (review.rating >= 4) {
      expect(text).toMatch(PRAISE);
      expect(text).not.toMatch(BLAME);
    }
    if (review.rating <= 2) expect(text).toMatch(BLAME);
    if (review.rating <= 2)
      expect(text).not.toMatch(/strålende|\btopp\b|elsker|fornøyd|perfekt|nydelig|fantastisk|fryd|anbefales(?!\.)/i);
    if (review.rating === 3) expect(text).toMatch(/men|grei|ok|både og|midt på treet/i);
  }
  const blamed = reviews.filter((review) => BLAME.test(said(review)));
  expect(blamed.length).toBeGreaterThan(100);
  expect(blamed.every(({ rating }) => rating <= 3)).toBe(true);
});

test('every text is finished, and says den, det or dem as the thing asks', () => {
  for (const { title, text } of reviews)
    for (const told of [title, text]) expect(told).not.toMatch(/undefined|[{}[\]|]|\s\s|^\s|\s$|\s[.,]/);
  const boards = reviews.filter(({ code }) => code.startsWith('SKJAEREBRETT'));
  expect(boards.some(({ text }) => /brettet/i.test(text))).toBe(true);
  for (const { title } of boards) expect(title).not.toMatch(/Elsker (den|dem)/);
});

test('a review is by somebody who had bought the thing, and comes after the purchase', () => {
  const orders = new Map(seeds.pastOrders.map((order) => [order.id, order]));
  const people = new Map(seeds.people.map((person) => [person.id, person]));
  expect(reviews.length).toBeGreaterThan(1_000);
  expect(new Set(reviews.map(({ id }) => id)).size).toBe(reviews.length);
  expect(new Set(reviews.map(({ personId, code }) => `${personId} ${code}`)).size).toBe(reviews.length);
  reviews.forEach((review, index) => {
    const order = orders.get(review.pastOrderId)!;
    const { firstName, lastName } = people.get(review.personId)!;
    expect(order.personId).toBe(review.personId);
    expect(order.lines.some(({ sku }) => sku === review.sku)).toBe(true);
    expect(seeds.article(review.sku)).toMatchObject({ family: review.family, code: review.code });
    expect(review.author).toBe(`${firstName} ${lastName[0]}.`);
    expect(review.at).toBeGreaterThan(order.at);
    expect(review.at).toBeGreaterThanOrEqual(reviews[index - 1]?.at ?? 0);
    expect(review.at).toBeLessThan(Date.UTC(2026, 10, 23));
  });
});

test('most people are content, some are furious, and some goods are better than others', () => {
  const count = [1, 2, 3, 4, 5].map((stars) => reviews.filter(({ rating }) => rating === stars).length);
  const [one, two, three, four, five] = count as [number, number, number, number, number];
  expect(five).toBeGreaterThan(four);
  expect(four).toBeGreaterThan(three);
  expect(one).toBeGreaterThan(two);
  const means = [...Map.groupBy(reviews, ({ code }) => code).values()]
    .filter((about) => about.length >= 12)
    .map((about) => about.reduce((sum, { rating }) => sum + rating, 0) / about.length);
  expect(Math.max(...means)).toBeGreaterThan(4.5);
  expect(Math.min(...means)).toBeLessThan(3.6);
});
