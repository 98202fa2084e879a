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

const witnesses = new Map<string, Witness[]>();

/** From now on every exchange with this system, in every world of this process, is held to this witness. For tests. */
export function callWitness(system: string, witness: Witness): void {
  witnesses.set(system, [...(witnesses.get(system) ?? []), witness]);
}

export const isWitnessed = (system: string): boolean => witnesses.has(system);

let complaints: string[] = [];

/** Asks the witnesses of the system. What they complain of is kept until {@link takeComplaints}: nobody on the way can swallow it. */
export function testify(exchange: Exchange): void {
  const { from, to, method, path, status } = exchange;
  for (const witness of witnesses.get(to) ?? [])
    for (const complaint of witness(exchange)) complaints.push(`${from} → ${to} ${method} ${path} (${status}): ${complaint}`);
}

/** Every complaint since the last call. */
export function takeComplaints(): readonly string[] {
  const taken = complaints;
  complaints = [];
  return taken;
}
