import { describe, expect, test } from 'vitest';
import { ARTICLES } from '../../test/small-shop.ts';
import { Assortment } from './assortment.ts';
import { fold, partsOf } from './folding.ts';

function kitchen() {
  const assortment = new Assortment('https://gateway.example');
  assortment.load(ARTICLES());
  return assortment;
}

const found = (query: string) =>
  kitchen()
    .find(query)
    .map(({ id }) => id);

describe('a search', () => {
  test.each([
    'kjøkkenkniv',
    'kjokkenkniv',
    'kjoekkenkniv',
    'KJØKKENKNIV',
    'kjøk',
    'tjøkkenkniv',
    'kjøkkenkniv 16',
    'kjøkenkniv',
    'kjøkkennkiv',
    'kniv kjøkken',
  ])('for "%s" finds the kitchen knife first', (query) => expect(found(query)[0]).toBe('KNIV'));

  test('for the last part of a compound finds the compound', () => {
    expect(partsOf('kjokkenkniv', new Set(['kniv', 'kjokken']))).toEqual(expect.arrayContaining(['kniv', 'kjokken']));
  });

  test.each([
    ['blatt', 'KRUS'],
    ['blått', 'KRUS'],
    ['blaatt', 'KRUS'],
    ['lykt staal', 'LYKT'],
    ['skjærefjøl', 'FJOL'],
    ['skjaerefjol', 'FJOL'],
    ['KNIV-16', 'KNIV'],
  ])('for "%s" finds %s', (query, id) => expect(found(query)[0]).toBe(id));

  test('for several words of which one fits still finds something', () => expect(found('rosa kniv xylofon')).toContain('KNIV'));

  test('for nothing that is sold finds nothing', () => expect(found('zzzzzzqqq')).toEqual([]));

  test('completes what is being typed, in its right spelling, with what it would find', () => {
    expect(kitchen().complete('kjok', 5)).toContainEqual({ query: 'kjøkkenkniv', count: 1 });
  });
});

test('variants of a family are one product, with what can be had first', () => {
  const assortment = new Assortment('https://gateway.example');
  const articles = ARTICLES();
  articles[0]!.available = 0;
  assortment.load(articles);
  const knife = assortment.product('KNIV')!;
  expect(knife.title).toBe('Kjøkkenkniv');
  expect(knife.variants.map(({ id }) => id)).toEqual(['KNIV-16', 'KNIV-20']);
  expect(knife.price_range).toEqual({ min: { amount: 69_900, currency: 'NOK' }, max: { amount: 89_900, currency: 'NOK' } });
  expect(knife.options).toEqual([
    {
      name: 'Størrelse',
      values: [
        { label: '20 cm', available: false, exists: true },
        { label: '16 cm', available: true, exists: true },
      ],
    },
  ]);
});

test('"only two left" is said when only two are left, and never otherwise', () => {
  const assortment = kitchen();
  expect(assortment.product('LYKT')!.variants[0]!.metadata).toEqual({ 'dev.vitrine.stock': { left: 2 } });
  expect(assortment.product('FJOL')!.variants[0]!.metadata).toBeUndefined();
  assortment.refresh([{ sku: 'LYKT-1' as never, available: 40, price: 29_900, vatPercent: 25 }]);
  expect(assortment.product('LYKT')!.variants[0]!.metadata).toBeUndefined();
});

test('folding is the same for every way of typing', () => {
  expect(new Set(['Blå', 'blaa', 'BLA'].map(fold)).size).toBe(1);
  expect(new Set(['grønn', 'groenn', 'gronn'].map(fold)).size).toBe(1);
});
