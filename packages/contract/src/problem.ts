import { Fault, type FaultKind } from './fault.ts';

/** RFC 9457, `application/problem+json`: how a Fault crosses the wire. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The Fault's code and kind. */
  code: string;
  kind: FaultKind;
  retry_after_ms?: number;
  request_id?: string;
  /** Which members of the request are wrong, and why. */
  errors?: { path: string; message: string }[];
}

export const PROBLEM_TYPE = 'application/problem+json';

const STATUS: Readonly<Record<FaultKind, number>> = {
  unavailable: 503,
  uncertain: 504,
  forbidden: 403,
  invalid: 400,
  defect: 500,
};

/** The HTTP status of a kind, where the route knows no better one. */
export const statusOf = (kind: FaultKind): number => STATUS[kind];

/** The Fault that a problem document tells of. */
export const faultOf = (problem: Problem): Fault =>
  new Fault(problem.kind, problem.code, problem.detail ?? problem.title, {
    ...(problem.retry_after_ms === undefined ? {} : { retryAfterMs: problem.retry_after_ms }),
    detail: problem,
  });
