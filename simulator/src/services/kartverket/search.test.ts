import { expect, test } from 'vitest';
import type { TownAddress } from '../../seeds/town.ts';
import { AddressIndex } from './search.ts';

const SYLLABLES = ['bryg', 'stor', 'hav', 'fjell', 'lund', 'berg', 'sol', 'strand', 'myr', 'dal', 'skog', 'vik', 'nes', 'tun'];

/** Eight thousand doors in streets of three syllables. */
const addresses = Array.from({ length: 8_000 }, (_, index): TownAddress => {
  const street = Math.floor(index / 20);
  const [a, b, c] = [street % 14, Math.floor(street / 14) % 14, Math.floor(street / 3) % 14];
  const name = SYLLABLES[a]! + SYLLABLES[b]! + SYLLABLES[c]! + 'gata';
  return {
    id: String(index),
    street: name[0]!.toUpperCase() + name.slice(1),
    number: (index % 20) + 1,
    postalCode: `50${String(street % 40).padStart(2, '0')}`,
    place: 'Nordhavn',
    position: { latitude: 60, longitude: 5 },
  };
});
const index = new AddressIndex(addresses);
const first = (sok: string, fuzzy = true) => index.find({ sok, fuzzy, mode: 'AND' })[0];

test('every door of a large town is found by its street and number, also with a slip of the pen', () => {
  for (const address of addresses.filter((_, at) => at % 397 === 0)) {
    const found = first(`${address.street} ${address.number} ${address.postalCode}`, false);
    expect([found?.street, found?.number]).toEqual([address.street, address.number]);
    const slip = address.street.slice(0, 4) + address.street.slice(5);
    const near = index.find({ sok: `${slip} ${address.number}`, fuzzy: true, mode: 'AND' });
    expect(near.some(({ id }) => id === address.id)).toBe(true);
  }
});

test('one of two words is enough in mode OR, and both together come first', () => {
  const [both, ...rest] = index.find({ sok: 'Brygbrygbryggata 7', fuzzy: false, mode: 'OR' });
  expect([both?.street, both?.number]).toEqual(['Brygbrygbryggata', 7]);
  expect(rest.length).toBeGreaterThan(400);
  expect(index.find({ sok: 'Brygbrygbryggata 99', fuzzy: false, mode: 'AND' })).toEqual([]);
});

test('fields narrow a question without words', () => {
  const { street, postalCode } = addresses[4_321]!;
  const found = index.find({ adressenavn: street, nummer: 3, postnummer: postalCode, fuzzy: false, mode: 'AND' });
  expect(found.map(({ number }) => number)).toEqual([3]);
});
