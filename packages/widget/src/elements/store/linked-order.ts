/**
 * The order that a link in a letter opens: `?order=ord_…&token=tok_…`. Anything else in the address is the page's own.
 *
 * @param search The page's `location.search`.
 */
export function linkedOrder(search: string): { id: string; token: string } | null {
  const asked = new URLSearchParams(search);
  const id = asked.get('order') ?? '';
  const token = asked.get('token') ?? '';
  return /^ord_\w+$/.test(id) && /^tok_\w+$/.test(token) ? { id, token } : null;
}
