import { parseArgs } from 'node:util';
import { DEFAULT_WORLD, type WorldSize } from '../seeds/seeds.ts';

export interface StandaloneArguments {
  seed: number;
  port: number;
  speed: number;
  size: WorldSize;
  /** A name of the library, or a file. */
  scenario: string | undefined;
  webhooksTo: string | undefined;
  isHelp: boolean;
}

export const HELP = `vitrine-simulator [--seed N] [--port N] [--articles N] [--orders N] [--scenario NAME|FILE] [--speed N] [--webhooks URL]

Plays Tripletex, Stripe, Vipps MobilePay, Bring, EasyPost, Kartverket's address register, a courier, a warehouse,
suppliers, reviews, SMS, e-mail and web push, for programs on this machine.

  --seed N         the world: goods, people, streets, chance; 42 when absent
  --port N         one port, a path per system; 4401 when absent, 0 for any free one
  --articles N     how much the shop sells; 2000 when absent, at most 100000
  --orders N       how much it has sold before; 50000 when absent
  --scenario NAME  what goes wrong on purpose: a name of the library, or a scenario file in JSON
  --speed N        virtual seconds for each real one, 0 to 3600; 1 when absent
  --webhooks URL   where the shop's own systems send their webhooks: URL/stripe, URL/warehouse and so on
`;

/**
 * Reads the command line.
 *
 * @throws {RangeError} that says which option is wrong and what it may be.
 */
export function readArguments(args: readonly string[]): StandaloneArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '42' },
      port: { type: 'string', default: '4401' },
      speed: { type: 'string', default: '1' },
      articles: { type: 'string', default: String(DEFAULT_WORLD.articles) },
      orders: { type: 'string', default: String(DEFAULT_WORLD.pastOrders) },
      scenario: { type: 'string' },
      webhooks: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { webhooks } = values;
  if (webhooks !== undefined && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(webhooks))
    throw new RangeError(`--webhooks is an address on this machine, such as http://localhost:3000/webhooks, not "${webhooks}".`);
  return {
    seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
    port: whole('--port', values.port, 0, 65_535),
    speed: whole('--speed', values.speed, 0, 3_600),
    size: {
      articles: whole('--articles', values.articles, 1, 100_000),
      pastOrders: whole('--orders', values.orders, 0, 1_000_000),
    },
    scenario: values.scenario,
    webhooksTo: webhooks?.replace(/\/$/, ''),
    isHelp: values.help,
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most)
    throw new RangeError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
  return number;
}
