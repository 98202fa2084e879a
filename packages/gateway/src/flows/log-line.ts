import { toFault } from '@vitrine/contract';

/**
 * What the log may know of something thrown. A third party's message can quote a shopper, so it stays out; only our own
 * bugs are told in full.
 */
export function faultLine(thrown: unknown): { code: string; kind: string; message?: string } {
  const { code, kind, message } = toFault(thrown);
  return { code, kind, ...(code === 'unexpected' ? { message } : {}) };
}
