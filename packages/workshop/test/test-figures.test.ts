import { expect, it } from 'vitest';
import { sum, vitestFigures, webTestRunnerFigures } from '../src/test-figures.ts';

const vitest = (summary: string, code = 0) =>
  vitestFigures({ code, output: ` Test Files  9 passed (9)\n${summary}\n   Duration  96.33s` });

it('reads what vitest says, in colour too', () => {
  const summary =
    '\u001b[2m      Tests \u001b[22m \u001b[31m4 failed\u001b[39m | \u001b[32m62 passed\u001b[39m | 3 skipped | 1 todo (70)';
  expect(vitest(summary, 1)).toEqual({ passed: 62, failed: 4, skipped: 4 });
  expect(vitest('      Tests  62 passed (62)')).toEqual({ passed: 62, failed: 0, skipped: 0 });
});

it('counts a file that could not be loaded as failed, though no test in it was', () => {
  expect(vitest('      Tests  23 passed (23)', 1)).toEqual({ passed: 23, failed: 1, skipped: 0 });
  expect(vitest('      Tests  no tests', 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('takes the last progress of each browser', () => {
  const output = [
    'Chromium: |█████                         | 2/13 test files | 5 passed, 0 failed',
    'Running tests...',
    '\u001b[2K\u001b[1A\u001b[2K\u001b[GChromium: |██████████████████████████████| 13/13 test files | 71 passed, 2 failed, 1 skipped',
    'Firefox:  |██████████████████████████████| 13/13 test files | 74 passed, 0 failed',
    'Finished running tests in 24s with 2 failed tests.',
  ].join('\n');
  expect(webTestRunnerFigures({ code: 1, output })).toEqual({ passed: 145, failed: 2, skipped: 1 });
});

it('counts a runner that crashed, or ran nothing, as failed', () => {
  expect(webTestRunnerFigures({ code: 1, output: 'Error: Could not launch Chromium.' }).failed).toBe(1);
  expect(webTestRunnerFigures({ code: 0, output: '' }).failed).toBe(1);
  const some = 'Chromium: |██████████████████████████████| 13/13 test files | 2 passed, 0 failed';
  expect(webTestRunnerFigures({ code: 1, output: some })).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

it('adds runners up', () => {
  expect(sum([vitest('      Tests  1 failed | 2 passed (3)', 1), { passed: 4, failed: 0, skipped: 2 }])).toEqual({
    passed: 6,
    failed: 1,
    skipped: 2,
  });
});
