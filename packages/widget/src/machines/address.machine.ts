import type { AddressSuggestion, Fault } from '@vitrine/contract';

/** States: `idle`, `typing` (waits for a pause), `asking`, `suggested`, `nothing`, `failed`. Never a gate. */
export interface AddressContext {
  query: string;
  country: string;
  suggestions: readonly AddressSuggestion[];
  fault: Fault | null;
}

export type AddressEvent = { type: 'address.type'; query: string; country: string } | { type: 'address.clear' };
