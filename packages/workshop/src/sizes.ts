import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { widgetBuild } from '../../widget/vite.config.ts';

/** Brotli kilobytes of everything that a page loads for these entries, and the most that it may be. */
const BUDGETS = [
  { name: 'loader', entries: ['loader'], mostKb: 3 },
  { name: 'first view: loader, store, showcase', entries: ['loader', 'store', 'showcase'], mostKb: 36 },
  { name: 'with cart and search', entries: ['loader', 'store', 'showcase', 'search', 'cart', 'upsell'], mostKb: 46 },
  {
    name: 'checkout on top',
    entries: ['checkout', 'payment'],
    beyond: ['loader', 'store', 'showcase', 'search', 'cart', 'upsell'],
    mostKb: 22,
  },
  {
    name: 'tracking on top, without map',
    entries: ['tracking'],
    beyond: ['loader', 'store', 'showcase', 'search', 'cart', 'upsell'],
    mostKb: 12,
  },
];

/** Builds the bundle and measures what each view of a page costs. */
export async function measureSizes(): Promise<{ code: number; output: string }> {
  const outDir = '.cache/sizes';
  await build({ ...widgetBuild({ outDir }), logLevel: 'error' });
  const graph = readGraph(outDir);
  let code = 0;
  const lines = BUDGETS.map(({ name, entries, beyond = [], mostKb }) => {
    const before = closure(graph, beyond);
    const bytes = [...closure(graph, entries)]
      .filter((file) => !before.has(file))
      .reduce((sum, file) => sum + graph.get(file)!.brotli, 0);
    const kb = bytes / 1000;
    if (kb > mostKb) code = 1;
    return `      ${kb > mostKb ? 'OVER ' : ''}${name}: ${kb.toFixed(1)} of ${mostKb} kB brotli`;
  });
  return { code, output: lines.join('\n') };
}

interface Chunk {
  imports: string[];
  brotli: number;
}

/** Static imports of each emitted file; dynamic ones are paid for when they are asked for. */
function readGraph(outDir: string): Map<string, Chunk> {
  const graph = new Map<string, Chunk>();
  const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  for (const file of files) {
    const code = readFileSync(join(outDir, file), 'utf8');
    const imports = [...code.matchAll(/(?:^|[;}\n])(?:import|export)[^'"`;()]*?["'](\.[^"']+)["']/g)].map(([, path = '']) =>
      join(file, '..', path),
    );
    graph.set(file, { imports, brotli: brotliCompressSync(code).byteLength });
  }
  return graph;
}

function closure(graph: Map<string, Chunk>, entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    const chunk = graph.get(file);
    if (!chunk) throw new Error(`The bundle has no ${file}. It has ${[...graph.keys()].join(', ')}.`);
    seen.add(file);
    chunk.imports.forEach(visit);
  };
  for (const entry of entries)
    visit([...graph.keys()].find((file) => new RegExp(`^(chunks/)?${entry}(-[\\w-]{8})?\\.js$`).test(file)) ?? entry);
  return seen;
}
