/**
 * One thing that goes wrong on the way to a system.
 * `lost-request`: nothing arrives and nothing answers. `lost-response`: it is done, and nothing answers.
 * `status`: the system answers this status and does nothing. `delay`: the answer takes longer.
 */
export interface FaultRule {
  to: string;
  /** Every operation when absent. */
  operation?: string;
  kind: 'lost-request' | 'lost-response' | 'status' | 'delay';
  status?: number;
  delayMs?: number;
  /** How many times it strikes; once when absent. */
  times?: number;
}

/** What is broken in this world at present. */
export class Faults {
  #rules: (FaultRule & { left: number })[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this message, if any; it is used up by being asked for. */
  strike(to: string, operation: string): FaultRule | undefined {
    const rule = this.#rules.find(
      (candidate) => candidate.left > 0 && candidate.to === to && (candidate.operation ?? operation) === operation,
    );
    if (rule) rule.left--;
    return rule;
  }
}
