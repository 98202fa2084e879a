import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** `npm run new -- element NAME`: an element with its styles, test and story, known to the loader. */
const USAGE = 'Usage: npm run new -- element NAME    (kebab-case, without the vitrine- prefix, such as gift-note)';
const { values, positionals } = parseArgs({ allowPositionals: true, options: { root: { type: 'string', default: '.' } } });
const [kind, name = '', ...more] = positionals;
if (kind !== 'element' || more.length > 0) refuse(USAGE);
if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name)) refuse(`"${name}" is no name for an element.\n${USAGE}`);
if (name.startsWith('vitrine-')) refuse(`Leave out the prefix: npm run new -- element ${name.replace(/^vitrine-/, '')}`);

const className = `Vitrine${name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())}`;
const words = (name[0]!.toUpperCase() + name.slice(1)).replaceAll('-', ' ');
const folder = `packages/widget/src/elements/${name}`;
if (existsSync(inRoot(folder))) refuse(`${folder} is there already.`);

const loader = 'packages/widget/src/loader.ts';
const { before, table, after } = readLoader();

const files: Record<string, string> = {
  [`${folder}/${name}.ts`]: `import { html, LitElement } from 'lit';
import { controls } from '../controls.styles.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { styles } from './${name}.styles.ts';

/**
 * Says what the shopper's cart holds. Replace this sentence by what the element is for.
 *
 * @element vitrine-${name}
 * @csspart count - The figure.
 */
export class ${className} extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  readonly #count = new Slice(
    this,
    (visit) => visit.cart,
    ({ context }) => context.cart?.line_items.length ?? 0,
  );

  override connectedCallback() {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  override render() {
    return html\`<p part="count">\${this.#count.value ?? 0}</p>\`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-${name}': ${className};
  }
}
`,
  [`${folder}/${name}.styles.ts`]: `import { css } from 'lit';

export const styles = css\`
  p {
    margin: 0;
  }
\`;
`,
  [`${folder}/define.ts`]: `import { define } from '../define.ts';
import { ${className} } from './${name}.ts';

define('vitrine-${name}', ${className});
`,
  [`${folder}/${name}.browser.test.ts`]: `import { expect, html } from '@open-wc/testing';
import { openStore, written } from '../../../test/open-store.ts';
import './define.ts';

describe('vitrine-${name}', () => {
  it('is accessible, and says how many lines the cart has', async () => {
    const { store } = await openStore(html\`<vitrine-${name}></vitrine-${name}>\`);
    await expect(store).to.be.accessible();
    expect(written(store.querySelector('vitrine-${name}')!)).to.equal('0');
  });
});
`,
  [`stories/src/${name}.stories.ts`]: `import '@vitrine/widget/elements/${name}/define';
import { html } from 'lit';
import { fillCart } from './fill-cart.ts';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/${words}' };

const content = () => html\`<vitrine-${name}></vitrine-${name}>\`;

/** On an ordinary morning in the shop. */
export const Idle = withShop({ content });

export const Full = withShop({ before: (open) => fillCart(open, { BRYNE: 2 }), content });

export const Loading = withShop({ silent: ['/carts'], content });

export const Failed = withShop({ broken: ['/carts'], speed: 20, content });
`,
};

mkdirSync(inRoot(folder), { recursive: true });
for (const [path, text] of Object.entries(files)) writeFileSync(inRoot(path), text);
const line = `  'vitrine-${name}': () => import('./elements/${name}/define.ts'),`;
writeFileSync(inRoot(loader), [before, ...table, line, after].join('\n'));
console.log(
  [`<vitrine-${name}> is there, and the loader knows it:`, ...Object.keys(files).map((path) => `  ${path}`)].join('\n'),
);

/** The loader's table of tags, taken apart so that a line can be added at its end. */
function readLoader(): { before: string; table: string[]; after: string } {
  const text = readFileSync(inRoot(loader), 'utf8');
  const parts = /^([\s\S]*?\nconst groups\b[^\n]*\{)\n([\s\S]*?)\n(\};[\s\S]*)$/.exec(text);
  if (!parts) return refuse(`${loader} has no table "const groups = {…};" to put the element into.`);
  const [, before = '', table = '', after = ''] = parts;
  if (table.includes(`'vitrine-${name}'`)) refuse(`${loader} knows <vitrine-${name}> already.`);
  return { before, table: table.split('\n'), after };
}

function inRoot(path: string): string {
  return join(values.root, path);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
