import type { RealTime } from '@vitrine/simulator/kernel/real-time';

/** The page's own time, which drives the clocks of the worlds in it. */
export const pageTime: RealTime = {
  nowMs: () => performance.now(),
  every(ms, call) {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
  after: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
};
