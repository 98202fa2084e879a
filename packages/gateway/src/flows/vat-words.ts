/** The two labels that a price breakdown owes its reader, in the languages of the widgets. */
const WORDS = {
  nb: { without: 'Uten mva.', vat: (percent: number) => `Mva. ${percent} %` },
  en: { without: 'Excluding VAT', vat: (percent: number) => `VAT ${percent} %` },
  de: { without: 'Ohne MwSt.', vat: (percent: number) => `MwSt. ${percent} %` },
  ar: { without: 'دون الضريبة', vat: (percent: number) => `ضريبة القيمة المضافة ${percent} %` },
};

export function vatWords(language: string | undefined): (typeof WORDS)['en'] {
  const primary = (language ?? '').toLowerCase().split('-')[0] ?? '';
  if (primary === 'no' || primary === 'nn') return WORDS.nb;
  return Object.hasOwn(WORDS, primary) ? WORDS[primary as keyof typeof WORDS] : WORDS.en;
}
