import type { AddressRow, Books, CustomerRow } from './books.ts';
import { referTo, urlOf, type Reference, type Shape } from './fields.ts';
import { countryReference, currencyReference } from './registers.ts';

const spell = ({ addressLine1, addressLine2, postalCode, city }: AddressRow): string =>
  [addressLine1, addressLine2, `${postalCode} ${city}`].filter((part) => part.trim()).join(', ');

const addressOf = (path: string): Shape<AddressRow> => ({
  id: ({ id }) => id,
  version: ({ version }) => version,
  url: ({ id }) => urlOf(path, id),
  addressLine1: ({ addressLine1 }) => addressLine1,
  addressLine2: ({ addressLine2 }) => addressLine2,
  postalCode: ({ postalCode }) => postalCode,
  city: ({ city }) => city,
  country: ({ countryId }) => countryReference(countryId),
  displayName: spell,
  addressAsString: spell,
});

/** Postal addresses have no name of their own. */
export const addressShape = addressOf('address');
export const deliveryAddressShape: Shape<AddressRow> = { ...addressOf('deliveryAddress'), name: ({ name }) => name };

export const addressReference = (books: Books, kind: 'address' | 'deliveryAddress', id: number): Reference =>
  referTo(kind, id, kind === 'address' ? addressShape : deliveryAddressShape, () => books.addresses.get(id)!);

export const customerShape = (books: Books): Shape<CustomerRow> => ({
  id: ({ id }) => id,
  version: ({ version }) => version,
  url: ({ id }) => urlOf('customer', id),
  name: ({ name }) => name,
  displayName: ({ name, customerNumber }) => `${name} (${customerNumber})`,
  customerNumber: ({ customerNumber }) => customerNumber,
  isCustomer: () => true,
  isSupplier: () => false,
  isInactive: ({ isInactive }) => isInactive,
  email: ({ email }) => email,
  invoiceEmail: ({ invoiceEmail }) => invoiceEmail,
  phoneNumber: ({ phoneNumber }) => phoneNumber,
  phoneNumberMobile: ({ phoneNumberMobile }) => phoneNumberMobile,
  description: ({ description }) => description,
  language: ({ language }) => language,
  isPrivateIndividual: ({ isPrivateIndividual }) => isPrivateIndividual,
  invoiceSendMethod: () => 'EMAIL',
  currency: () => currencyReference(1),
  postalAddress: ({ postalAddressId: id }) => (id === undefined ? undefined : addressReference(books, 'address', id)),
  deliveryAddress: ({ deliveryAddressId: id }) => (id === undefined ? undefined : addressReference(books, 'deliveryAddress', id)),
});
