import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { widgetBuild } from '../../../packages/widget/vite.config.ts';

/** Builds the widgets unless the last build is newer than every source. Returns the folder. */
export async function buildWidgets(): Promise<string> {
  const outDir = resolve('.cache/widget');
  const built = join(outDir, 'loader.js');
  const sources = ['packages/widget/src', 'packages/contract/src'].map((folder) => newestIn(resolve(folder)));
  const newest = Math.max(...sources, statSync(resolve('packages/widget/vite.config.ts')).mtimeMs);
  if (!existsSync(built) || statSync(built).mtimeMs < newest) await build({ ...widgetBuild({ outDir }), logLevel: 'error' });
  return outDir;
}

/** When anything below this folder was last written, milliseconds since 1970. */
export function newestIn(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs;
    }),
  );
}
