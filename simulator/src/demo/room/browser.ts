import type { Doors } from '../../control-room/page/doors.ts';

/** Network and time, from the browser. */
export const browser: Doors = {
  fetch: (input, init) => fetch(input, init),
  every(ms, call) {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
  listen: (path) => new EventSource(path),
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page without the right to the clipboard still knows the old way.
      const field = Object.assign(document.createElement('textarea'), { value: text });
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
  },
};
