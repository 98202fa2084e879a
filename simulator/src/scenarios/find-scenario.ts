import { scenarioNamed } from './library.ts';
import { parseScenario, type Scenario } from './scenario.ts';

/**
 * A scenario by its name in the library, or out of a file of JSON.
 *
 * @throws {RangeError} for a name that nobody has, with the nearest; {@link BadScenario} for a file that is none.
 */
export function findScenario(nameOrFile: string, readFile: (path: string) => string): Scenario {
  if (/\.json$/i.test(nameOrFile)) return parseScenario(JSON.parse(readFile(nameOrFile)));
  return scenarioNamed(nameOrFile);
}
