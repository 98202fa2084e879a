import type { RealTime } from '../kernel/real-time.ts';

/** Real time, from Node. */
export const nodeTime: RealTime = {
  nowMs: () => performance.now(),
  every(ms, call) {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
  after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
