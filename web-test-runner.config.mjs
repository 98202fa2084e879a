import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { findChromium } from './packages/workshop/src/chromium.ts';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const photos = '/emoji/';

/** Elements in a real browser. Pages are served from the repository's root. */
export default {
  files: ['packages/widget/src/**/*.browser.test.ts'],
  rootDir: at('.'),
  nodeResolve: { exportConditions: ['@vitrine/source', 'browser', 'development'] },
  concurrency: 2,
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
    }),
  ],
  plugins: [esbuildPlugin({ ts: true, tsconfig: at('./tsconfig.base.json'), target: 'es2022' })],
  middleware: [
    function emojiPhotos(context, next) {
      if (context.url.startsWith(photos)) context.url = `/node_modules/@lobehub/fluent-emoji-3d/assets/${context.url.slice(photos.length)}`;
      return next();
    },
  ],
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: 240_000,
};
