/** Bad days to choose from, each a plan that anybody can play, read and change. */
import type { FaultRule } from '../kernel/faults.ts';
import type { Scenario } from './scenario.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every system that a storm reaches, and the gateway itself. */
const SYSTEMS = [
  'tripletex',
  'stripe',
  'vipps',
  'bring',
  'easypost',
  'courier',
  'kartverket',
  'warehouse',
  'messages',
  'suppliers',
  'gateway',
] as const;

/** All kinds on every road: about one message in ten goes wrong. */
const everyKind = (to: string): FaultRule[] => [
  { kind: 'lost-request', to, chance: 0.012 },
  { kind: 'lost-response', to, chance: 0.012 },
  { kind: 'refused', to, chance: 0.008 },
  { kind: 'reset', to, chance: 0.01 },
  { kind: 'status', to, chance: 0.012, status: 503 },
  { kind: 'status', to, chance: 0.008, status: 429, retryAfterSeconds: 2 },
  { kind: 'late-status', to, chance: 0.008, status: 500 },
  { kind: 'malformed', to, chance: 0.008 },
  { kind: 'delay', to, chance: 0.02, delayMs: { least: SECOND, most: 20 * SECOND } },
  { kind: 'slow-request', to, chance: 0.012, delayMs: { least: 500, most: 30 * SECOND } },
  { kind: 'duplicate', to, chance: 0.015, delayMs: { least: 100, most: 40 * SECOND } },
  { kind: 'tampered', to, chance: 0.004 },
];

/** Webhooks are what other systems send to the gateway. */
const SENDERS = ['stripe', 'vipps', 'bring', 'easypost', 'courier', 'warehouse'] as const;
const webhooks = (rule: Omit<FaultRule, 'from' | 'to'>): FaultRule[] => SENDERS.map((from) => ({ ...rule, from, to: 'gateway' }));

const during = (fromMs: number, forMs: number) => ({ afterMs: fromMs, untilMs: fromMs + forMs });

/** A lever that is pulled again and again, as long as shoppers are there to feel it. */
const every = (everyMs: number, from = 5 * MINUTE) => ({ afterMs: from, everyMs, untilMs: 16 * HOUR });

const CALM: Scenario = {
  name: 'calm',
  title: 'A day like any other',
  sentence: 'Nothing goes wrong.',
  watch: 'Buy something, and follow the order through every system in the sequence view.',
};

const STORM: Scenario = {
  name: 'storm',
  title: 'Storm',
  sentence: 'On every road messages are lost, late, doubled and broken, pages are lost, and the gateway dies every now and then.',
  watch: 'Buy something all the same: the page says what it is waiting for, and nothing is charged or ordered twice.',
  faults: SYSTEMS.flatMap(everyKind),
  crashes: { everyMs: { least: 10 * MINUTE, most: 3 * HOUR }, downMs: { least: 2 * SECOND, most: 3 * MINUTE } },
  habits: { losePage: 0.35, doubleClick: 0.3, declined: 0.2, closeChallenge: 0.2 },
};

