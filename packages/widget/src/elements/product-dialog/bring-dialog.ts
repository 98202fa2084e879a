/** Fetches the dialog's code when the first product of a page is opened. False: it cannot be had now, and the page is told. */
export async function bringDialog(): Promise<boolean> {
  try {
    await import('./define.ts');
    return true;
  } catch (cause) {
    document.dispatchEvent(new CustomEvent('vitrine-load-failed', { detail: { tag: 'vitrine-product-dialog', cause } }));
    return false;
  }
}
