/**
 * What a page's one script tag loads: a few hundred bytes that fetch an element's code when its tag is first seen, in
 * the page as it came or put there later.
 */
const groups: Readonly<Record<string, () => Promise<unknown>>> = {
  'vitrine-store': () => import('./elements/store/define.ts'),
  'vitrine-showcase': () => import('./elements/showcase/define.ts'),
  'vitrine-product-card': () => import('./elements/product-card/define.ts'),
  'vitrine-add-button': () => import('./elements/add-button/define.ts'),
  'vitrine-search': () => import('./elements/search/define.ts'),
  'vitrine-cart': () => import('./elements/cart/define.ts'),
  'vitrine-upsell': () => import('./elements/upsell/define.ts'),
  'vitrine-checkout': () => import('./elements/checkout/define.ts'),
  'vitrine-payment': () => import('./elements/payment/define.ts'),
  'vitrine-tracking': () => import('./elements/tracking/define.ts'),
  'vitrine-tracking-map': () => import('./elements/tracking-map/define.ts'),
};

const missing = new Set(Object.keys(groups));

function see(element: Element): void {
  const tag = element.localName;
  if (!missing.delete(tag)) return;
  if (!customElements.get(tag)) groups[tag]!().catch((cause: unknown) => tell(tag, cause));
  if (missing.size === 0) watcher.disconnect();
}

/** The page's own content stays as it is; whoever listens can put a plain link in its place. */
function tell(tag: string, cause: unknown): void {
  missing.add(tag);
  document.dispatchEvent(new CustomEvent('vitrine-load-failed', { detail: { tag, cause } }));
}

function seeAll(root: ParentNode): void {
  for (const tag of [...missing]) {
    const element = root.querySelector(tag);
    if (element) see(element);
  }
}

const watcher = new MutationObserver((records) => {
  for (const record of records) {
    for (const node of record.addedNodes) {
      if (!(node instanceof Element)) continue;
      see(node);
      if (node.firstElementChild) seeAll(node);
    }
  }
});
watcher.observe(document, { childList: true, subtree: true });
seeAll(document);
