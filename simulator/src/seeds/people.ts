import { en, Faker, nb_NO } from '@faker-js/faker';
import { Random } from '../kernel/random.ts';
import type { CustomerGroup } from './prices.ts';
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
  /** Whose price list applies. */
  group: CustomerGroup;
  /** The firm that somebody of the group `business` buys for; empty otherwise. */
  company: string;
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

/** What firms of each habit do. */
const TRADES: Readonly<Record<string, string>> = {
  cook: 'Spiseri',
  coffee: 'Kaffebar',
  baker: 'Bakeri',
  hiker: 'Friluft',
  angler: 'Fiskeri',
  gardener: 'Hageservice',
  homemaker: 'Interiør',
  handy: 'Byggservice',
};

/** A day before the shop's first past order, so that nothing drawn depends on the wall clock. */
const REFERENCE_DATE = '2023-11-22T00:00:00Z';

/**
 * The households of the town. Where there are more of them than front doors, several share one, as in blocks of flats.
 *
 * @param count How many. The first of them are the same ones however many there are.
 */
export function makePeople(seed: number, town: Town, count: number): Person[] {
  const random = new Random(seed, 'people');
  const groups = new Random(seed, 'people/groups');
  const faker = new Faker({ locale: [nb_NO, en], seed: seed >>> 0 });
  faker.setDefaultRefDate(REFERENCE_DATE);
  const places = [town.depot, town.terminal, ...town.pickupPoints, ...town.lockers].map(({ address }) => address.id);
  const homes = random.shuffle(town.addresses.filter(({ id }) => !places.includes(id)));
  return Array.from({ length: count }, (_, index): Person => {
    const firstName = faker.person.firstName();
    const lastName = faker.person.lastName();
    const group = groups.weighted([
      ['retail', 64],
      ['club', 30],
      ['business', 6],
    ] as const);
    const email = `${ascii(firstName)}.${ascii(lastName)}${index + 1}@${random.pick(['epost', 'post', 'mail'])}.example`;
    // Norwegian mobile numbers begin with 4 or 9.
    const phone = `+47${random.pick([4, 9])}${String(random.integer(0, 9_999_999)).padStart(7, '0')}`;
    const habit = random.weighted(HABITS);
    return {
      id: `person-${index + 1}`,
      firstName,
      lastName,
      email,
      phone,
      address: homes[index % homes.length]!,
      habit,
      group,
      company: group === 'business' ? `${lastName} ${TRADES[habit]} AS` : '',
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
