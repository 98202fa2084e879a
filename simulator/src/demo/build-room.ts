import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { newestIn } from './build-widgets.ts';

const PAGES = resolve('simulator/src/control-room/page');
const ENTRIES = resolve('simulator/src/demo/room');

/** Builds the control room unless the last build is newer than every source. Returns the folder. */
export async function buildRoom(): Promise<string> {
  const outDir = resolve('.cache/control-room');
  const built = resolve(outDir, 'dock.js');
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(newestIn(PAGES), newestIn(ENTRIES))) return outDir;
  await build({
    configFile: false,
    root: ENTRIES,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['@vitrine/source', 'module', 'browser', 'production'] },
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      lib: { entry: { dock: resolve(ENTRIES, 'dock.ts'), window: resolve(ENTRIES, 'window.ts') }, formats: ['es'] },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  });
  return outDir;
}
