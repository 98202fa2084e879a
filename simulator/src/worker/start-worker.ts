import { setupWorker } from 'msw/browser';
import type { World } from '../kernel/world.ts';

export interface WorkerOptions {
  world: World;
  /** Where the page serves `mockServiceWorker.js`, which `npx msw init` writes. */
  serviceWorkerUrl?: string;
}

/**
 * From now on the page's own `fetch` reaches the simulated systems at their real addresses, and the gateway at its own:
 * a static page with a whole shop behind it. Needs a page that may register a service worker; elsewhere hand
 * `world.network.fetchAs('page')` to whoever asks.
 *
 * @returns how to stop.
 */
export async function startWorker({ world, serviceWorkerUrl = '/mockServiceWorker.js' }: WorkerOptions): Promise<() => void> {
  const worker = setupWorker(...world.network.handlers);
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass', serviceWorker: { url: serviceWorkerUrl } });
  return () => void worker.stop();
}
