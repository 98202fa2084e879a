import { LIBRARY } from './library.ts';
import { parseScenario, type Scenario } from './scenario.ts';

/**
 * A scenario by its name in the library, or out of a file of JSON.
 *
 * @throws {RangeError} for a name that nobody has, with the nearest; {@link BadScenario} for a file that is none.
 */
export function findScenario(nameOrFile: string, readFile: (path: string) => string): Scenario {
  if (/\.json$/i.test(nameOrFile)) return parseScenario(JSON.parse(readFile(nameOrFile)));
  const found = LIBRARY.find(({ name }) => name === nameOrFile);
  if (found) return found;
  const nearest = LIBRARY.map(({ name }) => name).sort((a, b) => distance(a, nameOrFile) - distance(b, nameOrFile));
  throw new RangeError(`There is no scenario ${nameOrFile}. Did you mean ${nearest.slice(0, 3).join(', ')}?`);
}

/** How many letters have to be changed, put in or taken out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++)
      next.push(Math.min(next[to - 1]! + 1, row[to]! + 1, row[to - 1]! + Number(one[at - 1] !== other[to - 1])));
    row = next;
  }
  return row[other.length]!;
}
