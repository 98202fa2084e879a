import type { Scenario } from '../scenario.ts';
import { AT_ONCE, during, every, HOUR, MINUTE } from './times.ts';

/** Shelves, people, robots, doors and lorries. */
export const warehouse: readonly Scenario[] = [
  {
    name: 'short-pick',
    title: 'The bin is empty',
    sentence: 'A bin holds fewer pieces than the books say: the order waits while the shelves are counted.',
    watch: 'Place an order and watch the warehouse in the control room: the picker reports it, and the page tells of the wait.',
    happenings: [
      { system: 'warehouse', lever: 'short-pick', wish: { lost: 0 }, when: AT_ONCE },
      { system: 'warehouse', lever: 'short-pick', wish: { lost: 0 }, when: every(25 * MINUTE, 25 * MINUTE) },
    ],
  },
  {
    name: 'robot-stuck',
    title: 'A robot stands still',
    sentence: 'Every twenty minutes a robot stops between the shelves, until somebody frees it.',
    watch: 'Watch the warehouse in the control room: a robot does not move, and its orders come later.',
    happenings: [{ system: 'warehouse', lever: 'robot-stuck', when: every(20 * MINUTE, 10 * MINUTE) }],
  },
  {
    name: 'picker-has-a-break',
    title: 'A trolley waits',
    sentence: 'Every three quarters of an hour a picker goes for a break in the middle of a round.',
    watch: 'Place an order: picking begins, stands still, and goes on.',
    happenings: [{ system: 'warehouse', lever: 'picker-break', when: every(45 * MINUTE, 12 * MINUTE) }],
  },
  {
    name: 'dock-closed',
    title: 'The dock stays shut',
    sentence: 'Every four hours the dock doors stay shut for one: vans wait, or come again later.',
    watch: 'Place an order: it is packed and does not leave until the doors open.',
    happenings: [{ system: 'warehouse', lever: 'dock-closed', wish: { minutes: 60 }, when: every(4 * HOUR, 15 * MINUTE) }],
  },
  {
    name: 'damaged-at-the-shelf',
    title: 'A broken piece',
    sentence: 'A piece is found damaged at the shelf, is put aside, and the ERP is told.',
    watch: 'Place an order and look at the warehouse’s counts and at the ERP’s stock in the control room.',
    happenings: [{ system: 'warehouse', lever: 'damage', when: every(2 * HOUR, 0) }],
  },
  {
    name: 'label-unreadable',
    title: 'A label that no scanner reads',
    sentence: 'A printed label cannot be scanned and is printed again.',
    watch: 'Place an order: the story in the control room tells of the second label, and the parcel leaves with it.',
    happenings: [{ system: 'warehouse', lever: 'label-unreadable', when: every(HOUR, 0) }],
  },
  {
    name: 'warehouse-silent',
    title: 'The warehouse’s computer is down',
    sentence: 'For half an hour the warehouse takes no orders and answers no questions.',
    watch: 'Place an order: it is confirmed, and picking begins when the warehouse is back.',
    faults: [{ kind: 'status', to: 'warehouse', status: 503, ...during(0, 30 * MINUTE) }],
  },
  {
    name: 'supplier-late',
    title: 'The lorry is late, and half empty',
    sentence: 'Lorries come three working days after they were promised, with less on them than was ordered.',
    watch: 'Look at the suppliers in the control room: the day of arrival moves, and so does what the shop promises.',
    happenings: [
      { system: 'suppliers', lever: 'late-supplier', wish: { days: 3 }, when: every(2 * HOUR, 0) },
      { system: 'suppliers', lever: 'short-delivery', when: every(2 * HOUR, MINUTE) },
      { system: 'warehouse', lever: 'short-delivery', when: every(3 * HOUR, HOUR) },
    ],
  },
];
