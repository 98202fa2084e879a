import type { Answer, Call, Route } from '../../kernel/service.ts';
import type { AddressRow, Books } from './books.ts';
import { answerList, answerOne, asObject, invalid, readBody, readId, readList, refuse } from './envelope.ts';
import type { Erp } from './erp.ts';
import type { Numbers } from './numbers.ts';
import { checkVersion, readReference, readText } from './reading.ts';
import { isCountry, NORWAY } from './registers.ts';
import { DELIVERY_ADDRESS, type Vocabulary } from './vocabulary.ts';

/** Stores an address that came inside another object. `{ id }` alone points to a known one. @returns its id. */
export function readAddress(
  books: Books,
  numbers: Numbers,
  body: Record<string, unknown>,
  name: string,
  vocabulary: Vocabulary,
  current: number | undefined,
): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return current;
  const sent = asObject(value, `${name}.`, vocabulary);
  const id = sent['id'];
  if (id !== undefined && id !== null && !books.addresses.get(id as number)) invalid(`${name}.id`, 'The address does not exist.');
  if (typeof id === 'number' && Object.keys(sent).every((key) => key === 'id' || key === 'url' || key === 'version')) return id;
  const known = typeof id === 'number' ? books.addresses.get(id) : undefined;
  return books.addresses.put(change(known ?? empty(numbers.address()), sent, `${name}.`)).id;
}

const empty = (id: number): AddressRow => ({
  id,
  version: 0,
  name: '',
  addressLine1: '',
  addressLine2: '',
  postalCode: '',
  city: '',
  countryId: NORWAY,
});

function change(row: AddressRow, sent: Record<string, unknown>, path: string): AddressRow {
  const countryId = readReference(sent, 'country', path) ?? row.countryId;
  if (!isCountry(countryId)) invalid(`${path}country.id`, 'The country does not exist.');
  const text = (name: 'name' | 'addressLine1' | 'addressLine2' | 'postalCode' | 'city') => readText(sent, name, row[name], path);
  const postalCode = text('postalCode');
  if (countryId === NORWAY && postalCode && !/^\d{4}$/.test(postalCode))
    invalid(`${path}postalCode`, 'A Norwegian postal code has four digits.');
  return {
    ...row,
    version: row.version + 1,
    name: text('name'),
    addressLine1: text('addressLine1'),
    addressLine2: text('addressLine2'),
    postalCode,
    city: text('city'),
    countryId,
  };
}

export function addressRoutes({ books, shapes }: Erp): Route[] {
  const found = (call: Call): AddressRow => {
    const row = books.addresses.get(readId(call));
    if (!row) refuse('notFound', 'There is no such delivery address.');
    return row;
  };
  const list = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const texts = (['addressLine1', 'addressLine2', 'postalCode', 'city', 'name'] as const).map(
      (name) => [name, call.query.get(name)?.toLowerCase()] as const,
    );
    const rows = books.addresses.table.filter(
      (row) =>
        (ids?.has(String(row.id)) ?? true) &&
        texts.every(([name, wanted]) => !wanted || row[name].toLowerCase().includes(wanted)),
    );
    return answerList(call, rows, shapes.deliveryAddress);
  };
  const update = (call: Call): Answer => {
    const row = found(call);
    const body = readBody(call, DELIVERY_ADDRESS);
    checkVersion(body, row.version);
    return answerOne(call, shapes.deliveryAddress, books.addresses.put(change(row, body, '')));
  };
  return [
    { method: 'GET', path: '/v2/deliveryAddress', operation: 'list-delivery-addresses', resolve: list },
    {
      method: 'GET',
      path: '/v2/deliveryAddress/:id',
      operation: 'get-delivery-address',
      resolve: (call) => answerOne(call, shapes.deliveryAddress, found(call)),
    },
    { method: 'PUT', path: '/v2/deliveryAddress/:id', operation: 'change-delivery-address', resolve: update },
  ];
}
