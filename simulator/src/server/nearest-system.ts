import { likeness } from '../kernel/likeness.ts';
import type { Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';

/** The system that a wrong path was most likely meant for, and where it would have been right. */
export function nearestSystem(world: World, pathname: string): { service: Service; path: string } | undefined {
  const [, under, name, rest] = /^\/(?:(sim)\/)?([^/]*)(\/.*)?$/.exec(pathname) ?? [];
  if (name === undefined) return undefined;
  const services = [...world.services.values()];
  const byName = best(services, (service) => likeness(name.toLowerCase(), service.name));
  if (byName && byName.score >= 0.5) return { service: byName.item, path: `/sim/${byName.item.name}${rest ?? '/'}` };
  if (under) return undefined;
  const asked = pathname.split('/').filter(Boolean);
  const byPath = best(services, (service) =>
    Math.max(...service.routes.map(({ path }) => shared(asked, path.split('/').filter(Boolean)))),
  );
  return byPath && byPath.score > 0 ? { service: byPath.item, path: `/sim/${byPath.item.name}${pathname}` } : undefined;
}

function best<Item>(items: readonly Item[], scoreOf: (item: Item) => number): { item: Item; score: number } | undefined {
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .reduce<{ item: Item; score: number } | undefined>(
      (most, next) => (most && most.score >= next.score ? most : next),
      undefined,
    );
}

/** Literal segments that both begin with. */
function shared(asked: readonly string[], route: readonly string[]): number {
  let count = 0;
  while (count < asked.length && asked[count] === route[count]) count++;
  return count;
}
