/**
 * Fetches the objects of photos in a page. Names that do not answer are left out.
 *
 * @param baseUrl Where the package's `assets` are served, with a slash at the end.
 */
export async function loadPhotosByFetch(
  names: readonly string[],
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<Map<string, Uint8Array>> {
  const photos = new Map<string, Uint8Array>();
  await Promise.all(
    names.map(async (name) => {
      const response = await fetch(`${baseUrl}${name}`).catch(() => undefined);
      if (response?.ok) photos.set(name, new Uint8Array(await response.arrayBuffer()));
    }),
  );
  return photos;
}
