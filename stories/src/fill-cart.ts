import type { Sku } from '@vitrine/contract';
import { settled, type OpenStory } from './with-shop.ts';

/** Puts goods in the story's cart, and waits until the gateway has priced them. */
export async function fillCart(open: OpenStory, lines: Readonly<Record<string, number>>): Promise<void> {
  for (const [sku, quantity] of Object.entries(lines)) open.visit.cart.send({ type: 'line.add', sku: sku as Sku, quantity });
  await settled(open);
}
