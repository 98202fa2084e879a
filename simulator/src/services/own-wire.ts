/** What the wires of the world's own services have in common. Sources: docs/upstream/{courier,messages,reviews,warehouse}.md. */
import type { Answer, Route } from '../kernel/service.ts';

export const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } });

/** A maker of routes that open with a bearer key alone. */
export const behindKey =
  (key: string) =>
  (method: Route['method'], path: string, operation: string, resolve: Route['resolve']): Route => ({
    method,
    path,
    operation,
    resolve: (call) =>
      call.headers.get('authorization') === `Bearer ${key}`
        ? resolve(call)
        : {
            ...refuse(401, 'unauthorized', 'Send your key as "Authorization: Bearer <key>".'),
            headers: { 'www-authenticate': 'Bearer' },
          },
  });
