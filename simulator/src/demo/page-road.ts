import { ConnectionBroken } from '../server/connection-broken.ts';
import type { Shop } from '../shop/open-shop.ts';

/** Pictures and public documents: nobody follows an order by them. */
const NOT_WORTH_NOTING = /^\/(media|\.well-known|assets|favicon)/;

const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/**
 * Takes what a page asks of the gateway over the world's own network, although it came by a real socket: only so is it
 * in the journal, can a scenario wait for it, and can it get lost on the way.
 */
export async function overTheRoad({ world, gateway }: Shop, request: Request): Promise<Response> {
  if (request.method === 'OPTIONS' || NOT_WORTH_NOTING.test(new URL(request.url).pathname)) return gateway.fetch(request);
  const from = request.headers.has('sec-fetch-mode') ? 'page' : 'stranger';
  const { url, method, headers, signal } = request;
  const text = method === 'GET' || method === 'HEAD' ? '' : await request.text();
  let answer: Response;
  try {
    answer = await world.network.fetchAs(from)(url, { method, headers, signal, ...(text ? { body: text } : {}) });
  } catch (thrown) {
    throw new ConnectionBroken(String(thrown));
  }
  if (answer instanceof Response) return answer;
  const { status, headers: answered } = answer as Response;
  const body = WITHOUT_BODY.has(status) ? null : await (answer as Response).text();
  return new Response(body, { status, headers: answered });
}
