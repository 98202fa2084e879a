import type { World } from '../kernel/world.ts';

/** Pictures and public documents: nobody follows an order by them. */
const NOT_WORTH_NOTING = /^\/(media|\.well-known|assets|favicon)/;

/**
 * Notes in the world's journal what a page asks of the gateway. It comes by a real socket and not over the world's
 * network, and a sequence of an order would begin in the middle without it.
 */
export async function recordPage(
  world: World,
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (request.method === 'OPTIONS' || NOT_WORTH_NOTING.test(pathname)) return answer(request);
  const asked = request.body ? await request.clone().text() : '';
  const entry = world.journal.open({
    from: request.headers.has('sec-fetch-mode') ? 'page' : 'stranger',
    to: 'gateway',
    operation: operationOf(request.method, pathname),
    method: request.method,
    path: pathname + search,
    at: world.clock.now(),
    ...(asked ? { request: asked } : {}),
  });
  const close = (status: number, response?: string) =>
    world.journal.close(entry, { status, answeredAt: world.clock.now(), ...(response === undefined ? {} : { response }) });
  try {
    const response = await answer(request);
    const type = response.headers.get('content-type') ?? '';
    close(response.status, /json/.test(type) ? await response.clone().text() : undefined);
    return response;
  } catch (thrown) {
    close(0);
    throw thrown;
  }
}

/** `change checkout`, for `PUT /checkout-sessions/chk_1`. */
function operationOf(method: string, path: string): string {
  const [collection = '', id, action] = path.slice(1).split('/');
  if (action) return `${action} ${singular(collection)}`;
  if (collection === 'catalog' && id) return `${id} catalogue`;
  if (collection === 'addresses' && id) return `${id} address`;
  const verbs: Record<string, string> = id ? { GET: 'read', PUT: 'change', DELETE: 'drop' } : { GET: 'list', POST: 'open' };
  return `${verbs[method] ?? method.toLowerCase()} ${singular(collection)}`;
}

const singular = (collection: string): string =>
  collection
    .replace(/-sessions$/, '')
    .replace(/s$/, '')
    .replaceAll('-', ' ');
