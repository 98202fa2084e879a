import { Fault } from '@vitrine/contract';

/** What Vipps takes as a reference, in the narrower of its published lengths. Source: ePayment API, "ReferenceType". */
const REFERENCE = /^[a-zA-Z0-9-]{8,50}$/;

/** Before a reference that had to be spelled in hexadecimal digits. */
const SPELLED = 'x-';

/**
 * Our reference as Vipps will have it: itself where it fits, else its bytes in hexadecimal. The same each time, so that a
 * payment whose answer was lost is found again, and readable backwards.
 *
 * @throws {Fault} `defect` on more than 24 bytes that do not fit as they are.
 */
export function toVippsReference(reference: string): string {
  if (REFERENCE.test(reference) && !reference.startsWith(SPELLED)) return reference;
  const bytes = new TextEncoder().encode(reference);
  const spelled =
    SPELLED +
    [...bytes]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .padStart(6, '0');
  if (spelled.length > 50)
    throw new Fault('defect', 'payment.reference-too-long', `Vipps cannot carry the reference ${reference}`);
  return spelled;
}

/** Our reference, from what Vipps carries. */
export function fromVippsReference(carried: string): string {
  const digits = carried.startsWith(SPELLED) ? carried.slice(SPELLED.length) : '';
  if (!/^([0-9a-f]{2})+$/.test(digits)) return carried;
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
}
