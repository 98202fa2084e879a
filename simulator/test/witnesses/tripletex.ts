import type { Exchange, Witness } from '../../src/kernel/witness.ts';
import { hasSpecs, openApiContract, type OpenApiContract } from '../contracts.ts';

/**
 * Outside Tripletex's trimmed document: photos, and what it left out of purchasing; `/x-edi` is the simulator's own. What
 * a path below `/v2` answers when it exists nowhere is judged as an error.
 */
const OUTSIDE = /^\/(document|purchaseOrder|supplier)(\/|$)/;

let contract: OpenApiContract | undefined;

/** What was found right the last time: a shop that reads everything every ten minutes is told the same for days. */
const right = new Map<string, string>();
const MOST_REMEMBERED = 200;

/** Holds Tripletex to the document it publishes: no member, parameter or path that is not in it, on either side. */
export const witness: Witness | undefined = hasSpecs() ? judgeExchange : undefined;

function judgeExchange(exchange: Exchange): string[] {
  const { method, status, query, requestText, requestHeaders } = exchange;
  if (!exchange.path.startsWith('/v2/')) return [];
  const path = exchange.path.slice('/v2'.length);
  if (status >= 400) return errorComplaints(exchange);
  if (OUTSIDE.test(path)) return [];

  const asked = `${method} ${path}?${query.toString()} ${requestHeaders.get('content-type') ?? ''} ${requestText}`;
  const answered = `${status} ${exchange.responseText ?? ''}`;
  if (right.get(asked) === answered) return [];
  const complaints = complaintsOf(exchange, path);
  if (complaints.length === 0) right.set(asked, answered);
  if (right.size > MOST_REMEMBERED) right.delete(right.keys().next().value!);
  return complaints;
}

function complaintsOf({ method, status, query, requestText, requestHeaders, responseText }: Exchange, path: string): string[] {
  contract ??= openApiContract('tripletex/openapi.trimmed.json', { closed: true });
  const complaints = contract.query(method, path, query).map((complaint) => `asked: ${complaint}`);
  if (requestText) {
    const contentType = requestHeaders.get('content-type') ?? '';
    for (const complaint of contract.request(method, path, contentType, requestText)) complaints.push(`sent: ${complaint}`);
  }
  if (status === 204) return responseText ? [...complaints, 'answered: 204 with a body'] : complaints;
  const body = read(responseText);
  if (body === undefined) return [...complaints, 'answered: no JSON'];
  for (const complaint of contract.response(method, path, status, body)) complaints.push(`answered: ${complaint}`);
  return complaints;
}

/** The envelope of errors stands in the document's prose alone, and the codes with the statuses they come with. */
const CODES: Readonly<Record<number, readonly number[]>> = {
  400: [4000, 11000, 12000, 24000],
  401: [3000],
  403: [9000],
  404: [6000],
  409: [7000, 8000, 10000, 14000],
  422: [15000, 16000, 17000, 18000, 21000, 22000, 23000],
  429: [],
  500: [1000],
};

function errorComplaints({ status, responseText, responseHeaders }: Exchange): string[] {
  const body = read(responseText);
  if (typeof body !== 'object' || body === null) return ['answered: an error that is no JSON object'];
  const error = body as Record<string, unknown>;
  const complaints: string[] = [];
  const expect = (holds: boolean, complaint: string) => {
    if (!holds) complaints.push(`answered: ${complaint}`);
  };
  const known = ['status', 'code', 'message', 'link', 'developerMessage', 'validationMessages', 'requestId'];
  for (const name of Object.keys(error)) expect(known.includes(name), `an error has no ${name}`);
  expect(error['status'] === status, `status ${String(error['status'])} in an answer of ${status}`);
  expect(Number.isInteger(error['code']), 'an error without a code');
  const codes = CODES[status];
  expect(codes !== undefined, `status ${status} is not documented`);
  if (codes && codes.length > 0) expect(codes.includes(error['code'] as number), `code ${String(error['code'])} with ${status}`);
  for (const name of ['message', 'link', 'developerMessage', 'requestId'])
    expect(typeof error[name] === 'string', `${name} is no text`);
  const messages = error['validationMessages'];
  expect(messages === null || (Array.isArray(messages) && messages.every(isMessage)), 'validationMessages are none');
  expect(responseHeaders.get('x-tlx-request-id') === error['requestId'], 'x-tlx-request-id is not the requestId');
  return complaints;
}

const isMessage = (one: unknown): boolean =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as Record<string, unknown>)['field'] === 'string' &&
  typeof (one as Record<string, unknown>)['message'] === 'string';

function read(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
