import { TEST_CARDS, type TestCard } from '../../services/stripe/test-cards.ts';
import { MAGIC_AMOUNTS, MAGIC_PHONES } from '../../services/vipps/magic.ts';
import type { ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';

export interface MagicGroup {
  title: string;
  /** What holds for all of them. */
  note?: string;
  values: { value: string; meaning: string }[];
}

/** Values that make something special happen, from the tables by which the systems themselves decide. */
export const magicCalls: ControlRoutes = (room) => [{ method: 'GET', path: '/magic', answer: () => magicValues(room) }];

function magicValues({ shop }: ControlledWorld): MagicGroup[] {
  const { seeds, clock, services } = shop.world;
  const { town, articles, people } = seeds;
  const cards = TEST_CARDS.map((card) => ({ value: card.number.replace(/(.{4})(?=.)/g, '$1 '), meaning: outcome(card) }));
  const groups: MagicGroup[] = [{ title: 'Cards', note: 'Any later date and any security code.', values: cards }];
  if (services.has('vipps')) {
    const phones = Object.entries(MAGIC_PHONES).map(([value, { what }]) => ({ value: `+${value}`, meaning: what }));
    const amounts = Object.entries(MAGIC_AMOUNTS).map(([value, meaning]) => ({
      value: `${(Number(value) / 100).toFixed(2)} kr`,
      meaning,
    }));
    groups.push({
      title: 'Phones for Vipps',
      note: 'Any other Norwegian mobile number: the request waits on the phone here.',
      values: phones,
    });
    groups.push({ title: 'Amounts that the bank refuses in Vipps', values: amounts });
  }
  const codes = Object.entries(shop.settings.discountCodes ?? {}).map(([value, { title, until }]) => ({
    value,
    meaning: until !== undefined && until < clock.now() ? `${title} (expired)` : title,
  }));
  groups.push({ title: 'Discount codes', values: codes });
  const streets = [...new Map(town.addresses.map((address) => [address.postalCode, address])).values()];
  groups.push({
    title: `Addresses in ${town.name}`,
    note: 'Every house of the town can be found by typing its street.',
    values: streets.map(({ street, number, letter = '', postalCode, place }) => ({
      value: `${street} ${number}${letter}`,
      meaning: `${postalCode} ${place}`,
    })),
  });
  groups.push({
    title: 'People who have bought here before',
    note: 'The ERP knows them by their e-mail address.',
    values: people.slice(0, 6).map(({ firstName, lastName, email }) => ({ value: email, meaning: `${firstName} ${lastName}` })),
  });
  groups.push({ title: 'Articles', values: articles.slice(0, 8).map(({ sku, name }) => ({ value: sku, meaning: name })) });
  return groups;
}

function outcome({ brand, country, behaviour }: TestCard): string {
  const asks = behaviour.challenge === 'required' ? 'asks the bank (3-D Secure), then ' : '';
  if (behaviour.decline) return `${asks}declined: ${behaviour.decline.replaceAll('_', ' ')}`;
  if (behaviour.cvcFails) return `${asks}paid, though the security code is wrong`;
  return `${asks}paid (${brand}${country === 'US' ? '' : `, ${country}`})`;
}
