import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import { isoDay, osloDay } from '../oslo-time.ts';
import type { Upstream } from '../upstream.ts';

export interface TripletexTokens {
  consumerToken: string;
  employeeToken: string;
}

const SessionToken = v.object({ value: v.object({ token: v.pipe(v.string(), v.minLength(1)) }) });

/**
 * Puts a session token on every call. A token dies when its expiration day begins in Oslo, so it is asked for until the
 * day after tomorrow and renewed tomorrow. A 401 in between means that it was ended from outside: renewed once, and the
 * call is made again, which is harmless because a 401 was not done. Source: Tripletex API, `/token/session/:create`.
 */
export function withSession(upstream: Upstream, clock: Clock, { consumerToken, employeeToken }: TripletexTokens): Upstream {
  let session: { token: Promise<string>; day: string } | undefined;

  function token(): Promise<string> {
    const day = isoDay(osloDay(clock.now()));
    if (session?.day === day) return session.token;
    const query = { consumerToken, employeeToken, expirationDate: isoDay(osloDay(clock.now(), 2)) };
    const created = upstream
      .ask('/v2/token/session/:create', { method: 'PUT', query, answer: SessionToken })
      .then(({ value }) => value.token);
    const mine = { token: created, day };
    session = mine;
    created.catch(() => {
      if (session === mine) session = undefined;
    });
    return created;
  }

  /** Source: Tripletex API, "tokenAuthScheme": the user is 0, the password is the session token. */
  const authorised = async () => ({ authorization: `Basic ${btoa(`0:${await token()}`)}` });

  async function renewing<Answer>(call: (headers: Record<string, string>) => Promise<Answer>): Promise<Answer> {
    const headers = await authorised();
    const used = session;
    try {
      return await call(headers);
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !isStatus(thrown, 401)) throw thrown;
      if (session === used) session = undefined;
      return call(await authorised());
    }
  }

  return {
    ask: (path, call) => renewing((headers) => upstream.ask(path, { ...call, headers: { ...call.headers, ...headers } })),
    tell: (path, call) => renewing((headers) => upstream.tell(path, { ...call, headers: { ...call.headers, ...headers } })),
    askForContent: (path, call) =>
      renewing((headers) => upstream.askForContent(path, { ...call, headers: { ...call.headers, ...headers } })),
  };
}

const isStatus = ({ detail }: Fault, status: number) => (detail as { status?: unknown } | undefined)?.status === status;
