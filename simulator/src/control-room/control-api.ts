import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JournalEntry } from '../kernel/journal.ts';
import type { Tempo } from '../kernel/real-time.ts';
import type { Shop } from '../shop/open-shop.ts';

/** What the panel steers. */
export interface ControlledWorld {
  readonly shop: Shop;
  readonly tempo: Tempo;
  renew(seed: number): Promise<void>;
}

const here = dirname(fileURLToPath(import.meta.url));
const FASTEST = 3_600;

/** The control panel: its page, and the calls behind its buttons. */
export function controlRoom(world: ControlledWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const call = `${request.method} ${pathname}`;
    switch (call) {
      case 'GET /control':
        return file('control.html', 'text/html; charset=utf-8');
      case 'GET /control/control.css':
        return file('control.css', 'text/css; charset=utf-8');
      case 'GET /control/control.js':
        return file('control.js', 'text/javascript; charset=utf-8');
      case 'GET /control/state':
        return Response.json(state(world));
      case 'GET /control/documents':
        return Response.json(documents(world));
      case 'GET /control/journal':
        return journalStream(world, request.signal);
      case 'POST /control/speed': {
        const speed = Number((await readJson(request))['speed']);
        if (!(speed >= 0 && speed <= FASTEST)) return problem(400, `speed is from 0 to ${FASTEST}.`);
        world.tempo.setSpeed(speed);
        return Response.json(state(world));
      }
      case 'POST /control/step':
        await world.shop.world.clock.step();
        return Response.json(state(world));
      case 'POST /control/jump': {
        const minutes = Number((await readJson(request))['minutes']);
        if (!(minutes > 0 && minutes <= 10_080)) return problem(400, 'minutes is more than 0 and at most 10080, a week.');
        await world.shop.world.clock.runFor(minutes * 60_000);
        await world.shop.world.network.idle();
        return Response.json(state(world));
      }
      case 'POST /control/world': {
        const seed = Number((await readJson(request))['seed']);
        if (!Number.isInteger(seed) || seed < 0) return problem(400, 'seed is a whole number, 0 or more.');
        await world.renew(seed);
        return Response.json(state(world));
      }
      default:
        return problem(404, `The control panel has no ${call}.`);
    }
  };
}

function state({ shop, tempo }: ControlledWorld) {
  const { clock, seed } = shop.world;
  return { seed, now: new Date(clock.now()).toISOString(), speed: tempo.speed, waiting: clock.pendingCount };
}

function documents({ shop }: ControlledWorld) {
  return [...shop.world.services.values()].flatMap((service) =>
    service.documents ? [{ name: service.name, title: service.title, documents: service.documents() }] : [],
  );
}

/** Everything said so far, and then everything that is said, as server-sent events. */
function journalStream({ shop }: ControlledWorld, signal: AbortSignal): Response {
  const { journal } = shop.world;
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (entry: JournalEntry) => {
        try {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(entry)}\n\n`));
        } catch {
          stop();
        }
      };
      for (const entry of journal.entries.slice(-300)) send(entry);
      stop = journal.listen(send);
      signal.addEventListener('abort', () => stop(), { once: true });
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => ({}));
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

const file = (name: string, type: string): Response =>
  new Response(readFileSync(join(here, name), 'utf8'), { headers: { 'content-type': type, 'cache-control': 'no-cache' } });

const problem = (status: number, detail: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'Not done', status, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
