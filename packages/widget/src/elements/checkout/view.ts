import type { CheckoutContext } from '../../machines/checkout.machine.ts';

/** Where the checkout is: UCP's statuses, and two before there is one. */
export type Phase =
  | 'closed'
  | 'opening'
  | 'incomplete'
  | 'ready_for_complete'
  | 'complete_in_progress'
  | 'requires_escalation'
  | 'completed'
  | 'canceled';

/** What the elements of the checkout read of its machine. */
export interface CheckoutView {
  phase: Phase;
  /** The state within the phase, such as `saving` or `checking`; empty where there is none. */
  doing: string;
  context: CheckoutContext;
}

/** Splits a state value such as `{ complete_in_progress: 'checking' }` into its two names. */
export function viewOf(snapshot: { value: unknown; context: CheckoutContext }): CheckoutView {
  const { value, context } = snapshot;
  if (typeof value === 'string') return { phase: value as Phase, doing: '', context };
  const [phase, doing] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? ['closed', ''];
  return {
    phase: phase as Phase,
    doing: typeof doing === 'string' ? doing : (Object.keys(doing ?? {})[0] ?? ''),
    context,
  };
}

export const isSaving = (view: CheckoutView): boolean => view.doing === 'saving';
