import type { CheckoutMessages } from './checkout.ts';
import type { ShopMessages } from './shop.ts';
import type { TrackingMessages } from './tracking.ts';

/** Every word that an element says. Functions where a figure is part of the sentence. */
export interface Messages {
  shop: ShopMessages;
  checkout: CheckoutMessages;
  tracking: TrackingMessages;
}

export const LANGUAGES = ['nb', 'en', 'de', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language whose words fit a BCP 47 tag best; English where none does. */
export function languageOf(locale: string): Language {
  const primary = locale.toLowerCase().split('-')[0] ?? '';
  if (primary === 'no' || primary === 'nn') return 'nb';
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

/** Loads one language; the others never reach the page. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'nb':
      return (await import('./nb/index.ts')).default;
    case 'de':
      return (await import('./de/index.ts')).default;
    case 'ar':
      return (await import('./ar/index.ts')).default;
    default:
      return (await import('./en/index.ts')).default;
  }
}
