/** Tells what a world's journal holds as a story that a merchant understands. The same journal is the same bytes. */
import type { JournalEntry, MessageEntry } from '../kernel/journal.ts';
import { SYSTEMS, tellMessage } from './words.ts';

interface Chapter {
  title: string;
  /** The first entry that belongs to it. Chapters come in this order, and none comes back. */
  begins: (entry: JournalEntry) => boolean;
}

const message = (entry: JournalEntry, from: string, to: string, rest: (entry: MessageEntry) => boolean = () => true): boolean =>
  entry.kind === 'message' && entry.from === from && entry.to === to && rest(entry);

const CHAPTERS: readonly Chapter[] = [
  { title: 'The shop opens', begins: () => true },
  { title: 'Looking around', begins: (entry) => entry.kind === 'fact' && entry.from === 'shopper' },
  {
    title: 'Into the cart',
    begins: (entry) => message(entry, 'page', 'gateway', ({ method, path }) => method === 'POST' && path === '/carts'),
  },
  {
    title: 'At the till',
    begins: (entry) =>
      message(entry, 'page', 'gateway', ({ method, path }) => method === 'POST' && path === '/checkout-sessions'),
  },
  { title: 'Paying', begins: (entry) => message(entry, 'page', 'stripe') },
  { title: 'In the warehouse', begins: (entry) => message(entry, 'tripletex', 'warehouse') },
  {
    title: 'On the way',
    begins: (entry) => entry.kind === 'message' && entry.from === 'warehouse' && entry.operation === 'scan',
  },
  {
    title: 'At the door',
    begins: (entry) =>
      entry.kind === 'fact' && (entry.from === 'courier' || entry.from === 'bring') && /\bdelivered\b/i.test(entry.text),
  },
];

/** Routine messages that wait to be told together. */
interface Routine {
  from: string;
  to: string;
  text: string;
  count: number;
  first: number;
  last: number;
}

/**
 * The story, line by line. Messages say from whom, to whom, what they mean and how they were answered; facts say what
 * somebody in the world would have seen.
 */
export function tellStory(entries: readonly JournalEntry[]): string {
  const lines: string[] = [];
  const routines = new Map<string, Routine>();
  let chapter = -1;
  let day = '';

  const date = (at: number) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    lines.push('', `    ${day}`);
  };
  const flush = () => {
    for (const { from, to, text, count, first, last } of routines.values()) {
      date(first);
      const span =
        count > 1
          ? `  [${count} messages until ${dayOf(last) === dayOf(first) ? '' : `${dayOf(last)}, `}${timeOf(last).slice(0, 8)}]`
          : '';
      lines.push(`  ${timeOf(first)}  ${between(from, to)}  ${text}${span}`);
    }
    routines.clear();
  };

  for (const entry of entries) {
    const next = CHAPTERS.findIndex(({ begins }, index) => index > chapter && begins(entry));
    if (next === chapter + 1) {
      flush();
      chapter = next;
      lines.push('', `${chapter + 1}. ${CHAPTERS[chapter]!.title}`);
      day = '';
    }
    if (entry.kind === 'fact') {
      flush();
      date(entry.at);
      lines.push(`  ${timeOf(entry.at)}  ${pad(`· ${nameOf(entry.from)}`)}  ${entry.text}`);
      continue;
    }
    const { text, routine } = tellMessage(entry);
    if (routine !== undefined && (entry.status ?? 0) < 300 && entry.status !== 0) {
      const key = `${entry.from} ${entry.to} ${routine}`;
      const known = routines.get(key);
      if (known) Object.assign(known, { count: known.count + 1, last: entry.at });
      else routines.set(key, { from: entry.from, to: entry.to, text, count: 1, first: entry.at, last: entry.at });
      continue;
    }
    flush();
    date(entry.at);
    lines.push(`  ${timeOf(entry.at)}  ${between(entry.from, entry.to)}  ${text}  ${outcomeOf(entry)}`);
  }
  flush();
  return `${lines.join('\n').trimStart()}\n`;
}

function outcomeOf({ status, at, answeredAt }: MessageEntry): string {
  if (status === undefined) return '[no answer yet]';
  if (status === 0) return '[no answer]';
  return `[${status}, ${(answeredAt ?? at) - at} ms]`;
}

const nameOf = (system: string): string => SYSTEMS[system] ?? system;
const pad = (text: string): string => text.padEnd(24);
const between = (from: string, to: string): string => pad(`${nameOf(from)} → ${nameOf(to)}`);

const OSLO = { timeZone: 'Europe/Oslo' } as const;
const DAY = new Intl.DateTimeFormat('en-GB', { ...OSLO, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', {
  ...OSLO,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export const dayOf = (at: number): string => DAY.format(at);

/** On the shop's own clock, to the millisecond. */
export const timeOf = (at: number): string => `${TIME.format(at)}.${String(at % 1_000).padStart(3, '0')}`;
