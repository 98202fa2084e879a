#!/usr/bin/env node
// The built simulator where there is one; in a working copy its sources, which need a condition of their own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/standalone/start.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  const source = fileURLToPath(new URL('../src/standalone/start.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@vitrine/source', source, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
