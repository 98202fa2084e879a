import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { readArguments, type DemoArguments } from './arguments.ts';
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
const ready: { demo?: Demo } = {};
const server = createAdaptorServer({
  overrideGlobalObjects: false,
  fetch: (request) => ready.demo?.answer(request) ?? new Response('The shop opens in a moment.', { status: 503, headers: { 'retry-after': '1' } }),
});

server.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EADDRINUSE') throw problem;
  console.error(`Port ${told.port} is taken. Stop what listens there, or choose another: npm start -- --port ${told.port + 1}`);
  process.exit(1);
});

server.listen(told.port, '127.0.0.1', () => {
  void open((server.address() as { port: number }).port);
});

async function open(port: number): Promise<void> {
  const shopUrl = `http://localhost:${port}`;
  const strangerUrl = `http://127.0.0.1:${port}`;
  const widgetFolder = await buildWidgets();
  const demo = new Demo({ ...told, shopUrl, strangerUrl, widgetFolder, dataFolder: resolve(told.dataFolder) });
  await demo.open();
  ready.demo = demo;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`
  Kniv & Fjøl is open, in ${seconds} s.

    ${shopUrl}/            the merchant's page with the widgets
    ${shopUrl}/control     clock, messages between the systems, ERP documents, new world
    ${shopUrl}/.well-known/ucp   the gateway, for programs
    ${strangerUrl}/sim/      the simulated systems, with keys and magic values

  Try this first: put the kitchen knife in the cart, look at what belongs with it, and check out
  with card 4000 0025 0000 3155 (any later date, any code): it asks for 3-D Secure. Then open the
  control panel, set the clock to ×60 and watch the parcel come.

  Orders are kept in ${told.dataFolder}/. Ctrl-C stops.
`);
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    (server as Server).closeAllConnections();
    server.close();
    void demo.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
