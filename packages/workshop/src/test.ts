import { run } from './run.ts';
import { chromiumIfAny } from './chromium.ts';

/** Everything: vitest, elements in a real browser, and the journey of a person in a real browser. */
const quick = process.argv.includes('--quick');

await haveChromium();

const total = { passed: 0, failed: 0, skipped: 0 };

const vitest = await run('vitest', ['run', '--reporter=default'], { show: true, env: { FORCE_COLOR: '0' } });
const vitestLine = /^\s*Tests\s+(.*)$/m.exec(plain(vitest.output))?.[1] ?? '';
const vitestFailed = figure(vitestLine, 'failed');
total.passed += figure(vitestLine, 'passed');
total.skipped += figure(vitestLine, 'skipped');
total.failed += vitestFailed || (vitest.code === 0 ? 0 : 1);

if (!quick) {
  const elements = await run('wtr', ['--config', 'web-test-runner.config.mjs'], { show: true, env: { FORCE_COLOR: '0' } });
  const text = plain(elements.output);
  const summary = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?(?![\s\S]*\d+ passed, \d+ failed)/.exec(text);
  total.passed += Number(summary?.[1] ?? 0);
  const failed = Number(summary?.[2] ?? 0);
  total.failed += failed || (elements.code === 0 ? 0 : 1);
}

console.log('');
if (total.skipped > 0) console.log(`${total.skipped} skipped: see the lines above for why.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && vitest.code === 0 ? 0 : 1);

/** On Debian as root the browser is installed; elsewhere the missing one is named, with what to do. */
async function haveChromium(): Promise<void> {
  if (chromiumIfAny()) return;
  const debian = (await run('sh', ['-c', 'command -v apt-get'])).code === 0;
  if (debian && process.getuid?.() === 0) {
    console.log('No Chrome or Chromium here: installing Debian’s chromium.');
    await run(
      'sh',
      ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium'],
      { show: false },
    );
    if (chromiumIfAny()) return;
  }
  console.error(
    'The tests need Chrome or Chromium. Install one (Debian: sudo apt-get install chromium; macOS: Google Chrome), or set VITRINE_CHROMIUM to its path.',
  );
  process.exit(1);
}

function plain(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

function figure(line: string, word: string): number {
  return Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
}
