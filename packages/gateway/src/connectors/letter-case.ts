/** Small words inside Norwegian place names. */
const SMALL = new Set(['i', 'på', 'ved', 'og', 'av']);

/**
 * `MO I RANA` becomes `Mo i Rana`: the register and the carrier shout, people do not. A text that has small letters
 * already is left alone.
 */
export function inProperCase(text: string): string {
  if (text !== text.toUpperCase()) return text;
  return text
    .toLowerCase()
    .split(' ')
    .map((word, index) =>
      index > 0 && SMALL.has(word)
        ? word
        : word.replace(/(^|[-/.!])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
    )
    .join(' ');
}
