import { scenarioNamed } from './library.ts';
import { BadScenario, parseScenario, type Scenario } from './scenario.ts';

/**
 * A scenario by its name in the library, or out of a file of JSON: names have neither dots nor slashes.
 *
 * @throws {RangeError} for a name that nobody has, with the nearest; {@link BadScenario} for a file that is none.
 */
export function findScenario(nameOrFile: string, readFile: (path: string) => string): Scenario {
  if (/[/.\\]/.test(nameOrFile)) return parseScenario(readJson(nameOrFile, readFile(nameOrFile)));
  return scenarioNamed(nameOrFile);
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new BadScenario(`${path} is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
