/** Who shops, and what everything that it does has in common. */
import type { Random } from '../kernel/random.ts';
import type { World } from '../kernel/world.ts';
import type { Person } from '../seeds/people.ts';
import type { CardInHand } from './card-in-hand.ts';

/** What somebody looks for in a delivery. */
export type Temper = 'thrifty' | 'hurried' | 'green' | 'strolling';

/** What a test wants to see, where otherwise chance decides. */
export interface Whims {
  temper?: Temper;
  /** Typed one after the other until one is taken. */
  cards?: readonly CardInHand[];
  reloads?: boolean;
}

export interface ShopperOptions {
  world: World;
  /** Where pages reach the gateway. */
  gatewayUrl: string;
  /** Origin of the merchant's page. */
  pageOrigin: string;
  storeKey: string;
  person: Person;
  random: Random;
  whims?: Whims;
}

/** `fetch` with what a browser adds to each request of a page: where the page comes from. */
export function pageFetch({ world, pageOrigin }: ShopperOptions): typeof fetch {
  const send = world.network.fetchAs('page');
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set('origin', pageOrigin);
    return send(input, { ...init, headers });
  };
}

/** Takes a person's time, drawn evenly between two numbers of seconds. */
export type Think = (leastSeconds: number, mostSeconds: number) => Promise<void>;

/** What somebody looking over the shopper's shoulder would write down. */
export const note = ({ world }: ShopperOptions, text: string): void =>
  world.journal.tell({ from: 'shopper', at: world.clock.now(), text });
