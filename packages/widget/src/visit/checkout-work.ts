/** The work that checkout and payment name, done by the gateway's client on the visit's clock. */
import { Fault, sleep, type Checkout, type Clock } from '@vitrine/contract';
import { fromPromise } from 'xstate';
import type { CheckoutCalls } from '../client/checkout-calls.ts';
import { checkoutMachine } from '../machines/checkout.machine.ts';
import { paymentMachine, type Collected, type PaymentSurface } from '../machines/payment.machine.ts';

/** Pauses before the gateway is asked once more what became of a payment; the last one repeats. */
const CHECK_PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** A frame that says nothing for so long has died. */
const COLLECT_PATIENCE_MS = 30_000;

/** Nobody cancels a checkout here: one that is canceled while it is filled in has expired, and a new one takes its place. */
const orExpired = (checkout: Checkout | null): Checkout | null => (checkout?.status === 'canceled' ? null : checkout);

export function withCheckout(client: CheckoutCalls, clock: Clock) {
  return checkoutMachine.provide({
    actors: {
      openCheckout: fromPromise(async ({ input: { checkoutId, key, request } }) => {
        const known = checkoutId === null ? null : await client.checkout(checkoutId);
        return known && known.status !== 'canceled' ? known : client.createCheckout(key, request);
      }),
      saveCheckout: fromPromise(({ input: { checkoutId, key, request } }) =>
        client.updateCheckout(checkoutId, key, request).then(orExpired),
      ),
      readCheckout: fromPromise(({ input: { checkoutId }, signal }) => client.checkout(checkoutId, { signal }).then(orExpired)),
      completeCheckout: fromPromise(({ input: { checkoutId, key, instrument, total } }) =>
        client.completeCheckout(checkoutId, key, {
          payment: { instruments: [{ ...instrument, selected: true }] },
          'dev.vitrine.agreed_total': total,
        }),
      ),
      checkLater: fromPromise(async ({ input: { checkoutId, attempt }, signal }) => {
        const pauseMs = CHECK_PAUSES_MS[Math.min(attempt, CHECK_PAUSES_MS.length - 1)]!;
        if (pauseMs > 0) await sleep(clock, pauseMs, signal);
        return client.checkout(checkoutId, { signal });
      }),
    },
  });
}

/** @throws {Fault} `unavailable` when the surface stays silent. */
async function inTime<Answer>(clock: Clock, work: Promise<Answer>): Promise<Answer> {
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    const silence = new Fault('unavailable', 'payment.fields-silent', 'The card fields did not answer.');
    timer = clock.setTimeout(() => reject(silence), COLLECT_PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clock.clearTimeout(timer);
  }
}

export const withPayment = (clock: Clock) =>
  paymentMachine.provide({
    actors: {
      collect: fromPromise<Collected, { surface: PaymentSurface }>(({ input }) => inTime(clock, input.surface.collect())),
    },
  });
