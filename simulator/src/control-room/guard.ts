import { problem } from './call.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Keeps strangers out of the room: it moves clocks and deletes worlds. Only this machine's own names are answered (so
 * that no foreign name can be pointed here), and of pages only those that this server brought itself. Programs send
 * neither header and are welcome.
 */
export function turnAway(request: Request): Response | undefined {
  const { origin, hostname } = new URL(request.url);
  if (!LOOPBACK.has(hostname)) return problem(403, 'The control room answers on this machine only: use localhost.');
  const from = request.headers.get('origin');
  if (from !== null && from !== origin) return problem(403, `A page of ${from} may not use the control room.`);
  const isLink = request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate';
  if (request.headers.get('sec-fetch-site') === 'cross-site' && !isLink)
    return problem(403, 'A page of another site may not use the control room.');
  return undefined;
}
