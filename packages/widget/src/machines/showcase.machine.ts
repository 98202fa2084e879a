import type { Fault, ShowcaseRequest, ShowcaseResponse } from '@vitrine/contract';

/** States: `waiting` (not yet in view), `loading`, `ready`, `empty`, `failed`. */
export interface ShowcaseContext {
  request: ShowcaseRequest;
  response: ShowcaseResponse | null;
  fault: Fault | null;
}

export type ShowcaseEvent = { type: 'showcase.see' } | { type: 'showcase.retry' };
