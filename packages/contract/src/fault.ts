/**
 * By who moves next.
 * `unavailable`: not done, try later. `uncertain`: may be done, ask before trying again, never with a new key.
 * `forbidden`: not allowed. `invalid`: the caller's request is at fault. `defect`: our bug, or a broken contract.
 */
export type FaultKind = 'unavailable' | 'uncertain' | 'forbidden' | 'invalid' | 'defect';

/** What did not finish. The only thing that is thrown between our rooms; expected outcomes are values. */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** Dotted and stable, such as `erp.no-answer`; `docs/errors.md` lists them. */
  readonly code: string;
  readonly kind: FaultKind;
  /** Do not try again sooner than this. */
  readonly retryAfterMs?: number;
  /** More for the log, never for the shopper. */
  readonly detail?: unknown;

  constructor(
    kind: FaultKind,
    code: string,
    message: string,
    more: { retryAfterMs?: number; detail?: unknown; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.kind = kind;
    this.code = code;
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs;
    if (more.detail !== undefined) this.detail = more.detail;
  }
}

/** Whatever was thrown, as a Fault: strangers become a defect with their message kept. */
export const toFault = (thrown: unknown): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault('defect', 'unexpected', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
