import type { Clock, MakeId } from '@vitrine/contract';
import type { Keep } from './visit.ts';

/** The one door through which a page's time comes in. */
export const browserClock: Clock = {
  now: () => Date.now(),
  setTimeout: (call, delayMs) => window.setTimeout(call, delayMs),
  clearTimeout: (timer) => window.clearTimeout(timer as number),
};

/** 144 random bits as 24 letters that are safe in a URL. `randomUUID` would need a secure context. */
export const browserId: MakeId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_');
};

/** The page's own fetch, looked up at each call, so that whatever the page put around it keeps working. */
export const browserFetch: typeof fetch = (input, init) => window.fetch(input, init);

/** Storage of this store's own names. Where the browser refuses, memory takes its place until the page goes. */
export function browserKeep(prefix: string): Keep {
  const memory = new Map<string, string>();
  return {
    get(name) {
      try {
        return memory.get(name) ?? window.localStorage.getItem(prefix + name);
      } catch {
        return memory.get(name) ?? null;
      }
    },
    set(name, value) {
      try {
        window.localStorage.setItem(prefix + name, value);
        memory.delete(name);
      } catch {
        memory.set(name, value);
      }
    },
    delete(name) {
      memory.delete(name);
      try {
        window.localStorage.removeItem(prefix + name);
      } catch {
        // Nothing was kept there either.
      }
    },
  };
}
