import { atWallTime, onSameDay } from '../parcels/oslo-time.ts';
import { fields, list, number, text, type Fields } from '../parcels/reading.ts';
import type { Package, Product } from './products.ts';
import { findProduct } from './products.ts';
import type { Consignment, Party } from './consignment.ts';

/** A consignment of a booking request that can be booked. */
export interface Wish extends Pick<
  Consignment,
  'customerNumber' | 'reference' | 'correlationId' | 'sender' | 'recipient' | 'pointId'
> {
  product: Product;
  readyAt: number;
  packages: (Package & { sides: readonly [number, number, number]; correlationId: string | null })[];
}

/** Bring's published customer number for tests, and masked ones of its examples, which only a test booking may carry. */
const isTestCustomer = (customerNumber: string): boolean => /^[567]$|\*{4}$/.test(customerNumber);

/** Codes and messages of the contract's `errors.json`. */
const MESSAGES: Record<string, string> = {
  'BOOK-INPUT-002': 'Weight is required',
  'BOOK-INPUT-003': 'Schema version must be present',
  'BOOK-INPUT-004': 'At least one consignment must be specified',
  'BOOK-INPUT-006': 'Sender must be specified',
  'BOOK-INPUT-007': 'Recipient must be specified',
  'BOOK-INPUT-008': 'Product must be set',
  'BOOK-INPUT-009': 'Package or Package Group must be specified',
  'BOOK-INPUT-012': 'Shipping date and time must be provided',
  'BOOK-INPUT-013': 'Package dimensions must be provided',
  'BOOK-INPUT-014': 'Name must be provided',
  'BOOK-INPUT-015': 'Address must be provided',
  'BOOK-INPUT-016': 'City must be provided',
  'BOOK-INPUT-017': 'ISO Country code must be provided',
  'BOOK-INPUT-018': 'Product ID must be provided',
  'BOOK-INPUT-019': 'Customer number must be provided',
  'BOOK-INPUT-020': 'Invalid product ID',
  'BOOK-INPUT-021': 'Invalid customer number',
  'BOOK-INPUT-023': 'The shipment is too big to send with the given product',
  'BOOK-INPUT-025': 'The product is not available between the given countries',
  'BOOK-INPUT-030': 'Please set the testIndicator attribute on the request (true = test booking, false = production booking)',
  'BOOK-INPUT-045': 'Could not find a pickup point for the provided recipient',
  'BOOK_INPUT-057': 'Invalid postal Code',
  'BOOK_INPUT-059': 'Invalid input provided. Not able to parse the input successfully.',
  'BOOK_VALIDATION-011': 'A valid recipient mobile number or email address is required for notification',
};

/** One entry of a refusal. */
export const bookingError = (uniqueId: string, code: string): Fields => ({
  uniqueId,
  code,
  messages: [{ lang: 'en', message: MESSAGES[code] ?? code }],
});

/** What is wrong with the request as a whole. */
export function requestErrors(body: Fields | undefined): string[] {
  if (!body) return ['BOOK_INPUT-059'];
  return [
    ...(body.schemaVersion === undefined ? ['BOOK-INPUT-003'] : []),
    ...(typeof body.testIndicator === 'boolean' ? [] : ['BOOK-INPUT-030']),
    ...(list(body.consignments).length === 0 ? ['BOOK-INPUT-004'] : []),
  ];
}

