type Turn = (call: () => void) => void;

/** One turn of the event loop: every promise that can settle by itself has settled then. */
const turn: Turn = (() => {
  const immediate = (globalThis as { setImmediate?: Turn }).setImmediate;
  if (immediate) return (call: () => void) => immediate(call);
  const waiting: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  return (call: () => void) => {
    waiting.push(call);
    channel.port2.postMessage(null);
  };
})();

/** Resolves when nothing moves any more that does not wait for the clock. */
export const quiet = (): Promise<void> => new Promise((resolve) => turn(resolve));
