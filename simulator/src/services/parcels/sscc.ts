/** GS1's check digit: weights 3 and 1 from the right. Source: GS1 General Specifications, section 7.9. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++)
    sum += Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Serial shipping container code, 18 digits: extension digit, company prefix, serial number, check digit. */
export function makeSscc(companyPrefix: string, serial: number): string {
  const body = `3${companyPrefix}${String(serial).padStart(16 - companyPrefix.length, '0')}`;
  if (!/^\d{17}$/.test(body)) throw new RangeError(`No SSCC has the prefix ${companyPrefix} and the serial number ${serial}.`);
  return body + String(gs1CheckDigit(body));
}

export const isSscc = (text: string): boolean => /^\d{18}$/.test(text) && gs1CheckDigit(text.slice(0, 17)) === Number(text[17]);
