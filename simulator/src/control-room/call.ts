import type { ControlledWorld } from './controlled-world.ts';

/** One call of the control room's API. */
export interface ControlCall {
  request: Request;
  url: URL;
  params: Record<string, string>;
  /** What was sent as JSON; empty when nothing was. */
  body: Record<string, unknown>;
}

export interface ControlRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/control`; `:name` stands for one segment. */
  path: string;
  answer(call: ControlCall): unknown;
}

export type ControlRoutes = (room: ControlledWorld) => ControlRoute[];

/** Not done, with a sentence for people. The API answers it as RFC 9457. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

export const problem = (status: number, detail: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'Not done', status, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

/** Sends back what a route answered. A sentence thrown as `RangeError` is somebody's mistake, not ours. */
export async function answered(route: ControlRoute, call: ControlCall): Promise<Response> {
  try {
    const answer = await route.answer(call);
    return answer instanceof Response ? answer : Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    if (thrown instanceof NotDone) return problem(thrown.status, thrown.message);
    if (thrown instanceof RangeError || (thrown instanceof Error && thrown.name === 'BadScenario'))
      return problem(400, thrown.message);
    throw thrown;
  }
}

export async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {};
  const text = await request.text();
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new NotDone(400, 'The body is no JSON.');
  }
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** The route of a path, and what its named segments are. */
export function findRoute(
  routes: readonly ControlRoute[],
  method: string,
  path: string,
): { route: ControlRoute; params: Record<string, string> } | undefined {
  const asked = path.split('/');
  for (const route of routes) {
    const segments = route.path.split('/');
    if (route.method !== method || segments.length !== asked.length) continue;
    const fits = segments.every((segment, index) => segment === asked[index] || (segment.startsWith(':') && asked[index] !== ''));
    if (!fits) continue;
    const named = segments.flatMap((segment, index) =>
      segment.startsWith(':') ? [[segment.slice(1), decodeURIComponent(asked[index]!)] as const] : [],
    );
    return { route, params: Object.fromEntries(named) };
  }
  return undefined;
}
