import type { TownAddress } from '../../seeds/town.ts';
import { distance, fold } from './fold.ts';

/** An address with everything that a search looks at, folded once. */
interface Indexed {
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

function indexOf(address: TownAddress): Indexed {
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

/**
 * The register's words, each once, with the addresses that carry it. A keystroke is compared with some hundred words
 * instead of with every address.
 */
export class AddressIndex {
  readonly #rows: readonly Indexed[];
  readonly #carriers = new Map<string, number[]>();

  constructor(addresses: readonly TownAddress[]) {
    this.#rows = addresses.map(indexOf);
    this.#rows.forEach(({ words }, row) => {
      for (const word of new Set(words)) {
        const carriers = this.#carriers.get(word);
        if (carriers) carriers.push(row);
        else this.#carriers.set(word, [row]);
      }
    });
  }

  /** Best first; of equals street, number and letter decide. Empty when nothing fits. */
  find(query: AddressQuery): TownAddress[] {
    const asked = query.sok === undefined ? [] : joinLetters(wordsOf(query.sok));
    const text = query.adressetekst === undefined ? [] : joinLetters(wordsOf(query.adressetekst));
    const scores = asked.length > 0 ? this.#scores(asked, query) : undefined;
    const textScores = text.length > 0 ? this.#scores(text, { ...query, mode: 'AND' }) : undefined;
    const found: { indexed: Indexed; score: number }[] = [];
    for (const row of scores?.keys() ?? textScores?.keys() ?? this.#withFields(query)) {
      const indexed = this.#rows[row]!;
      const textScore = textScores ? textScores.get(row) : 0;
      if (textScore === undefined || !meetsFields(indexed, query)) continue;
      found.push({ indexed, score: (scores?.get(row) ?? 0) + textScore });
    }
    found.sort((a, b) => b.score - a.score || compare(a.indexed.address, b.indexed.address));
    return found.map(({ indexed }) => indexed.address);
  }

  /** How well addresses fit these words. All must fit, or one of them in mode OR. */
  #scores(asked: readonly string[], { fuzzy, mode }: Pick<AddressQuery, 'fuzzy' | 'mode'>): Map<number, number> {
    let sums: Map<number, number> | undefined;
    for (const word of asked) {
      const fitting = this.#fitting(word, fuzzy);
      if (!sums) sums = fitting;
      else if (mode === 'AND') {
        const both = new Map<number, number>();
        for (const [row, sum] of sums) {
          const score = fitting.get(row);
          if (score !== undefined) both.set(row, sum + score);
        }
        sums = both;
      } else for (const [row, score] of fitting) sums.set(row, (sums.get(row) ?? 0) + score);
    }
    return sums ?? new Map<number, number>();
  }

  /** Addresses that carry a word like this one, and how like it is. */
  #fitting(asked: string, fuzzy: boolean): Map<number, number> {
    const best = new Map<number, number>();
    const note = (word: string, score: number) => {
      for (const row of this.#carriers.get(word) ?? []) if (score > (best.get(row) ?? 0)) best.set(row, score);
    };
    if (!asked.includes('*') && (!fuzzy || /^\d/.test(asked))) note(asked, 3);
    else
      for (const word of this.#carriers.keys()) {
        const score = closeness(asked, word, fuzzy);
        if (score > 0) note(word, score);
      }
    return best;
  }

  /** Addresses of a question without free text: those of its rarest exact field, or all. */
  #withFields({ adressenavn, nummer, postnummer }: AddressQuery): Iterable<number> {
    const exact = [...(adressenavn === undefined ? [] : wordsOf(adressenavn)), nummer?.toString(), postnummer].filter(
      (word): word is string => word !== undefined && !word.includes('*'),
    );
    const carriers = exact.map((word) => this.#carriers.get(fold(word)) ?? []);
    return carriers.sort((a, b) => a.length - b.length)[0] ?? this.#rows.keys();
  }
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
