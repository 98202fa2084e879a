import type { Fault, PaymentInstrument } from '@vitrine/contract';

/** What the card fields say of themselves. Never digits. */
export interface FieldsReport {
  complete: boolean;
  brand?: string;
  /** Field name to code, such as `number: 'invalid'`. */
  errors: Record<string, string>;
}

/** Where a card is typed: a provider's frame in a page, a script in a headless journey. */
export interface PaymentSurface {
  /** Turns what was typed into a token of the provider. */
  collect(): Promise<{ outcome: 'collected'; instrument: PaymentInstrument } | { outcome: 'invalid'; report: FieldsReport }>;
}

/** States: `unmounted`, `ready`, `collecting`, `collected`, `failed`. */
export interface PaymentContext {
  surface: PaymentSurface | null;
  report: FieldsReport;
  instrument: PaymentInstrument | null;
  fault: Fault | null;
}

export type PaymentEvent =
  | { type: 'surface.mounted'; surface: PaymentSurface }
  | { type: 'surface.changed'; report: FieldsReport }
  | { type: 'surface.lost'; fault: Fault }
  | { type: 'surface.unmounted' }
  | { type: 'payment.collect' }
  /** A decline: the token is used up, the fields stay as they are. */
  | { type: 'payment.reset' };

export type PaymentEmitted = { type: 'collected'; instrument: PaymentInstrument };