export const LIBRARY: readonly Scenario[] = [
  CALM,
  STORM,
  {
    name: 'rush-hour',
    title: 'Rush hour',
    sentence: 'Everybody is in a hurry, answers take seconds, and the ERP asks to slow down.',
    watch: 'Press every button twice: each wish is done once.',
    latencyMs: { least: 200, most: 1_500 },
    faults: [
      { kind: 'status', to: 'tripletex', status: 429, retryAfterSeconds: 3, chance: 0.1 },
      { kind: 'delay', chance: 0.1, delayMs: { least: SECOND, most: 6 * SECOND } },
    ],
    habits: { tempers: { impatient: 3, decided: 1 }, doubleClick: 0.8 },
  },
  {
    name: 'erp-silent-after-booking',
    title: 'The ERP books, and says nothing',
    sentence: 'Every order is written down in the ERP, and the answer never comes back.',
    watch: 'Press “Pay”: the page checks for a moment, and there is one order in the ERP, not two.',
    faults: [
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'create-order', calls: [1, 2, 3, 5] },
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'change-order', calls: [1, 2, 4] },
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'invoice-order', calls: [1, 3] },
    ],
  },
  {
    name: 'pickup-point-closes-while-paying',
    title: 'The pickup point closes while somebody pays',
    sentence: 'The point that was chosen closes its doors between the choice and the label.',
    watch: 'Choose a pickup point and pay: the parcel goes to the next one, and the tracking says so.',
    happenings: [
      { system: 'bring', lever: 'close-point', when: { call: { from: 'gateway', to: 'stripe', operation: 'create payment' } } },
      { system: 'bring', lever: 'close-point', when: every(40 * MINUTE, 20 * MINUTE) },
    ],
  },
  {
    name: 'last-knife-sold-twice',
    title: 'The last knife is sold twice',
    sentence: 'Everybody wants the same knife, a few are left, and somebody in the physical shop buys one of them.',
    watch: 'Put the chef’s knife into the cart and go to the till: whoever is slower is told so, and not charged.',
    happenings: [
      { system: 'tripletex', lever: 'set-stock', wish: { sku: 'KOKKEKNIV-20', onHand: 3 }, when: { afterMs: 30 * SECOND } },
      {
        system: 'tripletex',
        lever: 'sell-elsewhere',
        wish: { sku: 'KOKKEKNIV-20', quantity: 1 },
        when: { call: { from: 'page', to: 'gateway', operation: 'call', nth: 30 } },
      },
    ],
    habits: { wants: 'KOKKEKNIV-20', tempers: { decided: 3, impatient: 1 } },
  },
  {
    name: 'challenge-closed',
    title: 'The bank asks, and the shopper closes the question',
    sentence: 'Every card needs a challenge, and most people close it at first.',
    watch: 'Pay with 4000 0025 0000 3155 and close the bank’s page: the till offers it again.',
    habits: { challenged: 1, closeChallenge: 0.7, payByVipps: 0.2 },
  },
  {
    name: 'van-breaks-down',
    title: 'The courier’s bike breaks down',
    sentence: 'Couriers are held up on the way, and somebody else takes over.',
    watch: 'Choose the courier and follow the map: the window moves, and the parcel comes.',
    happenings: [
      { system: 'courier', lever: 'break-down', when: every(25 * MINUTE, HOUR) },
      { system: 'courier', lever: 'late', when: every(35 * MINUTE, 70 * MINUTE) },
    ],
  },
  {
    name: 'nobody-home',
    title: 'Nobody opens the door',
    sentence: 'The courier rings in vain and comes back once more.',
    watch: 'Choose the courier: the tracking tells of the first try and of the second.',
    happenings: [{ system: 'courier', lever: 'nobody-home', when: every(30 * MINUTE, 40 * MINUTE) }],
  },
  {
    name: 'parcel-missorted',
    title: 'A parcel takes the wrong lorry',
    sentence: 'Parcels are put on the wrong line and come back a working day late.',
    watch: 'Choose Bring: the tracking shows the detour, and a later window.',
    happenings: [
      { system: 'bring', lever: 'missort', when: every(2 * HOUR, 3 * HOUR) },
      { system: 'bring', lever: 'delay', when: every(3 * HOUR, 4 * HOUR) },
    ],
  },
  {
    name: 'price-changed-in-cart',
    title: 'The price changes in the cart',
    sentence: 'The office changes prices all day, while goods lie in carts.',
    watch: 'Go to the till and wait: the new total is shown before anything is charged.',
    happenings: [
      { system: 'tripletex', lever: 'set-price', when: every(2 * MINUTE, MINUTE) },
      { system: 'tripletex', lever: 'set-price', wish: { percent: -15 }, when: every(3 * MINUTE, 2 * MINUTE) },
    ],
  },
  {
    name: 'bank-slow',
    title: 'The bank takes its time',
    sentence: 'Every answer about money takes ten to forty seconds, and some never come.',
    watch: 'Press “Pay” and wait: the page says that it is checking with the bank, and a reload changes nothing.',
    faults: [
      { kind: 'delay', from: 'gateway', to: 'stripe', chance: 0.7, delayMs: { least: 10 * SECOND, most: 40 * SECOND } },
      { kind: 'delay', from: 'gateway', to: 'vipps', chance: 0.7, delayMs: { least: 10 * SECOND, most: 40 * SECOND } },
      { kind: 'lost-response', from: 'gateway', to: 'stripe', chance: 0.1 },
    ],
  },
  {
    name: 'webhooks-lost-for-an-hour',
    title: 'Webhooks are lost for an hour',
    sentence: 'For an hour nothing that other systems send arrives.',
    watch: 'Pay, and follow the order: the gateway asks by itself, a little later.',
    faults: webhooks({ kind: 'lost-request', ...during(5 * MINUTE, HOUR) }),
  },
  {
    name: 'webhooks-twice-and-reversed',
    title: 'Webhooks come twice, and in the wrong order',
    sentence: 'Every third message from outside comes again, and many are overtaken by later ones.',
    watch: 'Follow an order: the story runs forwards, each fact once.',
    faults: [
      ...webhooks({ kind: 'duplicate', chance: 0.35, copies: 3, delayMs: { least: SECOND, most: 5 * MINUTE } }),
      ...webhooks({ kind: 'slow-request', chance: 0.35, delayMs: { least: SECOND, most: 15 * SECOND } }),
    ],
  },
  {
    name: 'tampered-webhooks',
    title: 'Somebody tampers with webhooks',
    sentence: 'A fifth of what comes from outside has been changed on its way.',
    watch: 'Look at the gateway’s answers: 401, and nothing changes.',
    faults: webhooks({ kind: 'tampered', chance: 0.2 }),
  },
  {
    name: 'carrier-down',
    title: 'Bring does not answer',
    sentence: 'For two hours Bring neither quotes nor books.',
    watch: 'Go to the till: the other carriers are offered, and the page says who is silent.',
    faults: [{ kind: 'lost-request', to: 'bring', from: 'gateway', ...during(0, 2 * HOUR) }],
  },
  {
    name: 'all-carriers-down-but-courier',
    title: 'Only the courier answers',
    sentence: 'Bring and everybody behind EasyPost are silent for an hour and a half.',
    watch: 'Go to the till: there is the courier, at once, and nothing waits for the others.',
    faults: [
      { kind: 'refused', to: 'bring', from: 'gateway', ...during(0, 90 * MINUTE) },
      { kind: 'lost-request', to: 'easypost', from: 'gateway', ...during(0, 90 * MINUTE) },
    ],
  },
  {
    name: 'carrier-behind-easypost-down',
    title: 'A carrier behind EasyPost is down',
    sentence: 'One of EasyPost’s carriers makes no labels for hours, and sends its events twice.',
    watch: 'Choose PostNord: the parcel waits, or goes another way.',
    happenings: [
      { system: 'easypost', lever: 'carrier-down', wish: { hours: 3 }, when: { afterMs: 15 * MINUTE } },
      { system: 'easypost', lever: 'replay-event', when: every(20 * MINUTE, 50 * MINUTE) },
      { system: 'easypost', lever: 'delay', when: every(3 * HOUR, 2 * HOUR) },
    ],
  },
  {
    name: 'warehouse-short-pick',
    title: 'The bin is empty',
    sentence: 'The books say there are pieces, the picker finds fewer.',
    watch: 'Look at the warehouse floor: the order waits while the bins are counted, then goes on.',
    happenings: [{ system: 'warehouse', lever: 'short-pick', wish: { lost: 0 }, when: every(25 * MINUTE, 4 * MINUTE) }],
  },
  {
    name: 'robot-stuck',
    title: 'A robot stands in the aisle',
    sentence: 'A robot stands still, a picker has a break, a wave leaves late and the dock doors stay shut.',
    watch: 'Look at the warehouse floor: orders come late, and none is forgotten.',
    happenings: [
      { system: 'warehouse', lever: 'robot-stuck', when: every(20 * MINUTE) },
      { system: 'warehouse', lever: 'picker-break', when: every(45 * MINUTE) },
      { system: 'warehouse', lever: 'late-wave', when: every(30 * MINUTE) },
      { system: 'warehouse', lever: 'dock-closed', when: every(3 * HOUR, HOUR) },
    ],
  },
  {
    name: 'gateway-dies-after-authorise',
    title: 'The gateway dies when the bank has said yes',
    sentence: 'The gateway’s process dies every few minutes, in the middle of whatever it does.',
    watch: 'Press “Pay”: the page waits, the gateway comes back, and there is one order and one charge.',
    crashes: { everyMs: { least: 20 * SECOND, most: 4 * MINUTE }, downMs: { least: SECOND, most: 20 * SECOND } },
  },
  {
    name: 'erp-429',
    title: 'The ERP asks to slow down',
    sentence: 'Tripletex allows few requests in a minute, and answers 429 beyond that.',
    watch: 'Add to the cart: prices are from the last reading, and confirmed before you pay.',
    faults: [{ kind: 'status', to: 'tripletex', status: 429, retryAfterSeconds: 5, chance: 0.35 }],
  },
  {
    name: 'address-register-down',
    title: 'The address register is down',
    sentence: 'Kartverket does not answer at all.',
    watch: 'Type an address: nothing is suggested, and everything else works.',
    faults: [{ kind: 'lost-request', to: 'kartverket', chance: 1 }],
  },
  {
    name: 'sms-operator-down',
    title: 'No letter gets through',
    sentence: 'The operator is down for hours, and some mailboxes refuse what they get.',
    watch: 'Look at the phone: everything that was to be told comes later, once.',
    happenings: [
      { system: 'messages', lever: 'operator-down', when: every(3 * HOUR, 2 * MINUTE) },
      { system: 'messages', lever: 'bounce-next', when: every(HOUR, 3 * HOUR) },
    ],
  },
  {
    name: 'supplier-late',
    title: 'The supplier’s lorry is late, and half empty',
    sentence: 'What was ordered from suppliers comes days late, and not all of it.',
    watch: 'Look at the purchase orders: what is missing is ordered anew.',
    happenings: [
      { system: 'suppliers', lever: 'late-supplier', when: every(2 * HOUR) },
      { system: 'warehouse', lever: 'short-delivery', when: every(3 * HOUR, HOUR) },
      { system: 'warehouse', lever: 'damage', when: every(4 * HOUR, 2 * HOUR) },
    ],
  },
  {
    name: 'slow-start',
    title: 'The shop opens, and the ERP sleeps',
    sentence: 'For the first three minutes the ERP does not answer, so the gateway knows no goods.',
    watch: 'Open the page at once: it says that it is waiting for the shop, and fills by itself.',
    faults: [{ kind: 'lost-request', to: 'tripletex', ...during(0, 3 * MINUTE) }],
  },
  {
    name: 'vipps-app-ignored',
    title: 'Nobody looks at the phone',
    sentence: 'The Vipps app is offline at times, and people do not see the request.',
    watch: 'Choose Vipps and leave the phone alone: the till offers another way after a while.',
    happenings: [
      { system: 'vipps', lever: 'app-offline', when: every(20 * MINUTE) },
      { system: 'vipps', lever: 'shopper-ignores-app', when: every(7 * MINUTE) },
    ],
    habits: { payByVipps: 0.9 },
  },
  {
    name: 'double-click-and-two-tabs',
    title: 'Two clicks, two tabs',
    sentence: 'People press twice, shop in two tabs, and lose their pages at the till.',
    watch: 'Open the shop in two tabs and press “Pay” twice in each: there is one order.',
    habits: { doubleClick: 1, losePage: 0.5, tempers: { 'two-tabs': 2, impatient: 1, returning: 1 } },
  },
  {
    name: 'card-declined',
    title: 'The bank says no',
    sentence: 'Half of all payments are declined at first, and the bank has moods of its own.',
    watch: 'Pay with 4000 0000 0000 9995: the till says why, and takes another card.',
    happenings: [
      { system: 'stripe', lever: 'decline-next', when: every(4 * MINUTE) },
      { system: 'stripe', lever: 'challenge-next', when: every(5 * MINUTE) },
      { system: 'stripe', lever: 'delay-webhooks', when: every(2 * HOUR) },
    ],
    habits: { declined: 0.5 },
  },
];

/** How unlike two names are: letters to change, put in or take out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}

/** @throws {RangeError} naming the nearest when there is no such scenario. */
export function scenarioNamed(name: string): Scenario {
  const found = LIBRARY.find((scenario) => scenario.name === name);
  if (found) return found;
  const [nearest] = [...LIBRARY].sort((a, b) => distance(name, a.name) - distance(name, b.name));
  throw new RangeError(`There is no scenario ${name}. Did you mean ${nearest!.name}?`);
}