/** Reads one consignment, or says everything that is wrong with it. */
export function readWish(
  consignment: Fields,
  options: { isTest: boolean; customerNumber: string; isPoint: (id: string) => boolean },
): { wish: Wish } | { errors: string[] } {
  const errors: string[] = [];
  const { isTest } = options;
  const parties = fields(consignment.parties);
  const readyAt = readDateTime(consignment.shippingDateTime);
  if (readyAt === undefined) errors.push('BOOK-INPUT-012');
  const sender = readParty(parties.sender, 'BOOK-INPUT-006', errors);
  const recipient = readParty(parties.recipient, 'BOOK-INPUT-007', errors);

  const { id, customerNumber: sentNumber } = fields(consignment.product);
  const [productId, customerNumber] = [text(id), text(sentNumber) ?? ''];
  const product = findProduct(productId ?? '');
  if (consignment.product === undefined || consignment.product === null) errors.push('BOOK-INPUT-008');
  else if (!productId) errors.push('BOOK-INPUT-018');
  else if (!product) errors.push('BOOK-INPUT-020');
  if (!customerNumber) errors.push('BOOK-INPUT-019');
  else if (customerNumber !== options.customerNumber && !(isTest && isTestCustomer(customerNumber)))
    errors.push('BOOK-INPUT-021');

  const packages = list(consignment.packages).map((item) => readPackage(fields(item), errors));
  if (packages.length === 0) errors.push('BOOK-INPUT-009');
  if (product && packages.some((each) => each.weightGrams > product.maxWeightGrams)) errors.push('BOOK-INPUT-023');
  if (sender.countryCode !== 'NO' || recipient.countryCode !== 'NO') errors.push('BOOK-INPUT-025');
  if (product && (product.kind === 'pickup' || product.kind === 'mailbox') && !recipient.email && !recipient.phone)
    errors.push('BOOK_VALIDATION-011');
  const pointId = product?.kind === 'pickup' ? text(fields(parties.pickupPoint).id) : undefined;
  if (pointId && !isTest && !options.isPoint(pointId)) errors.push('BOOK-INPUT-045');

  if (errors.length > 0 || !product || readyAt === undefined) return { errors: [...new Set(errors)] };
  const correlationId = text(consignment.correlationId) ?? null;
  const reference = text(fields(parties.sender).reference) ?? correlationId ?? '';
  return {
    wish: {
      product,
      readyAt,
      customerNumber,
      reference,
      correlationId,
      sender,
      recipient,
      packages,
      ...(pointId ? { pointId } : {}),
    },
  };
}

function readParty(wire: unknown, missing: string, errors: string[]): Party {
  const party = fields(wire);
  const contact = fields(party.contact);
  if (wire === undefined || wire === null) errors.push(missing);
  const required = (name: string, code: string) => {
    const value = text(party[name]) ?? '';
    if (!value && wire) errors.push(code);
    return value;
  };
  const postalCode = text(party.postalCode) ?? '';
  if (wire && !/^\d{4}$/.test(postalCode)) errors.push('BOOK_INPUT-057');
  return {
    name: required('name', 'BOOK-INPUT-014'),
    addressLine: required('addressLine', 'BOOK-INPUT-015'),
    addressLine2: text(party.addressLine2) ?? '',
    postalCode,
    city: required('city', 'BOOK-INPUT-016').toUpperCase(),
    countryCode: required('countryCode', 'BOOK-INPUT-017').toUpperCase(),
    email: text(contact.email) ?? '',
    phone: text(contact.phoneNumber) ?? '',
  };
}

function readPackage({ weightInKg, dimensions, correlationId }: Fields, errors: string[]): Wish['packages'][number] {
  const { heightInCm, widthInCm, lengthInCm } = fields(dimensions);
  const weight = number(weightInKg);
  const sides = [number(lengthInCm), number(widthInCm), number(heightInCm)];
  if (weight === undefined || weight <= 0) errors.push('BOOK-INPUT-002');
  if (sides.some((side) => side === undefined || side <= 0)) errors.push('BOOK-INPUT-013');
  return {
    weightGrams: Math.round((weight ?? 0) * 1000),
    sides: sides.map((side) => side ?? 0) as [number, number, number],
    correlationId: text(correlationId) ?? null,
  };
}

/** Milliseconds as a number or in text, RFC 3339, or a time without zone, which is Oslo's. */
function readDateTime(wire: unknown): number | undefined {
  const milliseconds = number(wire);
  if (milliseconds !== undefined) return milliseconds;
  const [, year, month, day, hour = '0', minute = '0', zone] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text(wire) ?? '') ?? [];
  if (!year) return undefined;
  const read = zone
    ? Date.parse(text(wire)!)
    : atWallTime({ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) });
  return Number.isNaN(read) ? undefined : read;
}

/** When people may expect it on the promised day. */
export function arrivalOn(day: number, { kind }: Product): { from: number; to: number } {
  return kind === 'pickup'
    ? { from: onSameDay(day, 10), to: onSameDay(day, 14) }
    : { from: onSameDay(day, 8), to: onSameDay(day, 16) };
}
