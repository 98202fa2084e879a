import { ORIGINS } from '@vitrine/simulator/shop/keys';

const PICTURE = new RegExp(`${ORIGINS.gateway.replaceAll('.', '\\.')}/media/[^"?#]+`, 'g');

/**
 * Pictures are loaded by the browser itself, which knows nothing of a gateway that lives in this page: their addresses
 * become addresses of what that gateway answers.
 */
export function withPictures(reach: typeof fetch): typeof fetch {
  const known = new Map<string, Promise<string>>();
  const localOf = (url: string): Promise<string> => {
    let local = known.get(url);
    if (!local) {
      local = reach(url)
        .then((response) => (response.ok ? response.blob() : null))
        .then((picture) => (picture ? URL.createObjectURL(picture) : url));
      known.set(url, local);
    }
    return local;
  };
  return async (input, init) => {
    const response = await reach(input, init);
    if (!response.headers.get('content-type')?.includes('json')) return response;
    let text = await response.text();
    for (const url of new Set(text.match(PICTURE))) text = text.replaceAll(`"${url}`, `"${await localOf(url)}`);
    return new Response(text || null, { status: response.status, headers: response.headers });
  };
}
