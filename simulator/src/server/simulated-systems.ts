import type { World } from '../kernel/world.ts';
import { ConnectionBroken } from './connection-broken.ts';
import { nearestSystem } from './nearest-system.ts';
import { systemsPage } from './systems-page.ts';

/** Bodies of real clients are small; whatever is larger is a mistake. */
const LARGEST_BODY = 2_000_000;

/** Answers for every simulated system, for the page that lists them, and otherwise for whoever else lives on this port. */
export async function answerForSystems(
  world: World,
  request: Request,
  extra?: (request: Request) => Promise<Response | undefined>,
): Promise<Response> {
  const url = new URL(request.url);
  const target = systemOf(world, url.pathname);
  if (target)
    return withCors(
      request,
      request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await answerAs(world, target, request, url),
    );
  if (url.pathname === '/sim' || url.pathname === '/sim/') return systemsPage(world, url.origin);
  const other = url.pathname.startsWith('/sim/') ? undefined : await extra?.(request);
  return other ?? withCors(request, notFound(world, request.method, url));
}

interface Target {
  name: string;
  /** Below the system's own origin. */
  path: string;
}

function systemOf(world: World, pathname: string): Target | undefined {
  const [, name, path] = /^\/sim\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  if (name !== undefined && world.services.has(name)) return { name, path: path ?? '/' };
  return pathname.startsWith('/v1/') && world.services.has('stripe') ? { name: 'stripe', path: pathname } : undefined;
}

/** Over the world's own network, so that what a scenario has in store meets strangers as well. */
async function answerAs(world: World, { name, path }: Target, request: Request, url: URL): Promise<Response> {
  const body = await readBody(request);
  if (body === undefined) return Response.json({ message: `The body is larger than ${LARGEST_BODY} bytes.` }, { status: 413 });
  const isHead = request.method === 'HEAD';
  const method = isHead ? 'GET' : request.method;
  const from = request.headers.has('sec-fetch-mode') ? 'page' : 'stranger';
  const { headers, signal } = request;
  try {
    const answer = await world.network.fetchAs(from)(world.service(name).origin + path + url.search, {
      ...{ method, headers, signal },
      ...(body.length > 0 && method !== 'GET' ? { body: body as BodyInit } : {}),
    });
    const isBare = isHead || BARE.has(answer.status);
    return new Response(isBare ? null : await answer.arrayBuffer(), { status: answer.status, headers: answer.headers });
  } catch (thrown) {
    if (thrown instanceof URIError) return Response.json({ message: `${path} is not a well-formed path.` }, { status: 400 });
    if (thrown instanceof TypeError) throw new ConnectionBroken(thrown.message);
    throw thrown;
  }
}

const BARE = new Set([204, 205, 304]);

/** The body as it came, or undefined when it is too large. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (!request.body) return new Uint8Array();
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    if ((size += chunk.byteLength) > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Any page may talk to a simulated system: their keys are public, and nothing here is real. */
function withCors(request: Request, response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', '*, request-id, idempotent-replayed, retry-after');
  if (request.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
    headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '*');
    headers.set('access-control-allow-private-network', 'true');
    headers.set('access-control-max-age', '600');
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function notFound(world: World, method: string, url: URL): Response {
  const near = nearestSystem(world, url.pathname);
  const hint = near ? ` Did you mean ${near.service.title} at ${url.origin}${near.path}?` : '';
  return Response.json(
    { message: `Nothing answers ${method} ${url.pathname}.${hint} ${url.origin}/sim/ lists every simulated system.` },
    { status: 404 },
  );
}
