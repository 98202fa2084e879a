import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chromiumIfAny } from './packages/workshop/src/chromium.ts';

/** Sources are read through the `@vitrine/source` condition, so nothing needs building before it is tested. */
const conditions = ['@vitrine/source'];

/** Where one of them is missing here, Chromium is not found either, and Playwright says so. */
const executablePath = chromiumIfAny();

const bundled = [
  '@faker-js/faker',
  '@lit/context',
  '@noble/hashes/hmac.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  '@storybook/addon-a11y',
  '@storybook/web-components-vite',
  'bwip-js/generic',
  'hono',
  'leaflet',
  'leaflet/dist/leaflet-src.esm.js',
  'lit',
  'lit/decorators.js',
  'lit/directives/live.js',
  'lit/directives/repeat.js',
  'minisearch',
  'msw',
  'ngraph.graph',
  'ngraph.path',
  'valibot',
  'xstate',
];

export default defineConfig({
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: ['./simulator/test/hold-to-contracts.ts'],
          include: ['{packages/*,simulator}/{src,test,journeys}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: './stories/.storybook/vite.config.ts',
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('./stories/.storybook', import.meta.url)) })],
        // Found late, a package would be bundled again and loaded twice; two Lits know nothing of each other.
        optimizeDeps: { include: bundled },
        test: {
          name: 'stories',
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              // Colours in the middle of a fade are nobody's design.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
              },
            }),
          },
        },
      },
    ],
  },
});
