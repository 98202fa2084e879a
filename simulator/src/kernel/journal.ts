import { Digest } from './digest.ts';

/** One message between two systems, from leaving to being answered. */
export interface MessageEntry {
  kind: 'message';
  seq: number;
  from: string;
  to: string;
  operation: string;
  method: string;
  path: string;
  at: number;
  answeredAt?: number;
  /** HTTP status, or 0 when no answer came. */
  status?: number;
  /** What went wrong with it on purpose. */
  fault?: string;
  /** Names the wish: the same key is the same wish, sent again. */
  key?: string;
  request?: string;
  response?: string;
}

/** Something that happened inside a system and that people would notice. */
export interface FactEntry {
  kind: 'fact';
  seq: number;
  from: string;
  at: number;
  text: string;
  reference?: string;
}

export type JournalEntry = MessageEntry | FactEntry;

const LONGEST_BODY = 4_000;

/** Card numbers never reach a journal: runs of 13 to 19 digits that pass Luhn keep their last four. Nor do security codes. */
export function scrub(text: string): string {
  return text.replace(/(cvc(?:%5D|\]|")?[=:]\s*"?)\d{3,4}/gi, '$1[code]').replace(/\d(?:[ -]?\d){12,18}/g, (run) => {
    const digits = run.replace(/\D/g, '');
    return isCardLength(digits) && passesLuhn(digits) ? `[card ${digits.slice(-4)}]` : run;
  });
}

/** Lengths by the first digits that card networks issue. An SSCC of 18 digits is none of them and stays readable. */
const isCardLength = (digits: string): boolean =>
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5\d{15}|2[2-7]\d{14}|3[47]\d{13}|3[0689]\d{12,14}|35\d{14}|6\d{15,18})$/.test(digits);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

const factLine = ({ seq, at, from, text, reference = '' }: FactEntry): string => `*${seq}|${at}|${from}|${text}|${reference}`;

const messageLine = ({ seq, at, from, to, operation, method, path, request = '' }: MessageEntry): string =>
  `>${seq}|${at}|${from}|${to}|${operation}|${method}|${path}|${request}`;

/** Everything that was said between systems. Same seed, same entries. */
export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;
  readonly #digest = new Digest();
  #listeners = new Set<(entry: JournalEntry) => void>();
  /** Older entries are forgotten beyond this many; Infinity keeps all, as tests want. */
  limit = Number.POSITIVE_INFINITY;

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Hears every entry when it is opened, and messages again when they are answered. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(fact: Omit<FactEntry, 'kind' | 'seq'>): void {
    this.#add({ kind: 'fact', seq: ++this.#seq, ...fact });
  }

  open(message: Omit<MessageEntry, 'kind' | 'seq'>): MessageEntry {
    const entry: MessageEntry = { kind: 'message', seq: ++this.#seq, ...message };
    if (entry.request !== undefined) entry.request = scrub(entry.request).slice(0, LONGEST_BODY);
    this.#add(entry);
    return entry;
  }

  /** Notes what goes wrong with a message on purpose. */
  mark(entry: MessageEntry, fault: string): void {
    entry.fault = fault;
    this.#digest.take(`!${entry.seq}|${fault}`);
  }

  /** Of everything that was ever said: the same seed has the same digest, over any transport and in any engine. */
  get digest(): string {
    return this.#digest.text;
  }

  close(entry: MessageEntry, answer: { status: number; answeredAt: number; response?: string }): void {
    entry.status = answer.status;
    entry.answeredAt = answer.answeredAt;
    if (answer.response !== undefined) entry.response = scrub(answer.response).slice(0, LONGEST_BODY);
    this.#digest.take(`<${entry.seq}|${answer.status}|${answer.answeredAt}|${entry.response ?? ''}`);
    for (const listener of this.#listeners) listener(entry);
  }

  #add(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#digest.take(entry.kind === 'fact' ? factLine(entry) : messageLine(entry));
    if (this.#entries.length > this.limit * 1.5) this.#entries = this.#entries.slice(-this.limit);
    for (const listener of this.#listeners) listener(entry);
  }
}
