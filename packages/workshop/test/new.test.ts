import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, beforeEach, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const loader = 'packages/widget/src/loader.ts';
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vitrine-new-'));
  cpSync(join(repository, loader), join(root, loader), { recursive: true });
  cpSync(join(repository, 'stories/src/with-shop.ts'), join(root, 'stories/src/with-shop.ts'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const make = (...words: string[]) =>
  spawnSync(process.execPath, [join(repository, 'packages/workshop/src/new.ts'), ...words, '--root', root], { encoding: 'utf8' });
const read = (path: string) => readFileSync(join(root, path), 'utf8');

it('makes an element with its styles, test and story, and the loader knows it', () => {
  const { status, stdout } = make('element', 'gift-note');
  expect(status).toBe(0);
  const made = [...stdout.matchAll(/^ {2}(\S+)$/gm)].map(([, path]) => path!);
  expect(made).toHaveLength(5);
  for (const path of [...made, loader]) {
    expect(existsSync(join(root, path)), path).toBe(true);
    const { diagnostics } = ts.transpileModule(read(path), { fileName: path, reportDiagnostics: true });
    expect(diagnostics, path).toEqual([]);
  }
  expect(read('packages/widget/src/elements/gift-note/gift-note.ts')).toContain('class VitrineGiftNote extends LitElement');
  expect(read('stories/src/gift-note.stories.ts')).toContain('withShop({ content })');
});

it('leaves the rest of the loader as it was', () => {
  const before = read(loader).split('\n');
  make('element', 'gift-note');
  const line = "  'vitrine-gift-note': () => import('./elements/gift-note/define.ts'),";
  const after = read(loader).split('\n');
  expect(after.filter((text) => !before.includes(text))).toEqual([line]);
  expect(after.toSpliced(after.indexOf(line), 1)).toEqual(before);
  expect(after[after.indexOf(line) + 1]).toBe('};');
});

it.each(['GiftNote', 'gift_note', 'gift-', '../elsewhere', '', '9lives', 'vitrine-note'])(
  'refuses the name "%s" with a message, and writes nothing',
  (name) => {
    const before = read(loader);
    const { status, stderr } = make('element', name);
    expect(status).toBe(2);
    expect(stderr).toContain('npm run new -- element');
    expect(read(loader)).toBe(before);
  },
);

it('never writes over an element that is there', () => {
  make('element', 'gift-note');
  const { status, stderr } = make('element', 'gift-note');
  expect([status, stderr.trim()]).toEqual([2, 'packages/widget/src/elements/gift-note is there already.']);
  expect(make('element', 'cart').stderr).toContain('knows <vitrine-cart> already');
});
