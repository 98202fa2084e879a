import type { SeedArticle } from './assortment.ts';

/** Names of the `@lobehub/fluent-emoji-3d` files that these articles' photos need, each once. */
export function photoNames(articles: readonly SeedArticle[]): string[] {
  return [...new Set(articles.map(({ photo }) => `${photo.emoji}.webp`))];
}

/**
 * One photo: the object on a soft backdrop, lit from above, with its shadow on the floor.
 *
 * @param bytes The object as WebP; without it only the backdrop is shown.
 * @param width Pixels, and height likewise.
 */
export function photoSvg(article: Pick<SeedArticle, 'name' | 'photo'>, bytes: Uint8Array | undefined, width: number): string {
  const { backdrop } = article.photo;
  const wall = shade(backdrop, 1.035);
  const floor = shade(backdrop, 0.955);
  const object = bytes
    ? `<ellipse cx="400" cy="664" rx="270" ry="36" fill="url(#shadow)"/><image filter="url(#quiet)" href="data:image/webp;base64,${base64(bytes)}" x="108" y="92" width="584" height="584"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="${width}" height="${width}" role="img" aria-label="${escape(article.name)}">` +
    `<defs>` +
    `<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${wall}"/><stop offset="1" stop-color="${backdrop}"/></linearGradient>` +
    `<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${floor}"/><stop offset="1" stop-color="${shade(backdrop, 0.99)}"/></linearGradient>` +
    `<radialGradient id="light" cx="0.38" cy="0.22" r="0.75"><stop offset="0" stop-color="#fff" stop-opacity="0.55"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>` +
    `<radialGradient id="shadow"><stop offset="0" stop-color="#2a2620" stop-opacity="0.34"/><stop offset="0.55" stop-color="#2a2620" stop-opacity="0.12"/><stop offset="1" stop-color="#2a2620" stop-opacity="0"/></radialGradient>` +
    // The objects come in the colours of a toy shop; a step back in saturation makes them goods.
    `<filter id="quiet" color-interpolation-filters="sRGB"><feColorMatrix type="saturate" values="0.66"/></filter>` +
    `</defs>` +
    `<rect width="800" height="800" fill="url(#wall)"/>` +
    // The table's edge bends a little, as it does before a lens.
    `<path d="M0 568Q400 552 800 568V800H0Z" fill="url(#floor)"/>` +
    `<rect width="800" height="800" fill="url(#light)"/>${object}</svg>`
  );
}

/** @param colour `#rrggbb`. @param factor Above 1 is lighter. */
function shade(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((at) => Math.min(255, Math.round(parseInt(colour.slice(at, at + 2), 16) * factor)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8_192)
    binary += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  return btoa(binary);
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
