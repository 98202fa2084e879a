import type { FaultRule } from '../../kernel/faults.ts';
import type { Scenario } from '../scenario.ts';
import { every, HOUR, MINUTE, SECOND } from './times.ts';

/** Everybody who reports to the gateway. */
const REPORTERS = ['stripe', 'vipps', 'courier', 'easypost', 'bring', 'warehouse'] as const;

const toGateway = (from: string, rule: Omit<FaultRule, 'from' | 'to'>): FaultRule => ({ ...rule, from, to: 'gateway' });

/** Reports that do not come, come twice, come late, or come changed. */
export const webhooks: readonly Scenario[] = [
  {
    name: 'webhooks-lost-for-an-hour',
    title: 'An hour without doorbells',
    sentence: 'For an hour no report of any system reaches the gateway: what it needs to know, it has to ask for.',
    watch: 'Pay by card. The order is there all the same; the parcel moves late, and after the hour everything catches up.',
    faults: REPORTERS.map((from) => toGateway(from, { kind: 'lost-request', untilMs: HOUR })),
  },
  {
    name: 'webhooks-twice-and-late',
    title: 'Every report twice, and late',
    sentence: 'Reports arrive two or three times, minutes late and in the wrong order.',
    watch: 'Follow a parcel: it never moves backwards, and each e-mail comes once.',
    faults: REPORTERS.flatMap((from) => [
      toGateway(from, { kind: 'duplicate', chance: 0.4, copies: 3, delayMs: { least: SECOND, most: 20 * MINUTE } }),
      toGateway(from, { kind: 'slow-request', chance: 0.6, delayMs: { least: SECOND, most: 15 * MINUTE } }),
    ]),
    lastsMs: 8 * HOUR,
  },
  {
    name: 'tampered-webhooks',
    title: 'Somebody changes the reports',
    sentence: 'A third of the reports is changed under way: no signature over them is right, and the gateway has to refuse them.',
    watch: 'Pay, and look at the journal: changed reports get a 4xx, are sent again, and only the true ones count.',
    faults: REPORTERS.map((from) => toGateway(from, { kind: 'tampered', chance: 0.35 })),
    lastsMs: 8 * HOUR,
  },
  {
    name: 'stripe-holds-webhooks-back',
    title: 'Stripe is behind',
    sentence: 'Every three hours Stripe holds its events back for half an hour.',
    watch: 'Pay by card: the order is there at once, as the gateway asks by itself. The events come half an hour later.',
    happenings: [{ system: 'stripe', lever: 'delay-webhooks', wish: { minutes: 30 }, when: every(3 * HOUR, 0) }],
    habits: { payByVipps: 0 },
  },
];
