import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import { companyOf, type Books, type SessionRow } from './books.ts';
import { osloDay } from './days.ts';
import { readDay, refuse } from './envelope.ts';

/** Appended to the employee token: one who may look and not touch. */
const READ_ONLY = '-readonly';

const MINUTE_MS = 60_000;

/** Opens, shows and closes sessions. */
export function sessionRoutes(env: ServiceEnv, books: Books, keys: { consumerToken: string; employeeToken: string }): Route[] {
  const create = (call: Call): Answer => {
    const expirationDate = readDay(call, 'expirationDate');
    const employee = call.query.get('employeeToken');
    const isReadOnly = employee === keys.employeeToken + READ_ONLY;
    if (call.query.get('consumerToken') !== keys.consumerToken || (employee !== keys.employeeToken && !isReadOnly))
      refuse('unauthenticated', 'The consumer token or the employee token is not known.');
    if (expirationDate <= osloDay(env.now()))
      refuse('validation', 'expirationDate is over.', [{ field: 'expirationDate', message: 'Must be after today.' }]);
    const { token } = books.sessions.put({
      token: env.random('session').id(36),
      expirationDate,
      ...(isReadOnly ? { isReadOnly } : {}),
    });
    return {
      status: 200,
      body: { value: { id: 0, version: 0, url: '', consumerToken: { id: 0 }, employeeToken: { id: 0 }, expirationDate, token } },
    };
  };
  const close = (call: Call): Answer => {
    if (!books.sessions.delete(call.params['token'] ?? '')) refuse('notFound', 'There is no such session.');
    return { status: 204 };
  };
  const whoAmI = (): Answer => ({
    status: 200,
    body: {
      value: { employeeId: 1, actualEmployeeId: 1, companyId: 1, employee: { id: 1 }, company: { id: 1 }, language: 'nb-NO' },
    },
  });
  return [
    { method: 'PUT', path: '/v2/token/session/\\:create', operation: 'create-session', resolve: create },
    { method: 'DELETE', path: '/v2/token/session/:token', operation: 'close-session', resolve: close },
    ...secured(env, books, [{ method: 'GET', path: '/v2/token/session/%3EwhoAmI', operation: 'who-am-i', resolve: whoAmI }]),
  ];
}

/** The same routes, open only to a living session (Basic authentication with `0` and its token) that asks not too often. */
export function secured(env: ServiceEnv, books: Books, routes: readonly Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    resolve: (call) => {
      const session = sessionOf(env, books, call);
      const { remaining, headers } = count(env, books, session);
      if (remaining < 0)
        return withHeaders(headers, () => refuse('tooMany', 'The number of requests in this period is used up.'));
      return withHeaders(headers, () => {
        if (session.isReadOnly && call.method !== 'GET') refuse('forbidden', 'The employee may not change this.');
        return route.resolve(call);
      });
    },
  }));
}

function sessionOf(env: ServiceEnv, books: Books, call: Call): SessionRow {
  const session = books.sessions.get(tokenOf(call.headers.get('authorization')) ?? '');
  if (!session || session.expirationDate <= osloDay(env.now()))
    refuse('unauthenticated', 'A session token is needed, as Basic authentication with user 0.');
  return session;
}

/** Counts one request. Source: the contract's prose, "Rate limiting". */
function count(env: ServiceEnv, books: Books, { token }: SessionRow): { remaining: number; headers: Record<string, string> } {
  const minute = Math.floor(env.now() / MINUTE_MS);
  const known = books.rates.get(token);
  const requests = known?.minute === minute ? known.requests + 1 : 1;
  books.rates.put({ token, minute, requests });
  const limit = companyOf(books).requestsPerMinute;
  return {
    remaining: limit - requests,
    headers: {
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(Math.max(0, limit - requests)),
      'x-rate-limit-reset': String(Math.ceil(((minute + 1) * MINUTE_MS - env.now()) / 1_000)),
    },
  };
}

/** Every answer carries the number of its request, and an error says it in its body as well. */
export function numbered(nextRequest: () => number, routes: readonly Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    resolve: (call) =>
      signed(
        nextRequest(),
        outcome(() => route.resolve(call)),
      ),
  }));
}

/** An answer with the number of its request on it. */
export function signed(number: number, answer: Answer): Answer {
  const requestId = `tlx-${String(number).padStart(8, '0')}`;
  const headers = { ...answer.headers, 'x-tlx-request-id': requestId };
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('requestId' in body)) return { ...answer, headers };
  return { ...answer, headers, body: { ...body, requestId } };
}

function withHeaders(headers: Record<string, string>, resolve: () => Answer): Answer {
  const answer = outcome(resolve);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** What is answered, be it thrown. */
function outcome(resolve: () => Answer): Answer {
  try {
    return resolve();
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return thrown as Answer;
  }
}

function tokenOf(header: string | null): string | undefined {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(header ?? '') ?? [];
  try {
    return /^\d*:(.+)$/.exec(atob(encoded))?.[1];
  } catch {
    return undefined;
  }
}
