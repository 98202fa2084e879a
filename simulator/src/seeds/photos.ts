import type { SeedArticle } from './assortment.ts';

/** Names of the `@lobehub/fluent-emoji-3d` files that these articles' photos need, each once. */
export function photoNames(articles: readonly SeedArticle[]): string[] {
  return [...new Set(articles.map(({ photo }) => `${photo.emoji}.webp`))];
}

/** Widths in pixels in which photos are made: for a list, for a product, and for looking closely. Height likewise. */
export const PHOTO_WIDTHS = [320, 640, 1_280] as const;

/** How much of the picture the object takes: it fills a small one, and has room around it in a large one. */
const share = (width: number): number => (width <= 320 ? 0.82 : width < 1_280 ? 0.73 : 0.64);

/**
 * One photo: the object on a soft backdrop, lit from above, with its shadow on the floor.
 *
 * @param bytes The object as WebP; without it only the backdrop is shown.
 * @param width Pixels, and height likewise.
 */
export function photoSvg(article: Pick<SeedArticle, 'name' | 'photo'>, bytes: Uint8Array | undefined, width: number): string {
  const { backdrop, tint } = article.photo;
  const wall = shade(backdrop, 1.035);
  const floor = shade(backdrop, 0.955);
  const side = Math.round(share(width) * 800);
  const left = Math.round((800 - side) / 2);
  const object = bytes
    ? `<ellipse cx="400" cy="664" rx="${Math.round(side * 0.46)}" ry="36" fill="url(#shadow)"/><image filter="url(#quiet)" href="data:image/webp;base64,${base64(bytes)}" x="${left}" y="${676 - side}" width="${side}" height="${side}"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="${width}" height="${width}" role="img" aria-label="${escape(article.name)}">` +
    `<defs>` +
    `<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${wall}"/><stop offset="1" stop-color="${backdrop}"/></linearGradient>` +
    `<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${floor}"/><stop offset="1" stop-color="${shade(backdrop, 0.99)}"/></linearGradient>` +
    `<radialGradient id="light" cx="0.38" cy="0.22" r="0.75"><stop offset="0" stop-color="#fff" stop-opacity="0.55"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>` +
    `<radialGradient id="shadow"><stop offset="0" stop-color="#2a2620" stop-opacity="0.34"/><stop offset="0.55" stop-color="#2a2620" stop-opacity="0.12"/><stop offset="1" stop-color="#2a2620" stop-opacity="0"/></radialGradient>` +
    // The objects come in the colours of a toy shop; a step back in saturation makes them goods.
    `<filter id="quiet" color-interpolation-filters="sRGB">${tint ? tinted(tint) : '<feColorMatrix type="saturate" values="0.66"/>'}</filter>` +
    `</defs>` +
    `<rect width="800" height="800" fill="url(#wall)"/>` +
    // The table's edge bends a little, as it does before a lens.
    `<path d="M0 568Q400 552 800 568V800H0Z" fill="url(#floor)"/>` +
    `<rect width="800" height="800" fill="url(#light)"/>${object}</svg>`
  );
}

/** The object in another colour: two thirds of it by its own light and shade, one third as it was. */
function tinted(colour: string): string {
  const LIGHT = [0.3, 0.59, 0.11];
  const rows = [1, 3, 5].map((at, channel) => {
    // Dark colours would swallow the shading, so they are lit a little.
    const strength = (parseInt(colour.slice(at, at + 2), 16) / 255) * 1.25;
    const values = LIGHT.map((light, from) => (light * strength * 0.67 + (from === channel ? 0.33 : 0)).toFixed(3));
    return `${values.join(' ')} 0 0`;
  });
  return `<feColorMatrix type="matrix" values="${rows.join(' ')} 0 0 0 1 0"/>`;
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
