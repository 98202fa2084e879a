/** One finished exchange, as somebody reads it who holds it against a published contract. */
export interface Exchange {
  from: string;
  to: string;
  operation: string;
  method: string;
  /** Below the service's origin, without the query. */
  path: string;
  query: URLSearchParams;
  requestHeaders: Headers;
  requestText: string;
  status: number;
  responseHeaders: Headers;
  /** Absent where the answer has no body, or one that is not text. */
  responseText?: string;
}

/** Says what is wrong with an exchange; nothing when all is well. */
export type Witness = (exchange: Exchange) => readonly string[];

/** A message broke its published contract. Thrown at whoever sent it, so that no test goes on from there. */
export class BrokenContract extends Error {
  override readonly name = 'BrokenContract';
}

const witnesses = new Map<string, Witness[]>();

/** From now on every exchange with this system, in every world of this process, is held to this witness. For tests. */
export function callWitness(system: string, witness: Witness): void {
  witnesses.set(system, [...(witnesses.get(system) ?? []), witness]);
}

export const isWitnessed = (system: string): boolean => witnesses.has(system);

/** @throws {BrokenContract} with every complaint. */
export function testify(exchange: Exchange): void {
  const complaints = (witnesses.get(exchange.to) ?? []).flatMap((witness) => witness(exchange));
  if (complaints.length === 0) return;
  const { from, to, method, path, status } = exchange;
  throw new BrokenContract(`${from} → ${to} ${method} ${path} (${status}) breaks its contract:\n  ${complaints.join('\n  ')}`);
}
