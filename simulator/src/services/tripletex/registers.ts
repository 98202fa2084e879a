import type { Answer, Call, Route } from '../../kernel/service.ts';
import { answerList, answerOne, readId, readList, refuse } from './envelope.ts';
import { referTo, urlOf, type Reference, type Shape } from './fields.ts';

export interface VatType {
  id: number;
  number: string;
  name: string;
  percentage: number;
}

/** Outgoing VAT, as Tripletex numbers it. */
export const VAT_TYPES: readonly VatType[] = [
  { id: 3, number: '3', name: 'Utgående avgift, høy sats', percentage: 25 },
  { id: 31, number: '31', name: 'Utgående avgift, middels sats', percentage: 15 },
  { id: 32, number: '33', name: 'Utgående avgift, lav sats', percentage: 12 },
  { id: 5, number: '5', name: 'Ingen utgående avgift (innenfor mva-loven)', percentage: 0 },
];

const CURRENCIES = [
  { id: 1, code: 'NOK', description: 'Norge', factor: 1 },
  { id: 2, code: 'SEK', description: 'Sverige', factor: 100 },
  { id: 3, code: 'DKK', description: 'Danmark', factor: 100 },
  { id: 4, code: 'USD', description: 'USA', factor: 1 },
  { id: 5, code: 'EUR', description: 'EU', factor: 1 },
];

export const NORWAY = 161;

const COUNTRIES = [
  { id: NORWAY, name: 'Norge', alpha2: 'NO', alpha3: 'NOR', numeric: '578' },
  { id: 203, name: 'Sverige', alpha2: 'SE', alpha3: 'SWE', numeric: '752' },
  { id: 58, name: 'Danmark', alpha2: 'DK', alpha3: 'DNK', numeric: '208' },
  { id: 71, name: 'Finland', alpha2: 'FI', alpha3: 'FIN', numeric: '246' },
  { id: 80, name: 'Tyskland', alpha2: 'DE', alpha3: 'DEU', numeric: '276' },
];

/** How invoices of this company are paid. */
export const PAYMENT_TYPES = [
  { id: 2_100_001, description: 'Betalt til bank' },
  { id: 2_100_002, description: 'Kontant' },
  { id: 2_100_003, description: 'Kort (nettbutikk)' },
];

const UNITS = [{ id: 1_900_001, name: 'Stykk', nameShort: 'stk', commonCode: 'EA' }];

const vatShape: Shape<VatType> = {
  id: ({ id }) => id,
  version: () => 0,
  url: ({ id }) => urlOf('ledger/vatType', id),
  number: ({ number }) => number,
  name: ({ name }) => name,
  displayName: ({ number, name }) => `${number}: ${name}`,
  percentage: ({ percentage }) => percentage,
};
const currencyShape: Shape<(typeof CURRENCIES)[number]> = {
  id: ({ id }) => id,
  version: () => 0,
  url: ({ id }) => urlOf('currency', id),
  code: ({ code }) => code,
  description: ({ description }) => description,
  factor: ({ factor }) => factor,
  displayName: ({ code }) => code,
  isDisabled: () => false,
};
const countryShape: Shape<(typeof COUNTRIES)[number]> = {
  id: ({ id }) => id,
  version: () => 0,
  url: ({ id }) => urlOf('country', id),
  name: ({ name }) => name,
  displayName: ({ name }) => name,
  isoAlpha2Code: ({ alpha2 }) => alpha2,
  isoAlpha3Code: ({ alpha3 }) => alpha3,
  isoNumericCode: ({ numeric }) => numeric,
};
const paymentTypeShape: Shape<(typeof PAYMENT_TYPES)[number]> = {
  id: ({ id }) => id,
  version: () => 0,
  url: ({ id }) => urlOf('invoice/paymentType', id),
  description: ({ description }) => description,
  displayName: ({ description }) => description,
  currencyId: () => 1,
  currencyCode: () => 'NOK',
};
const unitShape: Shape<(typeof UNITS)[number]> = {
  id: ({ id }) => id,
  version: () => 0,
  url: ({ id }) => urlOf('product/unit', id),
  name: ({ name }) => name,
  displayName: ({ name }) => name,
  nameShort: ({ nameShort }) => nameShort,
  displayNameShort: ({ nameShort }) => nameShort,
  commonCode: ({ commonCode }) => commonCode,
  isDeletable: () => false,
};

export const vatTypeOf = (id: number): VatType | undefined => VAT_TYPES.find((type) => type.id === id);
export const isCountry = (id: number): boolean => COUNTRIES.some((country) => country.id === id);
export const isCurrency = (id: number): boolean => CURRENCIES.some((currency) => currency.id === id);
export const countryCode = (id: number): string => COUNTRIES.find((country) => country.id === id)?.alpha2 ?? 'NO';

export const vatReference = (id: number): Reference => referTo('ledger/vatType', id, vatShape, () => vatTypeOf(id)!);
export const currencyReference = (id: number): Reference =>
  referTo('currency', id, currencyShape, () => CURRENCIES.find((currency) => currency.id === id)!);
export const countryReference = (id: number): Reference =>
  referTo('country', id, countryShape, () => COUNTRIES.find((country) => country.id === id)!);
export const unitReference = (): Reference => referTo('product/unit', UNITS[0]!.id, unitShape, () => UNITS[0]!);

/** Lists that nobody changes: each as a whole, by id, and by what `filters` compares. */
function register<Row extends { id: number }>(
  path: string,
  rows: readonly Row[],
  shape: Shape<Row>,
  filters: Record<string, (row: Row) => string>,
): Route[] {
  const keeps = (call: Call) => (row: Row) =>
    Object.entries({ id: ({ id }: Row) => String(id), ...filters }).every(
      ([name, valueOf]) => readList(call, name)?.has(valueOf(row)) ?? true,
    );
  const one = (call: Call): Answer => {
    const id = readId(call);
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) refuse('notFound', `There is no ${path}/${id}.`);
    return answerOne(call, shape, row);
  };
  const operation = path.split('/').at(-1)!;
  return [
    {
      method: 'GET',
      path: `/v2/${path}`,
      operation: `list-${operation}`,
      resolve: (call) => answerList(call, rows.filter(keeps(call)), shape),
    },
    { method: 'GET', path: `/v2/${path}/:id`, operation: `get-${operation}`, resolve: one },
  ];
}

export const registerRoutes: readonly Route[] = [
  ...register('ledger/vatType', VAT_TYPES, vatShape, { number: ({ number }) => number }),
  ...register('currency', CURRENCIES, currencyShape, { code: ({ code }) => code }),
  ...register('country', COUNTRIES, countryShape, { code: ({ alpha2 }) => alpha2 }),
  ...register('invoice/paymentType', PAYMENT_TYPES, paymentTypeShape, { description: ({ description }) => description }),
  ...register('product/unit', UNITS, unitShape, {
    nameShort: ({ nameShort }) => nameShort,
    commonCode: ({ commonCode }) => commonCode,
  }),
];
