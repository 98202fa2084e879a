import { readFileSync, writeFileSync } from 'node:fs';
import { run } from './run.ts';

interface Member {
  name?: string;
  type?: { text: string };
  description?: string;
  default?: string;
}

interface Declaration {
  tagName?: string;
  name: string;
  description?: string;
  attributes?: (Member & { fieldName?: string })[];
  slots?: Member[];
  cssParts?: Member[];
  cssProperties?: Member[];
  events?: Member[];
}

/** Makes `docs/elements.md` and the manifest from the elements' own docstrings. */
const analysed = await run('cem', [
  'analyze',
  '--litelement',
  '--globs',
  'packages/widget/src/elements/**/*.ts',
  '--exclude',
  '**/*.test.ts',
  '**/*.styles.ts',
  '--outdir',
  'packages/widget',
]);
if (analysed.code !== 0) {
  console.error(analysed.output);
  process.exit(1);
}

const manifest = JSON.parse(readFileSync('packages/widget/custom-elements.json', 'utf8')) as {
  modules: { declarations?: Declaration[] }[];
};
const elements = manifest.modules
  .flatMap(({ declarations }) => declarations ?? [])
  .filter((declaration): declaration is Declaration & { tagName: string } => Boolean(declaration.tagName))
  .sort((one, other) => one.tagName.localeCompare(other.tagName));

const cell = (text: string | undefined) => (text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (heading: string, columns: string[], rows: string[][]) =>
  rows.length === 0
    ? ''
    : `\n**${heading}**\n\n| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}\n`;

const pages = elements.map(
  ({ tagName, description, attributes = [], slots = [], cssParts = [], cssProperties = [], events = [] }) =>
    `## \`<${tagName}>\`\n\n${description ?? ''}\n` +
    table(
      'Attributes',
      ['name', 'type', 'default', 'what it does'],
      attributes.map((it) => [
        `\`${it.name}\``,
        `\`${it.type?.text ?? 'string'}\``,
        it.default ? `\`${it.default}\`` : '',
        it.description ?? '',
      ]),
    ) +
    table(
      'Slots',
      ['name', 'what goes there'],
      slots.map((it) => [it.name ? `\`${it.name}\`` : '(default)', it.description ?? '']),
    ) +
    table(
      'Parts',
      ['name', 'what it is'],
      cssParts.map((it) => [`\`${it.name}\``, it.description ?? '']),
    ) +
    table(
      'CSS properties',
      ['name', 'default', 'what it does'],
      cssProperties.map((it) => [`\`${it.name}\``, it.default ? `\`${it.default}\`` : '', it.description ?? '']),
    ) +
    table(
      'Events',
      ['name', 'type', 'when'],
      events.map((it) => [`\`${it.name}\``, `\`${it.type?.text ?? 'CustomEvent'}\``, it.description ?? '']),
    ),
);

writeFileSync('docs/elements.md', `# Elements\n\nMade from the elements' docstrings by \`npm run docs\`.\n\n${pages.join('\n')}`);
console.log(`docs/elements.md: ${elements.length} elements.`);
