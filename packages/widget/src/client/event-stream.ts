/** One event of a `text/event-stream`. */
export interface StreamEvent {
  type: string;
  data: string;
  /** The last id that the stream gave, of this event or an earlier one. */
  lastEventId: string;
}

/** What a stream says: an event, a sign of life, or how long to wait before coming back. */
export type StreamNews = { kind: 'event'; event: StreamEvent } | { kind: 'beat' } | { kind: 'retry'; delayMs: number };

/**
 * Reads server-sent events from text that comes in pieces of any size. `EventSource` can send no headers, and an order
 * opens only with its token, hence this parser. Source: HTML Standard, 9.2.6 "Interpreting an event stream".
 */
export class EventStreamParser {
  #rest = '';
  #started = false;
  #afterReturn = false;
  #type = '';
  #data: string | null = null;
  #lastEventId: string;

  constructor(lastEventId = '') {
    this.#lastEventId = lastEventId;
  }

  push(chunk: string): StreamNews[] {
    let text = chunk;
    if (!this.#started && text.length > 0) {
      this.#started = true;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    // A line feed that completes a carriage return of the piece before ends no second line.
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (chunk.length > 0) this.#afterReturn = chunk.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop()!;
    return lines.flatMap((line) => this.#take(line));
  }

  #take(line: string): StreamNews[] {
    if (line === '') return this.#dispatch();
    if (line.startsWith(':')) return [{ kind: 'beat' }];
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
    else if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\0')) this.#lastEventId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) return [{ kind: 'retry', delayMs: Number(value) }];
    return [];
  }

  #dispatch(): StreamNews[] {
    const event =
      this.#data === null ? null : { type: this.#type || 'message', data: this.#data, lastEventId: this.#lastEventId };
    this.#type = '';
    this.#data = null;
    return event ? [{ kind: 'event', event }] : [];
  }
}

/** Reads a response to its end, or until the signal aborts. */
export async function* readEventStream(
  response: Response,
  { lastEventId = '', signal }: { lastEventId?: string; signal?: AbortSignal } = {},
): AsyncGenerator<StreamNews, void, undefined> {
  if (!response.body) return;
  const parser = new EventStreamParser(lastEventId);
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const abort = () => void reader.cancel().catch(() => {});
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const news of parser.push(decoder.decode(value, { stream: true }))) yield news;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    abort();
  }
}
