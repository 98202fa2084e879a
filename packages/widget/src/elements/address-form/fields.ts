import type { BuyerRequest, Message, PostalAddress } from '@vitrine/contract';
import type { FieldProblem } from '../../locales/checkout.ts';
import { phoneInE164, postcodeFits } from './countries.ts';

/** Fields in the order they stand, by UCP's names. */
export const FIELDS = [
  'email',
  'address_country',
  'first_name',
  'last_name',
  'street_address',
  'postal_code',
  'address_locality',
  'phone_number',
] as const;
export type FieldName = (typeof FIELDS)[number];

export type FieldValues = Record<FieldName, string> & { marketing: boolean };

export const MARKETING = 'dev.ucp.consent.marketing';

export const emptyFields = (): FieldValues => ({
  email: '',
  address_country: '',
  first_name: '',
  last_name: '',
  street_address: '',
  postal_code: '',
  address_locality: '',
  phone_number: '',
  marketing: false,
});

/** What was sent before, as the fields show it. */
export function fieldsOf(buyer: BuyerRequest, address: PostalAddress): FieldValues {
  return {
    email: buyer.email ?? '',
    address_country: address.address_country ?? '',
    first_name: buyer.first_name ?? address.first_name ?? '',
    last_name: buyer.last_name ?? address.last_name ?? '',
    street_address: address.street_address ?? '',
    postal_code: address.postal_code ?? '',
    address_locality: address.address_locality ?? '',
    phone_number: buyer.phone_number ?? address.phone_number ?? '',
    marketing: buyer.consent?.[MARKETING]?.granted ?? false,
  };
}

/** The fields as the checkout takes them. Billing is the same address: nothing is asked twice. */
export function contactOf(values: FieldValues): { buyer: BuyerRequest; address: PostalAddress } {
  const text = (name: FieldName) => values[name].trim();
  const phone = phoneInE164(text('phone_number'), values.address_country);
  const person = {
    first_name: text('first_name'),
    last_name: text('last_name'),
    ...(phone ? { phone_number: phone } : {}),
  };
  return {
    buyer: { ...person, email: text('email'), consent: { [MARKETING]: { granted: values.marketing, source: 'platform' } } },
    address: {
      ...person,
      street_address: text('street_address'),
      postal_code: text('postal_code'),
      address_locality: text('address_locality'),
      address_country: values.address_country,
    },
  };
}

/** What is wrong with one field, or nothing. The gateway and the carriers have the last word. */
export function problemOf(name: FieldName, values: FieldValues): FieldProblem | null {
  const value = values[name].trim();
  if (name === 'phone_number') return value === '' || phoneInE164(value, values.address_country) ? null : 'phone';
  if (value === '') return name === 'postal_code' && values.address_country === 'IE' ? null : 'required';
  if (name === 'email') return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) ? null : 'email';
  if (name === 'postal_code') return postcodeFits(value, values.address_country) ? null : 'postcode';
  if (name === 'street_address') return value.length >= 2 ? null : 'street';
  return null;
}

/** The gateway's complaints that belong to a field, by the last member of their path. */
export function complaintsOf(messages: readonly Message[] | undefined): Partial<Record<FieldName, string>> {
  const found: Partial<Record<FieldName, string>> = {};
  for (const message of messages ?? []) {
    if (message.type !== 'error') continue;
    const last = message.path?.match(/([a-z_]+)(?:'?\])?$/)?.[1];
    const name = FIELDS.find((field) => field === last);
    if (name) found[name] = message.content;
  }
  return found;
}
