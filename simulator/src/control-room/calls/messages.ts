import type { JournalEntry } from '../../kernel/journal.ts';
import { brief, passes, readFilter } from '../brief-entry.ts';
import { NotDone, type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';
import { namesFromJournal, ordersOf, trailOf } from '../order-trail.ts';

/** Of what was said before somebody began to listen. */
const MOST_BEFORE = 400;

/** Who was in which world: a new world ends the streams of the old one, and pages ask again. */
export interface Listeners {
  add(end: () => void): () => void;
}

export const messageCalls =
  (listeners: Listeners): ControlRoutes =>
  (room) => [
    { method: 'GET', path: '/messages', answer: ({ url, request }) => stream(room, listeners, url.searchParams, request.signal) },
    { method: 'GET', path: '/journal', answer: ({ url, request }) => stream(room, listeners, url.searchParams, request.signal) },
    {
      method: 'GET',
      path: '/messages/:seq',
      answer({ params }) {
        const seq = Number(params['seq']);
        const found = room.shop.world.journal.entries.find((entry) => entry.seq === seq);
        if (!found) throw new NotDone(404, `Message ${params['seq']} is not remembered.`);
        return found;
      },
    },
    {
      method: 'GET',
      path: '/systems',
      answer: () =>
        [...room.shop.world.services.values()]
          .filter((service) => service.documents !== undefined)
          .map(({ name, title }) => ({ name, title })),
    },
    {
      method: 'GET',
      path: '/documents',
      answer: () =>
        [...room.shop.world.services.values()].flatMap((service) =>
          service.documents ? [{ name: service.name, title: service.title, documents: service.documents() }] : [],
        ),
    },
    {
      method: 'GET',
      path: '/documents/:system',
      answer({ params }) {
        const service = room.shop.world.services.get(params['system']!);
        if (!service) throw new NotDone(404, `There is no system ${params['system']}.`);
        return { name: service.name, title: service.title, documents: service.documents?.() ?? {} };
      },
    },
  ];

/** What was said, and then everything that is said, as server-sent events. Each entry comes again when it is answered. */
async function stream(
  room: ControlledWorld,
  listeners: Listeners,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Response> {
  const { journal } = room.shop.world;
  const filter = readFilter(query);
  const about = await aboutOrder(room, query.get('reference'));
  const wanted = (entry: JournalEntry) => passes(entry, filter) && about(entry);
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (entry: JournalEntry) => {
        try {
          if (wanted(entry)) controller.enqueue(encoder.encode(`id: ${entry.seq}\ndata: ${JSON.stringify(brief(entry))}\n\n`));
        } catch {
          stop();
        }
      };
      controller.enqueue(encoder.encode(`retry: 800\nevent: world\ndata: ${room.worldId}\n\n`));
      for (const entry of journal.entries.filter(wanted).slice(-MOST_BEFORE)) send(entry);
      const deafen = journal.listen(send);
      const leave = listeners.add(() => {
        stop();
        controller.close();
      });
      stop = () => {
        deafen();
        leave();
      };
      signal.addEventListener('abort', () => stop(), { once: true });
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

async function aboutOrder({ shop }: ControlledWorld, asked: string | null): Promise<(entry: JournalEntry) => boolean> {
  if (!asked) return () => true;
  const { entries } = shop.world.journal;
  const orders = await ordersOf(shop.orderBook);
  const found = orders.find(({ label, ids }) => label === asked || ids.includes(asked)) ?? namesFromJournal(asked, entries);
  return (entry) => trailOf(found, [entry]).length > 0;
}
