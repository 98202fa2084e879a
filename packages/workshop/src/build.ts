import { build } from 'vite';
import { widgetBuild } from '../../widget/vite.config.ts';
import { run } from './run.ts';

/** What goes to npm and to a CDN: the bundle of the widgets, and types and modules of each package. */
await build({ ...widgetBuild({ outDir: 'packages/widget/dist/esm' }), logLevel: 'warn' });
for (const name of ['contract', 'widget', 'gateway']) {
  const { code } = await run('tsc', ['-p', `packages/${name}/tsconfig.build.json`], { show: true });
  if (code !== 0) process.exit(code);
}
console.log('Built packages/{contract,widget,gateway}/dist.');
