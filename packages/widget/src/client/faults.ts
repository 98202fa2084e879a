import { Fault, faultOf, type ErrorMessage, type FaultKind, type Problem } from '@vitrine/contract';
import { isObject, type Json } from './guards.ts';

/** A question may be repeated freely. Of a command without an answer nobody knows whether it was done. */
export type Manner = 'question' | 'command';

const KINDS: readonly string[] = ['unavailable', 'uncertain', 'forbidden', 'invalid', 'defect'] satisfies FaultKind[];

/** No answer came: the line broke, or our patience ran out. */
export const faultOfSilence = (manner: Manner, operation: string, cause: unknown): Fault =>
  new Fault(
    manner === 'question' ? 'unavailable' : 'uncertain',
    'gateway.no-answer',
    `The shop did not answer to "${operation}".`,
    { cause },
  );

/** An answer that is no success: a problem document, UCP's error answer, or somebody else's page. */
export function faultOfAnswer(
  status: number,
  body: unknown,
  retryAfter: string | null,
  manner: Manner,
  operation: string,
): Fault {
  const wait = retryAfter !== null && /^\d+$/.test(retryAfter) ? { retryAfterMs: Number(retryAfter) * 1_000 } : {};
  if (isProblem(body)) {
    const fault = faultOf(body);
    return fault.retryAfterMs === undefined && wait.retryAfterMs !== undefined
      ? new Fault(fault.kind, fault.code, fault.message, { ...wait, detail: body })
      : fault;
  }
  const message = errorMessage(body);
  if (message) return new Fault(kindOfStatus(status, manner), message.code, message.content, { ...wait, detail: body });
  return new Fault(kindOfStatus(status, manner), `gateway.status-${status}`, `The shop answered ${status} to "${operation}".`, {
    ...wait,
    detail: body,
  });
}

/** UCP's way of saying that there is no such thing: an error answer with this code. */
export const isNotFound = (fault: Fault): boolean =>
  fault.code === 'not_found' || fault.code.endsWith('.not-found') || fault.code === 'gateway.status-404';

/** The first error of an answer whose `ucp.status` says that the operation failed. Source: UCP overview, "Error answers". */
export function errorMessage(body: unknown): ErrorMessage | undefined {
  if (!isObject(body) || !isObject(body['ucp']) || body['ucp']['status'] !== 'error') return undefined;
  const messages = Array.isArray(body['messages']) ? (body['messages'] as unknown[]) : [];
  const error = messages.find((message): message is Json => isObject(message) && message['type'] === 'error');
  return {
    type: 'error',
    code: text(error?.['code']) ?? 'unknown_error',
    content: text(error?.['content']) ?? 'The shop could not do this.',
    severity: (text(error?.['severity']) as ErrorMessage['severity'] | undefined) ?? 'unrecoverable',
  };
}

/** UCP answers a refusal with 200 as well as with 4xx; either way the request is what has to change. */
function kindOfStatus(status: number, manner: Manner): FaultKind {
  if (status === 429 || status === 503) return 'unavailable';
  if (status >= 500) return manner === 'question' ? 'unavailable' : 'uncertain';
  return status === 401 || status === 403 ? 'forbidden' : 'invalid';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isProblem = (body: unknown): body is Problem =>
  isObject(body) &&
  typeof body['code'] === 'string' &&
  KINDS.includes(body['kind'] as string) &&
  typeof body['title'] === 'string';
