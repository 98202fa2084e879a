/** The default alphabet of GSM 03.38 (7 bits each), and what takes two places of it. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€\f');

/** Places in one message alone, and in each part of a longer one. */
const PLACES = { 'GSM-7': { alone: 160, part: 153 }, 'UCS-2': { alone: 70, part: 67 } } as const;

export interface Segments {
  encoding: keyof typeof PLACES;
  segments: number;
}

/** How an SMS is cut, which is what it costs. One letter outside GSM's alphabet doubles the size of all. */
export function segmentsOf(text: string): Segments {
  const letters = [...text];
  const encoding = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter)) ? 'GSM-7' : 'UCS-2';
  const places = encoding === 'GSM-7' ? letters.reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0) : text.length;
  const { alone, part } = PLACES[encoding];
  return { encoding, segments: places <= alone ? 1 : Math.ceil(places / part) };
}
