import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Where this machine's Chrome or Chromium is. `VITRINE_CHROMIUM` wins.
 *
 * @throws {Error} that says what to install when there is none.
 */
export function findChromium(): string {
  const told = process.env['VITRINE_CHROMIUM'];
  if (told) return told;
  for (const name of NAMES) {
    const path = which(name);
    if (path) return path;
  }
  const place = PLACES.find((path) => existsSync(path));
  if (place) return place;
  throw new Error(
    'No Chrome or Chromium found. Install one (Debian: apt-get install chromium), or set VITRINE_CHROMIUM to its path.',
  );
}

/** The same, or undefined. */
export function chromiumIfAny(): string | undefined {
  try {
    return findChromium();
  } catch {
    return undefined;
  }
}

function which(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
