import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import type { InlineConfig, Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a store and every element need, whatever the page shows. */
const CORE = new RegExp(
  [
    String.raw`packages/contract/src/(clock|fault|ids|money|problem|totals|ucp)\.ts`,
    String.raw`packages/widget/src/client/(link|transport|faults|guards|json|shop-time|shelf-calls|without-extensions)\.ts`,
    String.raw`packages/widget/src/machines/(cart[\w-]*\.machine|cart-projection|offers\.machine|showcase\.machine|keys|unprovided)\.ts`,
    String.raw`packages/widget/src/visit/(open-visit|parts|kept-json|cart-work|typing-pause)\.ts`,
    String.raw`packages/widget/src/(browser-doors|locales/messages|elements/store/store|elements/tracking-map/streets)\.ts`,
    String.raw`packages/widget/src/elements/[\w.-]+\.ts`,
    String.raw`@oxc-project`,
  ].join('|'),
);

/** A cart's drawer is where offers are shown. */
const CART = /packages\/widget\/src\/elements\/(cart|upsell)\/(?!define)/;

/** The checkout without its elements: the store brings it for a payment that is under way. */
const CHECKOUT_PART =
  /packages\/(contract\/src\/(delivery|payment)|widget\/src\/(machines\/(checkout|payment|address)[\w.-]*|visit\/checkout-\w+|client\/checkout-calls))\.ts/;

/** Pictures and figures that checkout and tracking share. */
const MARKS = /packages\/widget\/src\/elements\/checkout\/(marks|figures)\.ts/;

/** The card fields are never seen without a checkout. */
const CHECKOUT = /packages\/widget\/src\/elements\/(checkout|address-form|payment)\/(?!define|challenge-dialog)/;

/** A product and what is done with it, on a shelf, among results or beside the cart. */
const CARD = /packages\/widget\/src\/elements\/(product-card|add-button)\/(?!define)/;

/** Takes the line breaks out of `html`, `css` and `svg` templates. */
function minifyTemplates(): Plugin {
  return {
    name: 'vitrine-minify-templates',
    transform: {
      filter: { id: /packages\/widget\/src\/.*\.ts$/, code: /\b(html|css|svg)`/ },
      async handler(code, id) {
        // SVG needs its closing slashes: without them one shape swallows the next.
        const result = await minifyHTMLLiterals(code, { fileName: id, html: { keepClosingSlash: true } });
        return result ? { code: result.code, map: result.map ? JSON.stringify(result.map) : null } : null;
      },
    },
  };
}

/**
 * The widgets as ES modules: `loader.js` for a script tag, which fetches an element's chunk when its tag is first seen,
 * and `widgets.js` for people who bundle. Both keep their names; chunks carry a hash.
 */
export function widgetBuild({ outDir = at('./dist/esm') }: { outDir?: string } = {}): InlineConfig {
  return {
    configFile: false,
    root: at('.'),
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['@vitrine/source', 'module', 'browser', 'production'] },
    plugins: [minifyTemplates()],
    build: {
      target: 'es2022',
      sourcemap: true,
      outDir: resolve(outDir),
      emptyOutDir: true,
      license: { fileName: 'third-party-licenses.md' },
      lib: { entry: { loader: at('./src/loader.ts'), widgets: at('./src/index.ts') }, formats: ['es'] },
      rolldownOptions: {
        output: {
          entryFileNames: '[name].js',
          // Each element's chunk is called after its folder, so that a size or a request can be told by name.
          chunkFileNames: ({ facadeModuleId }) => {
            const element = /elements\/([\w-]+)\/define\.ts$/.exec(facadeModuleId ?? '')?.[1];
            return `chunks/${element ?? 'shared-[name]'}-[hash].js`;
          },
          minify: true,
          codeSplitting: {
            groups: [
              { name: 'lit', test: /node_modules\/(lit|lit-html|lit-element|@lit)\// },
              { name: 'xstate', test: /node_modules\/xstate\// },
              // What every page loads with its store is one file: small ones compress badly and each costs a request.
              { name: 'core', test: CORE },
              { name: 'card', test: CARD },
              { name: 'cart', test: CART },
              { name: 'checkout-part', test: CHECKOUT_PART },
              { name: 'marks', test: MARKS },
              { name: 'checkout', test: CHECKOUT },
            ],
          },
        },
      },
    },
  };
}

export default widgetBuild();
