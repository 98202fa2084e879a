import type { WorldState } from './api.ts';
import { wallTime } from './words.ts';

/** What a link says of a world. */
export interface WorldLink {
  seed?: number;
  scenario?: string;
  speed?: number;
  at?: string;
}

/** Reads `#seed=42&scenario=storm&speed=60&at=2026-11-23T12:00`. Undefined where the hash is another one, such as `#sporing`. */
export function readLink(hash: string): WorldLink | undefined {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const [seed, speed] = [said.get('seed'), said.get('speed')];
  const [scenario, at] = [said.get('scenario'), said.get('at')];
  const link: WorldLink = {
    ...(seed === null ? {} : { seed: Number(seed) }),
    ...(scenario === null ? {} : { scenario }),
    ...(speed === null ? {} : { speed: Number(speed) }),
    ...(at === null ? {} : { at }),
  };
  return Object.keys(link).length > 0 ? link : undefined;
}

/** A link to the shop in this world, as it is now. */
export function linkTo({ seed, scenario, speed, now }: WorldState, shop: string): string {
  const said = new URLSearchParams({
    seed: String(seed),
    scenario: scenario?.name ?? 'calm',
    speed: String(speed),
    at: wallTime(Date.parse(now)),
  });
  return `${shop}#${said.toString().replaceAll('%3A', ':')}`;
}
