import type { Happening, Scenario } from '../scenario.ts';
import { AT_ONCE, during, every, HOUR, MINUTE, SECOND } from './times.ts';

/** As soon as the warehouse has handed a parcel to a carrier. */
const onceHandedTo = (to: string): Happening['when'] => ({
  call: { from: 'warehouse', to, operation: 'scan' },
  moment: 'answered',
});

/** Roads, vans, doors and pickup points. */
export const carriers: readonly Scenario[] = [
  {
    name: 'van-breaks-down',
    title: 'The courier’s bike breaks down',
    sentence: 'The courier’s bike breaks down with the parcel on it, and a colleague comes and takes over half an hour later.',
    watch: 'Choose the courier and follow the map: the marker stands still, the time of arrival moves, then it goes on.',
    happenings: [
      { system: 'courier', lever: 'break-down', wish: { minutes: 30 }, when: onceHandedTo('courier') },
      { system: 'courier', lever: 'break-down', when: every(25 * MINUTE, HOUR) },
    ],
    habits: { tastes: { hurried: 1 } },
  },
  {
    name: 'courier-held-up',
    title: 'A bridge is up',
    sentence: 'Traffic stands still, and the courier is half an hour late.',
    watch: 'Choose the courier and follow the map: the time of arrival moves before the old one has passed.',
    happenings: [
      { system: 'courier', lever: 'late', wish: { minutes: 30 }, when: onceHandedTo('courier') },
      { system: 'courier', lever: 'late', when: every(35 * MINUTE, 70 * MINUTE) },
    ],
    habits: { tastes: { hurried: 1 } },
  },
  {
    name: 'nobody-home',
    title: 'Nobody opens',
    sentence: 'The courier rings, nobody opens, and the parcel comes once more later.',
    watch: 'Choose the courier: the page tells of the attempt, and of the second one that succeeds.',
    happenings: [
      {
        system: 'courier',
        lever: 'nobody-home',
        when: { call: { from: 'gateway', to: 'courier', operation: 'book' }, moment: 'answered' },
      },
      { system: 'courier', lever: 'nobody-home', when: every(30 * MINUTE, 40 * MINUTE) },
    ],
    habits: { tastes: { hurried: 1 } },
  },
  {
    name: 'pickup-point-closes-while-paying',
    title: 'The pickup point closes while somebody pays',
    sentence: 'While the card is being typed in, every pickup point of Bring closes: what was to go there is refused at booking.',
    watch: 'Choose a pickup point and pay. The shop finds another way for the parcel, and says which.',
    happenings: [
      {
        system: 'bring',
        lever: 'close-point',
        wish: { pointId: 'all' },
        when: { call: { from: 'gateway', to: 'tripletex', operation: 'create-order' } },
      },
    ],
    habits: { tastes: { strolling: 1 } },
  },
  {
    name: 'parcel-missorted',
    title: 'On the wrong line',
    sentence: 'A parcel is seen at a terminal at the other end of the country, and comes back a working day late.',
    watch: 'Choose Bring and let the days run: the page names the terminal, moves the day, and the parcel still arrives.',
    happenings: [
      { system: 'bring', lever: 'missort', when: onceHandedTo('bring') },
      { system: 'bring', lever: 'missort', when: every(2 * HOUR, 10 * HOUR) },
    ],
    habits: { tastes: { strolling: 1 } },
    lastsMs: 12 * HOUR,
  },
  {
    name: 'parcel-delayed',
    title: 'Snow on the pass',
    sentence: 'A parcel stands still for a day, and everything that was to happen to it happens a day later.',
    watch: 'Choose Bring: the page says that the parcel is late before the promised day is over.',
    happenings: [
      { system: 'bring', lever: 'delay', wish: { hours: 24 }, when: onceHandedTo('bring') },
      { system: 'easypost', lever: 'delay', wish: { hours: 24 }, when: onceHandedTo('easypost') },
    ],
    habits: { tastes: { strolling: 1, thrifty: 1 } },
    lastsMs: 12 * HOUR,
  },
  {
    name: 'parcel-damaged',
    title: 'Broken at the terminal',
    sentence: 'A parcel is damaged at Bring’s terminal and goes back to the shop.',
    watch: 'Choose Bring: the page tells that the parcel was damaged and is on its way back.',
    happenings: [{ system: 'bring', lever: 'damage', when: onceHandedTo('bring') }],
    habits: { tastes: { strolling: 1 } },
    lastsMs: 12 * HOUR,
  },
  {
    name: 'parcel-lost',
    title: 'Nobody finds it',
    sentence: 'A parcel is looked for at Bring and not found: it ends as a deviation, and nobody gets it.',
    watch: 'Choose Bring and let a day run: the page says plainly that the parcel is lost, and does not move it any more.',
    happenings: [{ system: 'bring', lever: 'lose-parcel', when: onceHandedTo('bring') }],
    habits: { tastes: { strolling: 1 } },
    lastsMs: 12 * HOUR,
  },
  {
    name: 'carrier-down',
    title: 'Bring does not answer',
    sentence: 'For two hours Bring answers nothing but 503: other carriers are offered, and booked parcels wait.',
    watch: 'Go to the till: the list of deliveries comes without Bring, and on time.',
    faults: [{ kind: 'status', from: 'gateway', to: 'bring', status: 503, ...during(0, 2 * HOUR) }],
  },
  {
    name: 'postnord-down',
    title: 'PostNord is away',
    sentence:
      'Behind EasyPost one carrier does not answer for two hours: no rates of it, no labels. Its events come once more, long after.',
    watch: 'Go to the till: the other carriers behind EasyPost are still there.',
    happenings: [
      { system: 'easypost', lever: 'carrier-down', wish: { hours: 2 }, when: AT_ONCE },
      { system: 'easypost', lever: 'replay-event', when: every(20 * MINUTE, 50 * MINUTE) },
    ],
    habits: { tastes: { thrifty: 1 } },
  },
  {
    name: 'all-carriers-down-but-courier',
    title: 'Only the courier is left',
    sentence: 'Neither Bring nor EasyPost can be reached for two hours; only the courier rides.',
    watch: 'Go to the till: one delivery is offered, and it can be chosen and paid.',
    faults: [
      { kind: 'refused', from: 'gateway', to: 'bring', ...during(0, 2 * HOUR) },
      { kind: 'lost-request', from: 'gateway', to: 'easypost', ...during(0, 2 * HOUR) },
    ],
  },
  {
    name: 'carriers-slow',
    title: 'Quotes come late',
    sentence: 'Bring and EasyPost take up to ten seconds for a quote, and the page has to show what it has.',
    watch: 'Go to the till: what has come is shown at once, and nobody waits for the last carrier.',
    faults: [
      { kind: 'delay', from: 'gateway', to: 'bring', chance: 0.7, delayMs: { least: SECOND, most: 10 * SECOND } },
      { kind: 'delay', from: 'gateway', to: 'easypost', chance: 0.7, delayMs: { least: SECOND, most: 10 * SECOND } },
    ],
  },
];
