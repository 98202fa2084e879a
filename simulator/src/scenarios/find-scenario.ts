import { likeness } from '../kernel/likeness.ts';
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
  const nearest = LIBRARY.map(({ name }) => name).sort((a, b) => likeness(b, nameOrFile) - likeness(a, nameOrFile));
  throw new RangeError(`There is no scenario ${nameOrFile}. Did you mean ${nearest.slice(0, 3).join(', ')}?`);
}
