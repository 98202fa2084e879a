import { Fault, PROBLEM_TYPE, statusOf, toFault, type FaultKind, type Problem } from '@vitrine/contract';

/** A request at fault, with the status that the route knows best. */
export class Refusal extends Fault {
  readonly status: number;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      errors?: { path: string; message: string }[];
      headers?: Record<string, string>;
      kind?: FaultKind;
      retryAfterMs?: number;
    } = {},
  ) {
    super(more.kind ?? 'invalid', code, message, more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs });
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** Whatever was thrown, as RFC 9457. What went wrong inside stays inside: a defect tells its code and nothing else. */
export function problemAnswer(thrown: unknown, requestId: string): Response {
  const fault = toFault(thrown);
  const status = fault instanceof Refusal ? fault.status : statusOf(fault.kind);
  const told = fault.kind === 'defect' ? undefined : fault.message;
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[fault.kind],
    status,
    ...(told ? { detail: told } : {}),
    code: fault.code,
    kind: fault.kind,
    ...(fault.retryAfterMs === undefined ? {} : { retry_after_ms: fault.retryAfterMs }),
    request_id: requestId,
    ...(fault instanceof Refusal && fault.errors ? { errors: fault.errors } : {}),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'Content-Type': PROBLEM_TYPE,
      ...(fault.retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(fault.retryAfterMs / 1_000))) }),
      ...(fault instanceof Refusal ? fault.headers : {}),
    },
  });
}

const TITLES: Record<FaultKind, string> = {
  unavailable: 'Not done, please try again later.',
  uncertain: 'Perhaps done: ask before you try again.',
  forbidden: 'Not allowed.',
  invalid: 'The request is at fault.',
  defect: 'Something is broken on our side.',
};
