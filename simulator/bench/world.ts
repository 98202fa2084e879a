/**
 * How long a world takes to draw, and how much room it needs:
 * `node --conditions=@vitrine/source simulator/bench/world.ts [articles] [orders] [seed]`.
 */
import { makeSeeds, DEFAULT_WORLD } from '../src/seeds/seeds.ts';

const [articles = DEFAULT_WORLD.articles, pastOrders = DEFAULT_WORLD.pastOrders, seed = 42] = process.argv.slice(2).map(Number);
const MEGABYTE = 1_048_576;

const before = process.cpuUsage();
const seeds = makeSeeds(seed, { articles, pastOrders });
const seconds = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return ((user + system) / 1e6).toFixed(2);
};
const row = (name: string, make: () => { length: number }) => {
  const start = process.cpuUsage();
  const { length } = make();
  console.log(`${name.padEnd(14)} ${String(length).padStart(8)} ${seconds(start).padStart(8)} CPU s`);
};
row('addresses', () => seeds.town.addresses);
row('articles', () => seeds.articles);
row('people', () => seeds.people);
row('past orders', () => seeds.pastOrders);
row('reviews', () => seeds.reviews);
const { rss, heapUsed } = process.memoryUsage();
console.log(
  `${'everything'.padEnd(23)} ${seconds(before).padStart(8)} CPU s, ${Math.round(rss / MEGABYTE)} MB resident, ${Math.round(heapUsed / MEGABYTE)} MB heap`,
);
