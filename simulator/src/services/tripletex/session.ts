import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import type { Books } from './books.ts';
import { osloDay } from './days.ts';
import { readDay, refuse } from './envelope.ts';

/** Opens, shows and closes sessions. */
export function sessionRoutes(env: ServiceEnv, books: Books, keys: { consumerToken: string; employeeToken: string }): Route[] {
  const create = (call: Call): Answer => {
    const expirationDate = readDay(call, 'expirationDate');
    if (call.query.get('consumerToken') !== keys.consumerToken || call.query.get('employeeToken') !== keys.employeeToken)
      refuse('unauthenticated', 'The consumer token or the employee token is not known.');
    if (expirationDate <= osloDay(env.now()))
      refuse('validation', 'expirationDate is over.', [{ field: 'expirationDate', message: 'Must be after today.' }]);
    const { token } = books.sessions.put({ token: env.random('session').id(36), expirationDate });
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

/** The same routes, open only to a living session: Basic authentication with `0` and its token. */
export function secured(env: ServiceEnv, books: Books, routes: readonly Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    resolve: (call) => {
      const session = books.sessions.get(tokenOf(call.headers.get('authorization')) ?? '');
      if (!session || session.expirationDate <= osloDay(env.now()))
        refuse('unauthenticated', 'A session token is needed, as Basic authentication with user 0.');
      return route.resolve(call);
    },
  }));
}

function tokenOf(header: string | null): string | undefined {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(header ?? '') ?? [];
  try {
    return /^\d+:(.+)$/.exec(atob(encoded))?.[1];
  } catch {
    return undefined;
  }
}
