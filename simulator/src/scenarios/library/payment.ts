import type { Scenario } from '../scenario.ts';
import { AT_ONCE, every, HOUR, MINUTE, SECOND } from './times.ts';

/** The card is refused, the question is closed, the bank is slow or says things twice. */
export const payment: readonly Scenario[] = [
  {
    name: 'card-declined',
    title: 'Not enough on the account',
    sentence: 'The bank declines the first card payment, and most people hold a card with nothing on it.',
    watch:
      'Pay with 4242 4242 4242 4242. The page says that the bank declined; the goods go back to the shelf; press Pay again and it is taken.',
    happenings: [
      { system: 'stripe', lever: 'decline-next', wish: { code: 'insufficient_funds' }, when: AT_ONCE },
      { system: 'stripe', lever: 'decline-next', when: every(10 * MINUTE) },
      { system: 'vipps', lever: 'bank-refuses-next', when: every(20 * MINUTE, MINUTE) },
    ],
    habits: { payByVipps: 0.2, declined: 0.5 },
  },
  {
    name: 'challenge-closed',
    title: 'The bank’s question is closed',
    sentence: 'The bank asks who is paying, and most people close its window before they answer.',
    watch: 'Pay with any card, close the window of the bank, and press Pay once more: there is one order, and one payment.',
    happenings: [
      { system: 'stripe', lever: 'challenge-next', when: AT_ONCE },
      { system: 'stripe', lever: 'challenge-next', when: AT_ONCE },
    ],
    habits: { payByVipps: 0.2, challenged: 1, closeChallenge: 0.7 },
  },
  {
    name: 'bank-slow',
    title: 'The bank takes its time',
    sentence: 'Answers about money take three to forty seconds, and some never come.',
    watch:
      'Press Pay and wait: the page says that it is checking with the bank, and neither a click nor a reload changes anything.',
    faults: [
      { kind: 'lost-response', from: 'gateway', to: 'stripe', calls: [2, 9, 17, 30, 51] },
      { kind: 'delay', from: 'gateway', to: 'stripe', chance: 0.7, delayMs: { least: 3 * SECOND, most: 40 * SECOND } },
      { kind: 'delay', from: 'gateway', to: 'vipps', chance: 0.7, delayMs: { least: 3 * SECOND, most: 40 * SECOND } },
    ],
  },
  {
    name: 'bank-answers-twice',
    title: 'The bank gets everything twice',
    sentence: 'Every call to Stripe arrives twice, the second one seconds later: the idempotency key is all that holds.',
    watch: 'Pay by card and look at Stripe in the control room: one payment, captured once.',
    faults: [
      { kind: 'duplicate', from: 'gateway', to: 'stripe', chance: 1, delayMs: { least: 200, most: 8 * SECOND } },
      { kind: 'duplicate', from: 'gateway', to: 'vipps', chance: 0.5, delayMs: { least: 200, most: 8 * SECOND } },
    ],
    habits: { payByVipps: 0.4 },
  },
  {
    name: 'bank-answer-lost',
    title: 'Paid, and nobody knows',
    sentence: 'The bank holds the money, and its answer is lost: the gateway has to find out what became of it.',
    watch: 'Pay by card. It takes longer; then the order is there. The journal shows one hold and the question after it.',
    faults: [
      { kind: 'lost-response', from: 'gateway', to: 'stripe', operation: 'create payment', calls: [1, 3] },
      { kind: 'lost-response', from: 'gateway', to: 'stripe', operation: 'capture payment', calls: [1] },
    ],
    habits: { payByVipps: 0 },
    lastsMs: 6 * HOUR,
  },
  {
    name: 'gateway-dies-after-authorise',
    title: 'The gateway dies with the money held',
    sentence: 'The bank has said yes, and before the gateway hears it, its process is gone for forty seconds.',
    watch: 'Pay by card. The page waits and asks again; once the gateway is back, the order is there, paid once.',
    crashes: {
      after: { from: 'gateway', to: 'stripe', operation: 'create payment' },
      downMs: { least: 40 * SECOND, most: 40 * SECOND },
    },
    habits: { payByVipps: 0, challenged: 0.2 },
  },
  {
    name: 'gateway-dies-again-and-again',
    title: 'The gateway keeps dying',
    sentence:
      'Every few minutes the gateway’s process dies, now and then in the middle of a write, and comes back seconds later.',
    watch: 'Shop as ever. Now and then the page says that it tries again; nothing in the cart is lost.',
    crashes: { everyMs: { least: 20 * SECOND, most: 4 * MINUTE }, downMs: { least: SECOND, most: 20 * SECOND } },
  },
  {
    name: 'vipps-app-ignored',
    title: 'Nobody looks at the phone',
    sentence: 'Now and then a request in the Vipps app is never answered, and expires ten minutes later.',
    watch: 'Choose Vipps and pay: the request on the phone cannot be answered. Wait it out, or press Back, and pay by card.',
    happenings: [
      { system: 'vipps', lever: 'shopper-ignores-app', when: AT_ONCE },
      { system: 'vipps', lever: 'shopper-ignores-app', when: every(10 * MINUTE, 6 * MINUTE) },
    ],
    habits: { payByVipps: 0.9 },
  },
  {
    name: 'vipps-app-offline',
    title: 'The Vipps app is down',
    sentence: 'Every two hours the Vipps app reaches nobody for a quarter of an hour.',
    watch: 'Choose Vipps and pay: nothing comes to the phone. Pay by card instead, or wait fifteen minutes of the world.',
    happenings: [{ system: 'vipps', lever: 'app-offline', wish: { minutes: 15 }, when: every(2 * HOUR, 0) }],
    habits: { payByVipps: 0.9 },
  },
  {
    name: 'chargeback',
    title: 'Somebody goes to the bank',
    sentence: 'Every two hours a buyer disputes the newest payment that was taken.',
    watch: 'Pay by card, let the world run until the parcel has left, and look at Stripe’s disputes in the control room.',
    happenings: [{ system: 'stripe', lever: 'dispute-newest', when: every(2 * HOUR, 90 * MINUTE) }],
    habits: { payByVipps: 0 },
  },
];
