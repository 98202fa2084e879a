import type { ErpCustomer } from '../../ports.ts';
import type { Upstream } from '../upstream.ts';
import { allOf } from './pages.ts';
import type { Registers } from './registers.ts';
import { Customer, one, Ref } from './tripletex-answers.ts';

/**
 * The customer with this e-mail address, created when there is none. Tripletex's filter says "contains" and addresses
 * are not unique, so the exact one with the lowest id is meant. An inactive customer is not taken up again.
 */
export async function findOrCreateCustomer(upstream: Upstream, registers: Registers, customer: ErpCustomer): Promise<number> {
  const email = customer.email.trim().toLowerCase();
  const query = { email, isInactive: false, fields: 'id,name,email' };
  const rows = await allOf(upstream, '/v2/customer', { query, row: Customer });
  const known = rows.filter((row) => row.email.trim().toLowerCase() === email).sort((a, b) => a.id - b.id)[0];
  if (known) return known.id;

  const { street_address, extended_address, postal_code, address_locality, address_country = 'NO' } = customer.address;
  const { value } = await upstream.tell('/v2/customer', {
    json: {
      name: customer.name,
      email: customer.email.trim(),
      ...(customer.phone ? { phoneNumberMobile: customer.phone } : {}),
      isPrivateIndividual: true,
      invoiceSendMethod: 'EMAIL',
      language: 'NO',
      postalAddress: {
        addressLine1: street_address,
        ...(extended_address ? { addressLine2: extended_address } : {}),
        postalCode: postal_code,
        city: address_locality,
        country: { id: await registers.country(address_country) },
      },
    },
    answer: one(Ref),
  });
  return value.id;
}
