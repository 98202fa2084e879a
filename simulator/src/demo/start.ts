import { Fault } from '@vitrine/contract';
import { resolve } from 'node:path';
import { serveWorld, type ServedWorld } from '../server/serve-world.ts';
import { readArguments, type DemoArguments } from './arguments.ts';
import { buildRoom } from './build-room.ts';
import { buildWidgets } from './build-widgets.ts';
import { Demo } from './demo.ts';

let told: DemoArguments;
try {
  told = readArguments(process.argv.slice(2));
} catch (problem) {
  console.error((problem as Error).message);
  process.exit(2);
}

const started = performance.now();
const opened: { demo?: Demo } = {};

try {
  const server = await serveWorld({
    port: told.port,
    world: () => {
      if (!opened.demo) throw new Error('the world is still being made.');
      return opened.demo.shop.world;
    },
    extra: async (request) =>
      opened.demo?.answer(request) ??
      new Response('The shop opens in a moment.', { status: 503, headers: { 'retry-after': '1' } }),
  });
  await open(server);
} catch (problem) {
  console.error(problem instanceof Fault ? problem.message : problem);
  process.exit(1);
}

async function open(server: ServedWorld): Promise<void> {
  const shopUrl = `http://localhost:${server.port}`;
  const strangerUrl = server.url;
  const [widgetFolder, roomFolder] = [await buildWidgets(), await buildRoom()];
  const demo = new Demo({ ...told, shopUrl, strangerUrl, widgetFolder, roomFolder, dataFolder: resolve(told.dataFolder) });
  await demo.open();
  opened.demo = demo;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`
  Kniv & Fjøl is open, in ${seconds} s.

    ${shopUrl}/            the merchant's page with the widgets
    ${shopUrl}/control     the control room: clock, messages, warehouse, town, phone, faults (Ctrl + . docks it)
    ${shopUrl}/.well-known/ucp   the gateway, for programs
    ${strangerUrl}/sim/      the simulated systems, with keys and magic values

  Try this first: put the kitchen knife in the cart, look at what belongs with it, and check out
  with card 4000 0025 0000 3155 (any later date, any code): it asks for 3-D Secure. Then press
  Ctrl + . for the control room, set the clock to ×60 and watch the parcel come.

  Orders are kept in ${told.dataFolder}/. Ctrl-C stops.
`);
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void Promise.all([server.close(), demo.close()]).then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
