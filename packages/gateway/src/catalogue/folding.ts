/**
 * Makes one spelling of the many that Norwegian words are typed in: `kjøkken`, `kjoekken` and `kjokken` are one, as are
 * `blå`, `blaa` and `bla`. Both the index and the query go through it, so it may lose what it likes.
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('æ', 'a')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/ae|aa/g, 'a')
    .replaceAll('oe', 'o')
    // Tj and kj sound alike, and are mixed up accordingly.
    .replace(/^tj/, 'kj');

/** Words of a text, folded. */
export const words = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(fold);

/**
 * The parts of a compound that are words of their own: `kjokkenkniv` holds `kjokken` and `kniv`. Norwegian writes
 * together what others write apart, and shoppers search for the last part.
 */
export function partsOf(word: string, vocabulary: ReadonlySet<string>): string[] {
  const parts: string[] = [];
  for (let at = 3; at <= word.length - 3; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (vocabulary.has(tail)) parts.push(tail);
    // A joining s or e between the parts belongs to neither.
    if (vocabulary.has(head) || vocabulary.has(head.replace(/[se]$/, '')))
      parts.push(vocabulary.has(head) ? head : head.slice(0, -1));
  }
  return [...new Set(parts)];
}
