import { scenarioNamed } from './library.ts';
import { BadScenario, parseScenario, type Scenario } from './scenario.ts';

/**
 * A scenario by its name in the library, or out of a file of JSON: names have neither dots nor slashes.
 *
 * @throws {RangeError} for a name that nobody has, with the nearest; {@link BadScenario} for a file that is none.
 */
export function findScenario(nameOrFile: string, readFile: (path: string) => string): Scenario {
  if (/[/.\\]/.test(nameOrFile)) return parseScenario(readJson(nameOrFile, readFile));
  return scenarioNamed(nameOrFile);
}

function readJson(path: string, readFile: (path: string) => string): unknown {
  try {
    return JSON.parse(readFile(path));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new BadScenario(thrown instanceof SyntaxError ? `${path} is not JSON: ${why}` : `${path} cannot be read: ${why}`);
  }
}
