import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Answer, Call, Route } from '../../kernel/service.ts';
import { hexDigits, problem, Refused, uuid, type Books } from './books.ts';

/** One hour, as in the vendor's test environment. */
const TOKEN_S = 3_600;

const unauthorised = (message: string): Refused =>
  new Refused({
    status: 401,
    headers: {
      'www-authenticate': 'AzureApiManagementKey realm="https://apitest.vipps.no",name="Ocp-Apim-Subscription-Key",type="header"',
    },
    body: { statusCode: 401, message },
  });

/** `POST /accesstoken/get`. Source: Access token API 2.0, "fetchAuthorizationTokenUsingPost". */
export function giveToken(books: Books, { headers }: Call): Answer {
  const { env, options, tokens } = books;
  mustSubscribe(books, headers);
  if (headers.get('client_id') !== options.clientId || headers.get('client_secret') !== options.clientSecret) {
    const known = headers.get('client_id') === options.clientId;
    return {
      status: 401,
      body: {
        error: known ? 'invalid_client' : 'unauthorized_client',
        error_description: known
          ? 'AADSTS7000215: Invalid client secret is provided.'
          : `AADSTS700016: Application with identifier '${headers.get('client_id') ?? ''}' was not found in the directory.`,
        error_codes: [known ? 7_000_215 : 700_016],
        timestamp: new Date(env.now()).toISOString(),
        trace_id: uuid(env),
        correlation_id: uuid(env),
        error_uri: 'https://login.microsoftonline.com/error',
      },
    };
  }
  const seconds = Math.floor(env.now() / 1_000);
  for (const { token, expiresAt } of tokens.all()) if (expiresAt <= env.now()) tokens.delete(token);
  const part = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, '');
  const claims = { appid: options.clientId, nbf: seconds, exp: seconds + TOKEN_S, jti: uuid(env) };
  const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${hexDigits(env, 64)}`;
  tokens.put({ token, expiresAt: (seconds + TOKEN_S) * 1_000 });
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      expires_in: String(TOKEN_S),
      ext_expires_in: String(TOKEN_S),
      expires_on: String(seconds + TOKEN_S),
      not_before: String(seconds),
      resource: '00000002-0000-0000-c000-000000000000',
      access_token: token,
    },
  };
}

function mustSubscribe({ options }: Books, headers: Headers): void {
  const key = headers.get('ocp-apim-subscription-key');
  if (!key)
    throw unauthorised(
      'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
    );
  if (key !== options.subscriptionKey)
    throw unauthorised(
      'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
    );
}

/** An operation behind keys, token and sales unit; commands also behind an idempotency key. */
export function guarded(books: Books, method: Route['method'], path: string, operation: string, answer: Route['resolve']): Route {
  const command = method === 'POST' && !path.startsWith('/webhooks') && !path.includes('/test/');
  return {
    method,
    path,
    operation,
    resolve: answering((call) => {
      mustSubscribe(books, call.headers);
      mustBeToken(books, call.headers);
      mustBeOurs(books, call, path.startsWith('/webhooks'));
      return command ? once(books, call, answer) : answer(call);
    }),
  };
}

/** What was refused is answered. */
export const answering =
  (resolve: Route['resolve']): Route['resolve'] =>
  (call) => {
    try {
      return resolve(call);
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.answer;
      throw thrown;
    }
  };

function mustBeToken({ env, tokens }: Books, headers: Headers): void {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  const known = token === undefined ? undefined : tokens.get(token);
  if (!known) throw unauthorised('Unauthorized. Access token is missing or invalid.');
  if (known.expiresAt <= env.now()) throw unauthorised('Unauthorized. Access token has expired.');
}

function mustBeOurs(books: Books, { headers, path }: Call, optional: boolean): void {
  const number = headers.get('merchant-serial-number');
  if (!number && optional) return;
  const extra = (reason: string) => ({
    title: 'Bad Request',
    detail: 'See extraDetails for further details',
    extraDetails: [{ name: 'Merchant-Serial-Number', reason }],
  });
  if (!number || !/^[0-9]{4,7}$/.test(number))
    throw problem(books, 400, path, extra("The field Merchant-Serial-Number must match the regular expression '^[0-9]{4,7}$'."));
  if (number !== books.options.merchantSerialNumber)
    throw problem(books, 403, path, {
      title: 'Forbidden',
      detail: 'The access token is not valid for this Merchant-Serial-Number.',
    });
}

/** Same key, same wish: the first answer again. Refusals are not kept, so that a mended wish may use its key again. */
function once(books: Books, call: Call, answer: Route['resolve']): Answer {
  const key = call.headers.get('idempotency-key');
  if (!key || key.length > 50)
    throw problem(books, 400, call.path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: [
        {
          name: 'Idempotency-Key',
          reason: key ? 'The field Idempotency-Key must be at most 50 characters.' : 'The Idempotency-Key field is required.',
        },
      ],
    });
  const id = `${call.path} ${key}`;
  const wish = bytesToHex(sha256(utf8ToBytes(call.text)));
  const kept = books.replays.get(id);
  if (kept && kept.wish !== wish)
    throw problem(books, 409, call.path, {
      title: 'Conflict',
      detail: 'The Idempotency-Key has been used before, with another request body.',
      extraDetails: [{ name: 'Idempotency-Key', reason: 'Reused with a different request.' }],
    });
  if (kept) return { status: kept.status, body: kept.body };
  const given = answer(call);
  if (given.status < 300) books.replays.put({ id, wish, status: given.status, body: given.body });
  return given;
}
