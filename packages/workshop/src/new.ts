import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [kind, name] = process.argv.slice(2);
if (kind !== 'element' || !name || !/^[a-z]+(-[a-z]+)*$/.test(name)) {
  console.error('Usage: npm run new -- element NAME    (kebab-case, without the vitrine- prefix)');
  process.exit(2);
}

const className = `Vitrine${name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())}`;
const folder = `packages/widget/src/elements/${name}`;
if (existsSync(folder)) {
  console.error(`${folder} is there already.`);
  process.exit(1);
}

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
  [`${folder}/${name}.browser.test.ts`]: `import { expect, fixture, html } from '@open-wc/testing';
import './define.ts';

it('is accessible without a store around it', async () => {
  const element = await fixture(html\`<vitrine-${name}></vitrine-${name}>\`);
  await expect(element).to.be.accessible();
});
`,
  [`stories/src/${name}.stories.ts`]: `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withShop } from './with-shop.ts';

const meta: Meta = { title: 'Elements/${name}', component: 'vitrine-${name}' };
export default meta;

/** On an ordinary morning in the shop. */
export const Idle: StoryObj = {
  decorators: [withShop({ seed: 1 })],
  render: () => html\`<vitrine-${name}></vitrine-${name}>\`,
};
`,
};

mkdirSync(folder, { recursive: true });
for (const [path, text] of Object.entries(files)) writeFileSync(path, text);

const loader = 'packages/widget/src/loader.ts';
const known = readFileSync(loader, 'utf8');
const marker = '  // new elements above';
if (known.includes(marker)) {
  writeFileSync(loader, known.replace(marker, `  'vitrine-${name}': () => import('./elements/${name}/define.ts'),\n${marker}`));
} else {
  console.log(`Add 'vitrine-${name}' to the table in ${loader}.`);
}
console.log([`<vitrine-${name}> is there:`, ...Object.keys(files).map((path) => `  ${path}`)].join('\n'));
