/** Somebody who walks the aisles with a handheld and a trolley. */
export interface PickerPlan {
  name: string;
  /** Hours on the wall in Oslo; `to` is not worked any more. */
  from: number;
  to: number;
  /** When the half-hour break is due: hour and minutes. */
  breakAt: readonly [number, number];
}

/** A table where goods become parcels, or where robots bring shelves: one person early, one late. */
export interface StationPlan {
  early: string;
  late: string;
}

export interface WarehouseSettings {
  /** A wave is closed when this many minutes are over … */
  waveMinutes: number;
  /** … or this many orders are in it, whichever comes first. */
  waveOrders: number;
  /** In the last half hour before a carrier's collection waves leave this often. */
  hurryMinutes: number;
  /** Boxes on one trolley: orders that one walk serves. */
  totes: number;
  /** First letters of the aisles in which robots fetch shelves. Nobody walks there. */
  robotAisles: readonly string[];
  pickers: readonly PickerPlan[];
  /** Numbers that robots go by. */
  robots: readonly number[];
  /** Where robots bring shelves. */
  shelfStations: readonly StationPlan[];
  packingStations: readonly StationPlan[];
  /** Who counts stock. */
  counter: string;
  /** A bin is counted again after so many picks. */
  picksBetweenCounts: number;
}

/** Waves start between these hours in Oslo; what is on a trolley by then is finished. */
export const OPEN = { from: 7, to: 20 };

/** People stay an hour longer than the last wave. */
const LAST_HOUR = 21;

/**
 * A house for about 2,000 orders a day: six walk and eight robots drive at a time, and seven tables pack about 35 orders
 * an hour each, 3,000 in a day of thirteen hours. Packing is what limits it.
 */
export const SETTINGS: WarehouseSettings = {
  waveMinutes: 4,
  waveOrders: 40,
  hurryMinutes: 2,
  totes: 8,
  robotAisles: ['A', 'B', 'C'],
  pickers: [
    { name: 'Ola', from: 7, to: 15, breakAt: [10, 30] },
    { name: 'Nora', from: 7, to: 15, breakAt: [11, 0] },
    { name: 'Aisha', from: 7, to: 15, breakAt: [11, 30] },
    { name: 'Jon', from: 7, to: 15, breakAt: [12, 0] },
    { name: 'Mikael', from: 8, to: 16, breakAt: [11, 45] },
    { name: 'Sunniva', from: 8, to: 16, breakAt: [12, 15] },
    { name: 'Yusuf', from: 13, to: LAST_HOUR, breakAt: [16, 30] },
    { name: 'Marit', from: 13, to: LAST_HOUR, breakAt: [17, 0] },
    { name: 'Leif', from: 13, to: LAST_HOUR, breakAt: [17, 30] },
    { name: 'Dina', from: 13, to: LAST_HOUR, breakAt: [18, 0] },
    { name: 'Petter', from: 13, to: LAST_HOUR, breakAt: [16, 45] },
    { name: 'Zahra', from: 13, to: LAST_HOUR, breakAt: [17, 15] },
  ],
  robots: [3, 7, 9, 12, 14, 18, 21, 25],
  shelfStations: [
    { early: 'Liv', late: 'Emil' },
    { early: 'Hamid', late: 'Tuva' },
  ],
  packingStations: [
    { early: 'Ingrid', late: 'Bjørn' },
    { early: 'Tomasz', late: 'Signe' },
    { early: 'Fatima', late: 'Arne' },
    { early: 'Henrik', late: 'Elin' },
    { early: 'Solveig', late: 'Amir' },
    { early: 'Kasper', late: 'Wenche' },
    { early: 'Randi', late: 'Oskar' },
  ],
  counter: 'Siri',
  picksBetweenCounts: 25,
};
