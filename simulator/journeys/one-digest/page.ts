/** What the test runs inside Chromium: the same journeys and the same requests as in Node. */
import { runJourney } from '../../src/journey/run.ts';
import { KEYS } from '../../src/shop/keys.ts';
import { openShop } from '../../src/shop/open-shop.ts';
import { startWorker } from '../../src/worker/start-worker.ts';
import { askAll } from './requests.ts';
import { digestOfStorm } from './storm.ts';

Object.assign(globalThis, {
  async digestOf(seed: number, transport: 'memory' | 'msw') {
    const { shop, failure } = await runJourney({ seed, transport });
    return failure ?? shop.world.journal.digest;
  },
  digestOfStorm,
  async askThroughWorker(seed: number) {
    const shop = openShop({ seed });
    const stop = await startWorker({ world: shop.world });
    const answers = await askAll((input, init) => fetch(input, init), KEYS);
    stop();
    return answers;
  },
});
