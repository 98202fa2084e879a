import lit from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Time, chance and network are handed in; each has one door, listed below. */
const DOORS = [
  'packages/widget/src/browser-*.ts',
  'packages/workshop/**',
  'simulator/src/demo/**',
  'simulator/src/server/**',
  'simulator/bench/**',
  'simulator/src/journey/cli.ts',
  'simulator/src/standalone/start.ts',
  'simulator/journeys/**',
  'stories/**',
  '**/*.test.ts',
  '**/test/**',
  '*.config.*',
];

const handedIn = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance', 'requestIdleCallback'].map((name) => ({
      name,
      message: 'Time and network are handed in: take a Clock or a fetch.',
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time is handed in: take a Clock.' },
    { object: 'Math', property: 'random', message: 'Chance is handed in: take a MakeId or a Random.' },
    { object: 'crypto', property: 'randomUUID', message: 'Chance is handed in: take a MakeId.' },
    { object: 'AbortSignal', property: 'timeout', message: 'Use an AbortController and a Clock.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is handed in: take a Clock.' },
  ],
};

/** What a room may not import, by `house.md`'s table. */
const room = (files, patterns, ignores = []) => ({
  files,
  ignores: ['**/*.test.ts', '**/test/**', ...ignores],
  rules: { 'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }] },
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.cache/**', 'stories/public/**', 'stories/dist/**', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  { files: ['packages/widget/src/elements/**/*.ts'], ...lit.configs['flat/recommended'] },
  { files: ['packages/widget/src/elements/**/*.ts'], ...wc.configs['flat/best-practice'] },
  {
    files: ['packages/widget/src/elements/**/*.ts'],
    plugins: { 'lit-a11y': a11y },
    // Three rules see one template at a time: labels, keys and roles that meet in the page are axe's to judge.
    rules: {
      ...a11y.configs.recommended.rules,
      'lit-a11y/no-redundant-role': 'off',
      'lit-a11y/accessible-name': 'off',
      'lit-a11y/click-events-have-key-events': 'off',
    },
  },
  { files: ['packages/**/*.ts', 'simulator/**/*.ts'], ignores: DOORS, rules: handedIn },
  {
    files: ['**/*.test.ts', '**/test/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },

  // Assertions on accessibility are thenable, and so every `expect` looks like a promise.
  { files: ['**/*.browser.test.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },

  room(['packages/contract/src/**/*.ts'], [[['@vitrine/*', '../../*'], 'The contract imports no other room.']]),
  room(
    ['packages/widget/src/client/**/*.ts'],
    [[['lit', 'lit/*', '@lit/*', 'xstate', '**/machines/**', '**/elements/**'], 'The client knows the contract alone.']],
  ),
  room(
    ['packages/widget/src/machines/**/*.ts'],
    [
      [
        ['lit', 'lit/*', '@lit/*', '**/client/**', '**/elements/**', '@vitrine/gateway*', '@vitrine/simulator*'],
        'A machine names the work; the visit supplies it.',
      ],
    ],
  ),
  room(
    ['packages/widget/src/visit.ts', 'packages/widget/src/visit/**/*.ts'],
    [[['lit', 'lit/*', '@lit/*', '**/elements/**'], 'The visit has no DOM.']],
  ),
  room(
    ['packages/widget/src/elements/**/*.ts'],
    [[['**/client/**', '@vitrine/gateway*', '@vitrine/simulator*'], 'Elements never fetch: requests go up as events.']],
  ),
  room(
    ['packages/gateway/src/flows/**/*.ts'],
    [
      [
        ['**/connectors/**', '**/routes/**', 'hono', 'hono/*', '@vitrine/widget*', '@vitrine/simulator*'],
        'Flows know ports, not connectors or HTTP.',
      ],
    ],
  ),
  room(
    ['packages/gateway/src/connectors/**/*.ts'],
    [
      [
        ['**/flows/**', '**/routes/**', '**/order-book/**', '@vitrine/widget*', '@vitrine/simulator*'],
        'A connector knows its port and its vendor.',
      ],
    ],
  ),
  room(
    ['packages/gateway/src/**/*.ts'],
    [[['@vitrine/widget*', '@vitrine/simulator*'], 'The gateway imports neither page nor simulator.']],
    ['packages/gateway/src/{flows,connectors}/**'],
  ),
  room(
    ['simulator/src/services/**/*.ts'],
    [[['@vitrine/gateway*', '@vitrine/widget*', '**/shop/**'], 'A simulated system reads its vendor for itself.']],
  ),
  room(
    ['simulator/src/**/*.ts'],
    [[['msw', 'msw/*'], 'Two files import MSW: kernel/network.ts, and the worker of a page.']],
    ['simulator/src/kernel/network.ts', 'simulator/src/worker/start-worker.ts', 'simulator/src/services/**'],
  ),
  room(['stories/**/*.ts'], [[['**/packages/**', '@vitrine/gateway/**'], 'Stories use public entries.']]),
);
