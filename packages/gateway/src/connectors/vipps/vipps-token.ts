import { Fault, type Clock } from '@vitrine/contract';
import type { Upstream } from '../upstream.ts';
import { AccessToken } from './vipps-answers.ts';

/** A token is renewed this long before it dies, in milliseconds. */
const SPARE_MS = 60_000;

/**
 * Puts an access token on every call. It lives for an hour in the test environment and for a day in production. A 401
 * means that it was ended early: renewed once, and the call is made again, which is harmless because a 401 was not done.
 * Source: Access token API, `POST /accesstoken/get`.
 */
export function withToken(
  upstream: Upstream,
  clock: Clock,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Pick<Upstream, 'ask' | 'tell'> {
  let session: { token: Promise<string>; until: number } | undefined;

  function token(): Promise<string> {
    if (session && clock.now() < session.until) return session.token;
    // A question, harmless to repeat, although it is posted.
    const headers = { client_id: clientId, client_secret: clientSecret };
    const asked = upstream.ask('/accesstoken/get', { method: 'POST', headers, answer: AccessToken });
    const mine = { token: asked.then(({ access_token }) => access_token), until: Number.MAX_SAFE_INTEGER };
    session = mine;
    asked.then(
      ({ expires_on }) => (mine.until = expires_on * 1_000 - SPARE_MS),
      () => {
        if (session === mine) session = undefined;
      },
    );
    mine.token.catch(() => undefined);
    return mine.token;
  }

  async function renewing<Answer>(call: (headers: Record<string, string>) => Promise<Answer>): Promise<Answer> {
    const headers = { authorization: `Bearer ${await token()}` };
    const used = session;
    try {
      return await call(headers);
    } catch (thrown) {
      if (!(thrown instanceof Fault) || (thrown.detail as { status?: unknown } | undefined)?.status !== 401) throw thrown;
      if (session === used) session = undefined;
      return call({ authorization: `Bearer ${await token()}` });
    }
  }

  return {
    ask: (path, call) => renewing((headers) => upstream.ask(path, { ...call, headers: { ...call.headers, ...headers } })),
    tell: (path, call) => renewing((headers) => upstream.tell(path, { ...call, headers: { ...call.headers, ...headers } })),
  };
}
