import { en, Faker, nb_NO } from '@faker-js/faker';
import { Random } from '../kernel/random.ts';
import type { Town, TownAddress } from './town.ts';

/** Somebody who lives in the town. */
export interface Person {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** E.164. */
  phone: string;
  address: TownAddress;
  /** What this household is about; decides what it buys. */
  habit: string;
}

/** Habits and how many of a hundred households have them. */
export const HABITS = [
  ['cook', 20],
  ['coffee', 14],
  ['baker', 13],
  ['hiker', 16],
  ['angler', 9],
  ['gardener', 9],
  ['homemaker', 12],
  ['handy', 7],
] as const satisfies readonly (readonly [string, number])[];

const HOUSEHOLDS = 300;
/** A day before the shop's first past order, so that nothing drawn depends on the wall clock. */
const REFERENCE_DATE = '2023-11-22T00:00:00Z';

/** The households of the town. */
export function makePeople(seed: number, town: Town): Person[] {
  const random = new Random(seed, 'people');
  const faker = new Faker({ locale: [nb_NO, en], seed: seed >>> 0 });
  faker.setDefaultRefDate(REFERENCE_DATE);
  const places = [town.depot, town.terminal, ...town.pickupPoints, ...town.lockers].map(({ address }) => address.id);
  const homes = random.shuffle(town.addresses.filter(({ id }) => !places.includes(id)));
  return Array.from({ length: HOUSEHOLDS }, (_, index): Person => {
    const firstName = faker.person.firstName();
    const lastName = faker.person.lastName();
    return {
      id: `person-${index + 1}`,
      firstName,
      lastName,
      email: `${ascii(firstName)}.${ascii(lastName)}${index + 1}@${random.pick(['epost', 'post', 'mail'])}.example`,
      // Norwegian mobile numbers begin with 4 or 9.
      phone: `+47${random.pick([4, 9])}${String(random.integer(0, 9_999_999)).padStart(7, '0')}`,
      address: homes[index % homes.length]!,
      habit: random.weighted(HABITS),
    };
  });
}

function ascii(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replace(/[^a-z]/g, '');
}
