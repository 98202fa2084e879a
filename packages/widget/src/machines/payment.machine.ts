/** The card fields, seen from our side of the frame: a surface that reports, and that turns a card into a token. */
import { toFault, type Fault, type PaymentInstrument } from '@vitrine/contract';
import { assign, emit, setup } from 'xstate';
import { unprovided } from './unprovided.ts';

/** What the card fields say of themselves. Never digits. */
export interface FieldsReport {
  complete: boolean;
  brand?: string;
  /** Field name to code, such as `number: 'invalid'`. */
  errors: Record<string, string>;
}

export type Collected = { outcome: 'collected'; instrument: PaymentInstrument } | { outcome: 'invalid'; report: FieldsReport };

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

const NOTHING_TYPED: FieldsReport = { complete: false, errors: {} };

export const paymentMachine = setup({
  types: { context: {} as PaymentContext, events: {} as PaymentEvent, emitted: {} as PaymentEmitted },
  actors: { collect: unprovided<Collected, { surface: PaymentSurface }>('collect') },
  guards: { hasSurface: ({ context }) => context.surface !== null },
}).createMachine({
  id: 'payment',
  context: { surface: null, report: NOTHING_TYPED, instrument: null, fault: null },
  initial: 'unmounted',
  on: {
    'surface.mounted': {
      target: '.ready',
      actions: assign({ surface: ({ event }) => event.surface, report: NOTHING_TYPED, instrument: null, fault: null }),
    },
    'surface.changed': { actions: assign({ report: ({ event }) => event.report }) },
    'surface.lost': { target: '.failed', actions: assign({ surface: null, fault: ({ event }) => event.fault }) },
    'surface.unmounted': {
      target: '.unmounted',
      actions: assign({ surface: null, report: NOTHING_TYPED, instrument: null, fault: null }),
    },
  },
  states: {
    unmounted: {},
    ready: { on: { 'payment.collect': 'collecting' } },
    collecting: {
      entry: assign({ fault: null }),
      invoke: {
        src: 'collect',
        input: ({ context }) => ({ surface: context.surface! }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'collected',
            target: 'collected',
            actions: assign(({ event: { output } }) => (output.outcome === 'collected' ? { instrument: output.instrument } : {})),
          },
          {
            target: 'ready',
            actions: assign(({ event: { output } }) => (output.outcome === 'invalid' ? { report: output.report } : {})),
          },
        ],
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    collected: {
      entry: emit(({ context }) => ({ type: 'collected', instrument: context.instrument! })),
      on: {
        'payment.reset': { target: 'ready', actions: assign({ instrument: null }) },
        'payment.collect': 'collecting',
        // Another card is being typed: the token no longer stands for what is in the fields.
        'surface.changed': { target: 'ready', actions: assign({ report: ({ event }) => event.report, instrument: null }) },
      },
    },
    failed: {
      on: {
        'payment.collect': { guard: 'hasSurface', target: 'collecting' },
        'payment.reset': { guard: 'hasSurface', target: 'ready', actions: assign({ instrument: null, fault: null }) },
      },
    },
  },
});
