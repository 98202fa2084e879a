import { parseArgs } from 'node:util';
import { DEFAULT_WORLD, SMALL_WORLD, type WorldSize } from '../seeds/seeds.ts';

export interface DemoArguments {
  port: number;
  dataFolder: string;
  seed: number | undefined;
  speed: number;
  size: WorldSize;
  /** `flow/step/before` or `flow/step/after`: the process dies there, as if the power had gone. */
  crashAt: string | undefined;
}

/** The speeds that the control room offers, and `--speed` takes. */
export const FASTEST = 3_600;

/**
 * Reads `npm start -- …`.
 *
 * @throws {RangeError} that says which option is wrong and what it may be.
 */
export function readArguments(args: readonly string[]): DemoArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4400' },
      data: { type: 'string', default: '.vitrine' },
      seed: { type: 'string' },
      speed: { type: 'string', default: '1' },
      articles: { type: 'string', default: String(DEFAULT_WORLD.articles) },
      orders: { type: 'string', default: String(DEFAULT_WORLD.pastOrders) },
      'crash-at': { type: 'string' },
    },
  });
  return {
    port: whole('--port', values.port, 0, 65_535),
    dataFolder: values.data,
    seed: values.seed === undefined ? undefined : whole('--seed', values.seed, 0, 2 ** 31 - 1),
    speed: whole('--speed', values.speed, 0, FASTEST),
    size: readSize(values),
    crashAt: values['crash-at'],
  };
}

const MOST_ARTICLES = 100_000;
const MOST_ORDERS = 1_000_000;

/**
 * Reads `--articles` and `--orders`.
 *
 * @throws {RangeError} that says which of them is wrong and what it may be.
 */
export function readSize({ articles, orders }: { articles: string; orders: string }): WorldSize {
  return {
    articles: whole('--articles', articles, SMALL_WORLD.articles, MOST_ARTICLES),
    pastOrders: whole('--orders', orders, 0, MOST_ORDERS),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new RangeError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}
