/** The loader's word for code that did not come. */
export function tellMissing(tag: `vitrine-${string}`, cause: unknown): void {
  document.dispatchEvent(new CustomEvent('vitrine-load-failed', { detail: { tag, cause } }));
}

/** Fetches the code of an element that is only now needed. False: it cannot be had now, and the page is told. */
export async function bring(tag: `vitrine-${string}`, load: () => Promise<unknown>): Promise<boolean> {
  try {
    await load();
    return true;
  } catch (cause) {
    tellMissing(tag, cause);
    return false;
  }
}
