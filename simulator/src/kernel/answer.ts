import type { Fault } from './faults.ts';
import { QuickResponse } from './quick-response.ts';
import type { Answer } from './service.ts';

export function textOf(answer: Answer): string | undefined {
  if (answer.body === undefined || answer.body instanceof Uint8Array) return undefined;
  return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
}

export function headersOf({ body, headers = {} }: Answer): Record<string, string> {
  const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
  if (!isJson || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) return headers;
  return { ...headers, 'content-type': 'application/json;charset=UTF-8' };
}

const bodyOf = ({ body }: Answer, text: string | undefined): string | Uint8Array | undefined =>
  body instanceof Uint8Array ? body : text;

export const quickly = (answer: Answer, text: string | undefined): Response =>
  new QuickResponse(answer.status, headersOf(answer), bodyOf(answer, text)) as Response;

export const toResponse = (answer: Answer, text: string | undefined): Response =>
  new Response((bodyOf(answer, text) as BodyInit) ?? null, { status: answer.status, headers: headersOf(answer) });

export function refusal({ status, retryAfterSeconds }: Fault): Response {
  const headers = {
    'content-type': 'application/json',
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
  return new QuickResponse(status, headers, '{"message":"The simulator was asked to fail here."}') as Response;
}

/** What the caller gets to see of an answer that was right when it left. */
export function spoil(response: Response, shown: string | undefined, fault: Fault): [Response, string | undefined] {
  if (fault.kind === 'late-status') return [refusal(fault), '{"message":"The simulator was asked to fail here."}'];
  if (fault.kind !== 'malformed') return [response, shown];
  const cut = (shown ?? '{}').slice(0, Math.ceil((shown ?? '{}').length / 2));
  return [new QuickResponse(response.status, Object.fromEntries(response.headers), cut) as Response, cut];
}
