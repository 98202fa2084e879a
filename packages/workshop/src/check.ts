import { run } from './run.ts';
import { measureSizes } from './sizes.ts';

/** Everything that can be known without running the product: types, lint with the import table, dead code, sizes. */
const steps: { name: string; check: () => Promise<{ code: number; output: string }> }[] = [
  { name: 'types', check: () => run('tsc', ['-p', '.']) },
  {
    name: 'lint and imports',
    check: () => run('eslint', ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint']),
  },
  { name: 'dead code', check: () => run('knip', ['--no-progress']) },
  {
    name: 'format',
    check: () =>
      run('prettier', [
        '--check',
        '--log-level',
        'warn',
        '--cache',
        '--cache-location',
        '.cache/prettier',
        'packages',
        'simulator',
        'stories',
      ]),
  },
  { name: 'sizes', check: measureSizes },
];

const started = process.hrtime.bigint();
const results = await Promise.all(
  steps.map(async ({ name, check }) => {
    const { code, output } = await check();
    console.log(code === 0 ? `ok    ${name}` : `FAIL  ${name}\n${output}`);
    if (code === 0 && name === 'sizes') console.log(output);
    return code;
  }),
);
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const failed = results.filter((code) => code !== 0).length;
console.log(failed === 0 ? `check passed in ${seconds.toFixed(0)} s` : `check failed: ${failed} of ${steps.length}`);
process.exit(failed === 0 ? 0 : 1);
