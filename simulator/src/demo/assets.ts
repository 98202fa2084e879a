import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.md': 'text/plain; charset=utf-8',
};

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const font = (family: string, file: string) =>
  join(dirname(require.resolve(`@fontsource-variable/${family}/package.json`)), 'files', file);

const FONTS: Readonly<Record<string, string>> = {
  'schibsted-grotesk.woff2': font('schibsted-grotesk', 'schibsted-grotesk-latin-wght-normal.woff2'),
  'newsreader.woff2': font('newsreader', 'newsreader-latin-opsz-normal.woff2'),
};

/** A file below a folder, or undefined: paths never climb out of it. */
export function fileFrom(folder: string, path: string): Response | undefined {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep) || !existsSync(file) || extname(file) === '') return undefined;
  return fileAnswer(file);
}

/** The merchant's own files, and the fonts that the merchant chose. */
export function shopAsset(path: string): Response | undefined {
  const bought = FONTS[path];
  return bought ? fileAnswer(bought) : fileFrom(join(here, 'page'), path);
}

/** The merchant's page, with the streets that its map draws. */
export const shopPage = (streets: object): string =>
  readFileSync(join(here, 'page/index.html'), 'utf8').replace('{{streets}}', () =>
    JSON.stringify(streets).replaceAll('<', '\\u003c'),
  );

/** A plain page of the merchant's, for terms and privacy. */
export function wordsPage(title: string, body: string): string {
  return readFileSync(join(here, 'page/words.html'), 'utf8').replaceAll('{{title}}', title).replace('{{body}}', body);
}

function fileAnswer(file: string): Response {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(readFileSync(file)), { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
