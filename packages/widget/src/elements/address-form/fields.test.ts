import { describe, expect, test } from 'vitest';
import { complaintsOf, contactOf, emptyFields, problemOf } from './fields.ts';

const filled = {
  ...emptyFields(),
  email: ' ola@example.no ',
  address_country: 'NO',
  first_name: 'Ola',
  postal_code: '0155',
  phone_number: '912 34 567',
};

describe('contact and address', () => {
  test.each([
    ['email', { email: 'ola@' }, 'email'],
    ['email', { email: 'ola@example.no' }, null],
    ['postal_code', { postal_code: '015' }, 'postcode'],
    ['postal_code', { postal_code: '411 04', address_country: 'SE' }, null],
    ['postal_code', { postal_code: '', address_country: 'IE' }, null],
    ['phone_number', { phone_number: '' }, null],
    ['phone_number', { phone_number: '12' }, 'phone'],
    ['last_name', {}, 'required'],
  ] as const)('judge %s with %o as %s', (name, change, problem) => {
    expect(problemOf(name, { ...filled, ...change })).toBe(problem);
  });

  test('are sent trimmed, the number with its country, and consent as it was given', () => {
    const { buyer, address } = contactOf(filled);
    expect(buyer).toMatchObject({
      email: 'ola@example.no',
      phone_number: '+4791234567',
      consent: { 'dev.ucp.consent.marketing': { granted: false } },
    });
    expect(address).toMatchObject({ postal_code: '0155', address_country: 'NO' });
  });

  test('get the gateway’s complaint by the last member of its path', () => {
    const error = { type: 'error', code: 'invalid', content: 'Wrong.', severity: 'recoverable' } as const;
    expect(
      complaintsOf([
        { ...error, path: '$.buyer.email' },
        { ...error, path: '$.fulfillment.methods[0].destinations[0].postal_code' },
      ]),
    ).toEqual({
      email: 'Wrong.',
      postal_code: 'Wrong.',
    });
    expect(complaintsOf([{ ...error, path: '$.line_items' }])).toEqual({});
  });
});
