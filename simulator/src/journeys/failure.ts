import type { JournalEntry } from '../kernel/journal.ts';
import type { Campaign, FoundViolation } from './campaign.ts';

const AROUND = 20;

/** What a person needs to look into a broken rule: when, what, the log around it, and how to see it again. */
export function failureOf({ shop }: Campaign, { rule, text, event, at }: FoundViolation, replay: string): string {
  const { entries } = shop.world.journal;
  const names = text.match(/V-[A-Z0-9]{10,}|\bord_\w+|\b\d{5}\b|\bpi_\w+|\bdel_\w+/g) ?? [];
  const about = names.length > 0 ? entries.filter((entry) => names.some((name) => mentions(entry, name))) : [];
  const shown = (about.length > 0 ? about : entries).filter((entry) => entry.at <= at).slice(-AROUND);
  return [
    `✗ ${rule}`,
    `  ${text}`,
    `  event ${event}, ${new Date(at).toISOString()}; the log around it:`,
    ...shown.map((entry) => `    ${lineOf(entry)}`),
    `  see it again: ${replay} --until ${event}`,
    '',
  ].join('\n');
}

const mentions = (entry: JournalEntry, name: string): boolean =>
  entry.kind === 'fact'
    ? entry.text.includes(name) || entry.reference === name
    : entry.path.includes(name) || (entry.request?.includes(name) ?? false) || (entry.response?.includes(name) ?? false);

/** One line of the log. */
export function lineOf(entry: JournalEntry): string {
  const time = new Date(entry.at).toISOString().slice(5, 23).replace('T', ' ');
  if (entry.kind === 'fact') return `${time} ${entry.from}: ${entry.text}`;
  const { from, to, operation, method, path, fault, status } = entry;
  const what = operation === 'call' ? `${method} ${path.slice(0, 80)}` : operation;
  return `${time} ${from} → ${to} ${what} ${status ?? '…'}${fault ? ` [${fault}]` : ''}`;
}
