import fc from 'fast-check';
import qs from 'qs';
import { expect, test } from 'vitest';
import { parseForm } from './form.ts';

test('brackets are read as Stripe writes them', () => {
  const text =
    'amount=100&metadata[order]=1&metadata[a b]=x%26y&expand[]=charge&expand[]=refunds&events[0]=*&card[number]=4242+4242&empty=&odd[=1';
  expect(JSON.parse(JSON.stringify(parseForm(text)))).toEqual({
    amount: '100',
    metadata: { order: '1', 'a b': 'x&y' },
    expand: ['charge', 'refunds'],
    events: ['*'],
    card: { number: '4242 4242' },
    empty: '',
    'odd[': '1',
  });
});

test('a field called __proto__ is a field and changes nothing else', () => {
  expect(Object.keys(parseForm('__proto__[polluted]=1'))).toEqual(['__proto__']);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

const name = fc.stringMatching(/^[a-z_]{1,8}$/).filter((text) => text !== '__proto__');
const value = fc.letrec<{ group: object; member: unknown }>((tie) => ({
  member: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
    tie('group'),
  ),
  group: fc.dictionary(name, tie('member'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
}));

test('whatever another form writer writes is read back as it was', () => {
  fc.assert(
    fc.property(value.group, fc.constantFrom('indices' as const, 'brackets' as const), (group, arrayFormat) => {
      expect(JSON.parse(JSON.stringify(parseForm(qs.stringify(group, { arrayFormat }))))).toEqual(group);
    }),
    { numRuns: 200 },
  );
});
