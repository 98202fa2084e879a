import { describe, expect, test } from 'vitest';
import { readFrameMessage } from './frame-messages.ts';

const report = { complete: true, errors: {} };

describe('what the card frame says over its port', () => {
  test('is heard when it is one of the four messages', () => {
    expect(readFrameMessage({ type: 'changed', report })).toEqual({ type: 'changed', report });
    expect(readFrameMessage({ type: 'height', height: 111.2 })).toEqual({ type: 'height', height: 112 });
    expect(
      readFrameMessage({ type: 'collected', id: '1', token: 'pm_1Abc', display: { brand: 'visa', last_digits: '4242' } }),
    ).toEqual({
      type: 'collected',
      id: '1',
      token: 'pm_1Abc',
      display: { brand: 'visa', last_digits: '4242' },
    });
  });

  test.each([
    null,
    'changed',
    [],
    { type: 'paid' },
    { type: 'height', height: 90_000 },
    { type: 'height', height: Number.NaN },
    { type: 'changed', report: { complete: 'yes', errors: {} } },
    { type: 'collected', id: '1', token: '4242424242424242' },
    { type: 'collected', token: 'pm_1' },
    { type: 'invalid', id: 7, report },
    Object.create({ type: 'changed', report }) as unknown,
  ])('is not heard when it is %j', (said) => {
    expect(readFrameMessage(said)).toBeNull();
  });

  test('carries no number, no unknown field and nothing of a prototype', () => {
    const said = JSON.parse(
      '{"type":"collected","id":"1","token":"pm_1","display":{"last_digits":"4242424242424242","__proto__":{"brand":"x"},"number":"1"}}',
    ) as unknown;
    expect(readFrameMessage(said)).toEqual({ type: 'collected', id: '1', token: 'pm_1', display: {} });
    const errors = JSON.parse('{"number":"invalid","constructor":"x","cvv":"<b>"}') as unknown;
    expect(readFrameMessage({ type: 'changed', report: { complete: false, errors } })).toEqual({
      type: 'changed',
      report: { complete: false, errors: { number: 'invalid' } },
    });
  });
});
