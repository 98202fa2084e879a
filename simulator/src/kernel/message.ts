/** A request on its way, read once. */
export interface Message {
  from: string;
  url: URL;
  method: string;
  headers: Headers;
  text: string;
  /** Of a body that is not text. */
  bytes?: Uint8Array;
  signal?: AbortSignal | null | undefined;
}

const TEXTUAL = /json|text|xml|x-www-form-urlencoded/;

export async function readMessage(from: string, input: RequestInfo | URL, init?: RequestInit): Promise<Message> {
  const isPlain = typeof input === 'string' || input instanceof URL;
  if (isPlain && (init?.body === undefined || init.body === null || typeof init.body === 'string')) {
    const headers = new Headers(init?.headers);
    const text = init?.body ?? '';
    if (text && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8');
    return { from, url: new URL(input), method: (init?.method ?? 'GET').toUpperCase(), headers, text, signal: init?.signal };
  }
  const request = new Request(input, init);
  const { url, method, headers, signal } = request;
  return { from, url: new URL(url), method, headers, signal, ...(await readBody(request)) };
}

/** A body as text, and as it came where it is none. */
export async function readBody(request: Request): Promise<Pick<Message, 'text' | 'bytes'>> {
  if (!request.body) return { text: '' };
  // Not by a clone: in Chromium that waits for another process, and the clock would run on meanwhile.
  const bytes = new Uint8Array(await request.arrayBuffer());
  const type = request.headers.get('content-type');
  const isText = !request.headers.has('content-encoding') && (type === null || TEXTUAL.test(type));
  return { text: new TextDecoder().decode(bytes), ...(isText ? {} : { bytes }) };
}

export function toRequest({ url, method, headers, text, bytes }: Message): Request {
  const body = bytes ?? text;
  const isBare = method === 'GET' || method === 'HEAD' || body.length === 0;
  const request = new Request(url, { method, headers, ...(isBare ? {} : { body: body as BodyInit }) });
  // Inside a browser a script may not say where it comes from; the world must, on behalf of its pages.
  if (headers.has('origin') && !request.headers.has('origin')) Object.defineProperty(request, 'headers', { value: headers });
  return request;
}
