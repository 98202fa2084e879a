import type { TownAddress } from '../../seeds/town.ts';
import { distance, fold } from './fold.ts';

/** An address with everything that a search looks at, folded once. */
export interface Indexed {
  address: TownAddress;
  /** Words of the street, the number with and without its letter, postal code, place. */
  words: string[];
  streetWords: string[];
  place: string;
}

export interface AddressQuery {
  sok?: string;
  adressetekst?: string;
  adressenavn?: string;
  nummer?: number;
  bokstav?: string;
  postnummer?: string;
  poststed?: string;
  fuzzy: boolean;
  mode: 'AND' | 'OR';
}

export const textOf = ({ street, number, letter }: TownAddress): string => `${street} ${number}${letter ?? ''}`;

export function indexOf(address: TownAddress): Indexed {
  const streetWords = wordsOf(address.street);
  const letter = address.letter ? fold(address.letter) : '';
  const numbers = letter ? [`${address.number}${letter}`, String(address.number), letter] : [String(address.number)];
  const place = fold(address.place);
  return { address, streetWords, place, words: [...streetWords, ...numbers, address.postalCode, ...wordsOf(address.place)] };
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean);

/** Best first; of equals street, number and letter decide. Empty when nothing fits. */
export function findAddresses(index: readonly Indexed[], query: AddressQuery): TownAddress[] {
  const asked = query.sok === undefined ? [] : joinLetters(wordsOf(query.sok));
  const text = query.adressetekst === undefined ? [] : joinLetters(wordsOf(query.adressetekst));
  const found: { indexed: Indexed; score: number }[] = [];
  for (const indexed of index) {
    if (!meetsFields(indexed, query)) continue;
    const score = scoreOf(indexed.words, asked, query) ?? -1;
    const textScore = text.length === 0 ? 0 : (scoreOf(indexed.words, text, { ...query, mode: 'AND' }) ?? -1);
    if ((asked.length > 0 && score < 0) || textScore < 0) continue;
    found.push({ indexed, score: Math.max(0, score) + textScore });
  }
  found.sort((a, b) => b.score - a.score || compare(a.indexed.address, b.indexed.address));
  return found.map(({ indexed }) => indexed.address);
}

/** `12 b` is `12b`, as the register writes it. */
function joinLetters(words: string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (/^[a-z]$/.test(word) && last !== undefined && /^\d{1,3}$/.test(last)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

function meetsFields({ address, streetWords, place }: Indexed, query: AddressQuery): boolean {
  if (query.postnummer !== undefined && !wild(query.postnummer, address.postalCode)) return false;
  if (query.poststed !== undefined && !wild(fold(query.poststed), place)) return false;
  if (query.nummer !== undefined && query.nummer !== address.number) return false;
  if (query.bokstav !== undefined && fold(query.bokstav) !== fold(address.letter ?? '')) return false;
  return query.adressenavn === undefined || wild(wordsOf(query.adressenavn).join(' '), streetWords.join(' '));
}

/** Undefined when the words do not fit. All must, or one of them in mode OR. */
function scoreOf(
  words: readonly string[],
  asked: readonly string[],
  { fuzzy, mode }: Pick<AddressQuery, 'fuzzy' | 'mode'>,
): number | undefined {
  let sum = 0;
  let fitting = 0;
  for (const word of asked) {
    const best = Math.max(...words.map((candidate) => closeness(word, candidate, fuzzy)));
    if (best > 0) fitting++;
    else if (mode === 'AND') return undefined;
    sum += Math.max(0, best);
  }
  return fitting > 0 || asked.length === 0 ? sum : undefined;
}

/** 3 for the same word, less for a beginning, less again for a slip of the pen, 0 for nothing alike. */
function closeness(asked: string, word: string, fuzzy: boolean): number {
  if (asked === word) return 3;
  if (asked.includes('*')) return wild(asked, word) ? 2 : 0;
  // Numbers are never nearly right.
  if (!fuzzy || /^\d/.test(asked)) return 0;
  if (asked.length >= 2 && word.startsWith(asked)) return 2;
  const most = asked.length >= 8 ? 2 : asked.length >= 4 ? 1 : 0;
  const slips = Math.min(
    distance(asked, word, most),
    asked.length >= 5 ? distance(asked, word.slice(0, asked.length), most) + 0.5 : most + 1,
  );
  return slips <= most ? 1.5 - slips / 4 : 0;
}

/** `*` stands for any letters. */
function wild(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

const compare = (a: TownAddress, b: TownAddress) =>
  a.street < b.street ? -1 : a.street > b.street ? 1 : a.number - b.number || (a.letter ?? '').localeCompare(b.letter ?? '');
