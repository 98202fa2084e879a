/** Small bad days that bring one kind of bug out within minutes, where a storm needs hours. */
import type { Scenario } from '../scenarios/scenario.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** For bugs that do a wish twice. */
export const echo: Scenario = {
  name: 'echo',
  title: 'Echo',
  sentence: 'Many wishes of pages arrive twice, and many answers do not arrive at all.',
  faults: [
    { kind: 'duplicate', from: 'page', to: 'gateway', chance: 0.15, delayMs: { least: 100, most: 20 * SECOND } },
    { kind: 'lost-response', from: 'page', to: 'gateway', chance: 0.08 },
  ],
};

/** For bugs that take silence for an answer. */
export const silence: Scenario = {
  name: 'silence',
  title: 'Silence',
  sentence: 'What the gateway tells other systems is done, and one answer in eight is lost.',
  faults: ['tripletex', 'stripe', 'vipps', 'bring', 'easypost', 'courier', 'messages'].map((to) => ({
    kind: 'lost-response',
    from: 'gateway',
    to,
    chance: 0.12,
  })),
};

/** For bugs that take the bank's silence for an answer. */
export const deafBank: Scenario = {
  name: 'deaf-bank',
  title: 'The bank that is not heard',
  sentence: 'Of what a bank answers to the gateway, a third is lost.',
  faults: ['stripe', 'vipps'].map((to) => ({ kind: 'lost-response', from: 'gateway', to, chance: 0.35 })),
  habits: { payByVipps: 0.2, challenged: 0.1, declined: 0.1 },
};

/** For bugs of what is undone when the bank has said yes and the order comes to nothing. */
export const closedBooks: Scenario = {
  name: 'closed-books',
  title: 'The ERP takes no order',
  sentence: 'The bank says yes, and for half an hour the ERP refuses to make orders of what was taken aside.',
  faults: [{ kind: 'status', to: 'tripletex', operation: 'change-order', status: 503, untilMs: 30 * MINUTE }],
  habits: { payByVipps: 0.3, challenged: 0.1, declined: 0 },
};

/** For bugs that keep in memory what belongs into the book. */
export const mortality: Scenario = {
  name: 'mortality',
  title: 'Mortality',
  sentence: 'The gateway’s process dies every minute or two.',
  crashes: { everyMs: { least: 20 * SECOND, most: 2 * MINUTE }, downMs: { least: 2 * SECOND, most: 20 * SECOND } },
};

/** For bugs that leave something behind when an attempt comes to nothing. */
export const refusal: Scenario = {
  name: 'refusal',
  title: 'Refusal',
  sentence: 'Most cards are declined at first, and most people whose bank asks close its question.',
  habits: { declined: 0.8, challenged: 0.8, closeChallenge: 0.6, losePage: 0.4 },
};

/** For bugs of letters that nobody tries again. */
export const closedPost: Scenario = {
  name: 'closed-post',
  title: 'The post office is closed',
  sentence: 'For a day nine letters in ten are not taken.',
  faults: [{ kind: 'status', from: 'gateway', to: 'messages', status: 503, chance: 0.9, untilMs: 24 * 60 * MINUTE }],
};

/** For bugs of discounts. */
export const haggling: Scenario = {
  name: 'haggling',
  title: 'Haggling',
  sentence: 'Everybody changes their mind, and tries a discount code.',
  habits: { tempers: { indecisive: 1 } },
};

export const WEATHERS: readonly Scenario[] = [echo, silence, deafBank, closedBooks, mortality, refusal, closedPost, haggling];
