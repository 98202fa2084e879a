import type { Media, Product, Variant } from '@vitrine/contract';
import type { ShopMessages } from '../../locales/shop.ts';

/** The chosen variant, or the featured one. */
export const variantOf = (product: Product, sku: string): Variant | undefined =>
  product.variants.find((variant) => variant.id === sku) ?? product.variants[0];

/** What tells a variant from its siblings: `20 cm, svart`. */
export const variantName = (variant: Variant): string =>
  variant.options?.length ? variant.options.map((option) => option.label).join(', ') : variant.title;

export function photoOf(product: Product, variant: Variant | undefined): Media | undefined {
  const own = variant?.media?.find((media) => media.type === 'image');
  return own ?? product.media?.find((media) => media.type === 'image');
}

export function isSoldOut(variant: Variant): boolean {
  const { available, status } = variant.availability ?? {};
  return available === false || status === 'out_of_stock' || status === 'discontinued';
}

/** Words about stock, only when stock itself gives the reason; null when there is nothing to say. */
export function stockWords(variant: Variant, words: ShopMessages): string | null {
  if (isSoldOut(variant)) return words.soldOut;
  if (variant.availability?.status === 'backorder') return words.backorder;
  const left = variant.metadata?.['dev.vitrine.stock']?.left;
  return left !== undefined && left > 0 ? words.fewLeft(left) : null;
}
