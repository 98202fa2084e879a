import type { JournalEntry, MessageEntry } from '../kernel/journal.ts';

/** A journal entry without its payload, which is fetched when somebody asks for it. */
export type BriefEntry = Omit<MessageEntry, 'request' | 'response'> | Extract<JournalEntry, { kind: 'fact' }>;

export function brief(entry: JournalEntry): BriefEntry {
  if (entry.kind === 'fact') return { ...entry };
  const { request: _request, response: _response, ...rest } = entry;
  const operation = rest.operation === 'call' ? callName(rest.method, rest.path) : rest.operation;
  return { ...rest, operation };
}

/** A name for a call that has none of its own: `change checkout`, for `PUT /checkout-sessions/chk_1`. */
function callName(method: string, path: string): string {
  const [collection = '', id, action] = path
    .replace(/[?#].*$/, '')
    .slice(1)
    .split('/');
  const singular = collection
    .replace(/-sessions$/, '')
    .replace(/s$/, '')
    .replaceAll('-', ' ');
  if (action) return `${action} ${singular}`;
  if (collection === 'catalog' && id) return `${id} catalogue`;
  if (collection === 'addresses' && id) return `${id} address`;
  const verbs: Record<string, string> = id ? { GET: 'read', PUT: 'change', DELETE: 'drop' } : { GET: 'list', POST: 'open' };
  return `${verbs[method] ?? method.toLowerCase()} ${singular}`;
}

/** What somebody wants to see of the stream; everything when nothing is said. */
export interface EntryFilter {
  /** Sender or receiver. */
  system?: string;
  /** `failed`, `faulty` (something went wrong on purpose), or the first digit of a status. */
  status?: string;
  /** Anywhere in the entry, payload included; upper and lower case alike. */
  text?: string;
}

export function readFilter(query: URLSearchParams): EntryFilter {
  const filter: EntryFilter = {};
  for (const name of ['system', 'status', 'text'] as const) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

export function passes(entry: JournalEntry, { system, status, text }: EntryFilter): boolean {
  if (system && entry.from !== system && !(entry.kind === 'message' && entry.to === system)) return false;
  if (status && !hasStatus(entry, status)) return false;
  return !text || searched(entry).includes(text.toLowerCase());
}

function hasStatus(entry: JournalEntry, wanted: string): boolean {
  if (entry.kind === 'fact') return false;
  const { status, fault } = entry;
  if (wanted === 'faulty') return fault !== undefined;
  if (wanted === 'failed') return status === 0 || (status ?? 0) >= 400;
  return String(status ?? '').startsWith(wanted);
}

const searched = (entry: JournalEntry): string =>
  (entry.kind === 'fact'
    ? `${entry.from} ${entry.text} ${entry.reference ?? ''}`
    : [
        entry.from,
        entry.to,
        entry.operation,
        entry.method,
        entry.path,
        entry.status,
        entry.fault,
        entry.request,
        entry.response,
      ].join(' ')
  ).toLowerCase();
