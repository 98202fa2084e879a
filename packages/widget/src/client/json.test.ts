import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { writeJson } from './json.ts';

type Patched = { toJSON?: () => string };
afterEach(() => {
  delete (Array.prototype as Patched).toJSON;
});

test('a page with Array.prototype.toJSON cannot change what is sent', () => {
  Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'broken', configurable: true });
  expect(writeJson({ line_items: [{ item: { id: 'KNIFE' }, quantity: 1 }] })).toBe(
    '{"line_items":[{"item":{"id":"KNIFE"},"quantity":1}]}',
  );
});

test('it writes what JSON.stringify writes on a page that nobody has touched', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(writeJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('it leaves out what is undefined and refuses what JSON cannot say', () => {
  expect(writeJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  expect(() => writeJson({ a: Number.NaN })).toThrow(TypeError);
  expect(() => writeJson({ a: () => 1 })).toThrow(TypeError);
});
