import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalFromMinor, exponentOf, includedVat, minorFromDecimal } from './money.ts';

test('an ERP’s decimals become øre without a float in between', () => {
  expect(minorFromDecimal('2399.2000000000000', 'NOK')).toBe(239_920);
  expect(minorFromDecimal('0.29', 'NOK')).toBe(29);
  expect(minorFromDecimal('79', 'NOK')).toBe(7_900);
  expect(minorFromDecimal('-12.5', 'NOK')).toBe(-1_250);
});

test('digits beyond the currency are rounded half away from zero', () => {
  expect(minorFromDecimal('1.005', 'NOK')).toBe(101);
  expect(minorFromDecimal('-1.005', 'NOK')).toBe(-101);
  expect(minorFromDecimal('10.5', 'JPY')).toBe(11);
  expect(minorFromDecimal('1.2345', 'KWD')).toBe(1_235);
});

test('what is not a decimal number is refused', () => {
  for (const text of ['', 'NaN', '1,50', '1e3', '12.', ' ', '--1'])
    expect(() => minorFromDecimal(text, 'NOK')).toThrow(RangeError);
});

test('any amount survives the way to text and back, in any currency', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('NOK', 'JPY', 'KWD'), (amount, currency) => {
      expect(minorFromDecimal(decimalFromMinor(amount, currency), currency)).toBe(amount);
    }),
  );
});

test('currencies have their own number of decimals', () => {
  expect([exponentOf('NOK'), exponentOf('ISK'), exponentOf('KWD')]).toEqual([2, 0, 3]);
});

test('VAT inside a price is what the tax office would find', () => {
  expect(includedVat(12_500, 25)).toBe(2_500);
  expect(includedVat(9_900, 25)).toBe(1_980);
  expect(includedVat(11_500, 15)).toBe(1_500);
});
