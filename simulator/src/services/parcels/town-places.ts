import type { Town, TownAddress } from '../../seeds/town.ts';

/** `Bryggegata 12 b` and `BRYGGEGATA 12B` are one door. */
const fold = (street: string): string => street.toLowerCase().replace(/[\s.,]+/g, '');

interface Read {
  doors: Map<string, TownAddress>;
  byPostalCode: Map<string, TownAddress[]>;
}

const towns = new WeakMap<Town, Read>();

/** The town read off once: every quote asks. */
function readOf(town: Town): Read {
  const known = towns.get(town);
  if (known) return known;
  const read: Read = { doors: new Map(), byPostalCode: new Map() };
  for (const address of [town.depot.address, ...town.addresses]) {
    read.doors.set(`${address.postalCode} ${fold(`${address.street} ${address.number}${address.letter ?? ''}`)}`, address);
    const there = read.byPostalCode.get(address.postalCode);
    if (there) there.push(address);
    else read.byPostalCode.set(address.postalCode, [address]);
  }
  towns.set(town, read);
  return read;
}

/** The door at a street and number; undefined where the town has none. */
export const doorAt = (town: Town, street: string, postalCode: string): TownAddress | undefined =>
  readOf(town).doors.get(`${postalCode} ${fold(street)}`);

/** Every door with this postal code. */
export const doorsIn = (town: Town, postalCode: string): readonly TownAddress[] =>
  readOf(town).byPostalCode.get(postalCode) ?? [];
