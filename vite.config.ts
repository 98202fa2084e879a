import { defineConfig } from 'vitest/config';

/** Sources are read through the `@vitrine/source` condition, so nothing needs building before it is tested. */
const conditions = ['@vitrine/source'];

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
          include: ['{packages/*,simulator}/{src,test,journeys}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
    ],
  },
});
