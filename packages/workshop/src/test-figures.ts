import type { Ran } from './run.ts';

/** How many tests a runner has run, and how they ended. */
export interface Figures {
  passed: number;
  failed: number;
  skipped: number;
}

/** Reads vitest's summary, ` Tests  1 failed | 62 passed | 3 skipped (66)`: one line for all its projects. */
export function vitestFigures(ran: Ran): Figures {
  return honest(ran, [...plain(ran.output).matchAll(/^ *Tests {2,}(.*)$/gm)].at(-1)?.[1]);
}

/**
 * Reads web-test-runner's progress, `Chromium: |███| 13/13 test files | 71 passed, 0 failed, 2 skipped`: it is told
 * again and again, so the last line of each browser counts.
 */
export function webTestRunnerFigures(ran: Ran): Figures {
  const lines = plain(ran.output).matchAll(/^([^|\n]+): +\|[^|\n]*\| +\d+\/\d+ test files \| (.*)$/gm);
  const last = new Map([...lines].map(([, browser, figures]) => [browser, figures]));
  return honest(ran, last.size > 0 ? [...last.values()].join(', ') : undefined);
}

export function sum(all: readonly Figures[]): Figures {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** A runner that crashed, could not load a file, or ran nothing at all has failed, whatever it says of its tests. */
function honest({ code }: Ran, summary = ''): Figures {
  const of = (word: string): number =>
    [...summary.matchAll(new RegExp(`(\\d+) ${word}`, 'g'))].reduce((total, [, figure]) => total + Number(figure), 0);
  const passed = of('passed');
  const failed = of('failed');
  const broken = code !== 0 || passed === 0;
  return { passed, failed: failed === 0 && broken ? 1 : failed, skipped: of('skipped') + of('todo') };
}

function plain(text: string): string {
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
