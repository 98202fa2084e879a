import { chromiumIfAny } from './chromium.ts';
import { run, type Ran } from './run.ts';
import { sum, vitestFigures, webTestRunnerFigures } from './test-figures.ts';

/** Everything: rooms and journeys in vitest, stories and elements in a real browser. `--quick` leaves out the last two. */
const quick = process.argv.includes('--quick');

await haveChromium();
await haveScanner();

const figures = [vitestFigures(await show('vitest', ['run', '--reporter=default', ...(quick ? ['--project', 'unit'] : [])]))];
if (!quick) figures.push(webTestRunnerFigures(await show('wtr', ['--config', 'web-test-runner.config.mjs'])));

const { passed, failed, skipped } = sum(figures);
console.log('');
if (skipped > 0) console.log(`${skipped} skipped: see the lines above for why.`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** A runner that cannot even be started has failed; the others still run. */
async function show(command: string, args: readonly string[]): Promise<Ran> {
  try {
    return await run(command, args, { show: true, env: { FORCE_COLOR: '0' } });
  } catch (thrown) {
    console.error(`${command} did not start: ${String(thrown)}`);
    return { code: 1, output: '' };
  }
}

/** On Debian as root the browser is installed; elsewhere the missing one is named, with what to do. */
async function haveChromium(): Promise<void> {
  if (chromiumIfAny()) return;
  await install('chromium');
  if (chromiumIfAny()) return;
  console.error(
    'The tests need Chrome or Chromium. Install one (Debian: sudo apt-get install chromium; macOS: Google Chrome), or set VITRINE_CHROMIUM to its path.',
  );
  process.exit(1);
}

/** Labels are read back by a scanner that nobody here wrote. Where it cannot be had, those tests skip and say so. */
async function haveScanner(): Promise<void> {
  const missing = [];
  for (const [command, name] of [
    ['zbarimg', 'zbar-tools'],
    ['gs', 'ghostscript'],
  ] as const)
    if ((await run('sh', ['-c', `command -v ${command}`])).code !== 0) missing.push(name);
  if (missing.length > 0) await install(...missing);
}

async function install(...names: string[]): Promise<void> {
  const isDebian = (await run('sh', ['-c', 'command -v apt-get'])).code === 0;
  if (!isDebian || process.getuid?.() !== 0) return;
  console.log(`Not here yet, and installed from Debian: ${names.join(', ')}.`);
  const packages = names.join(' ');
  await run(
    'sh',
    ['-c', `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${packages}`],
    { show: false },
  );
}
