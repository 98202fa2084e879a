import { Fault } from '@vitrine/contract';
import type * as v from 'valibot';
import type { CarrierPort, Consignment } from '../../ports.ts';
import type { Booked } from './bring-answers.ts';

type Order = Parameters<CarrierPort['book']>[0];
type Place = Order['from'] & { email?: string };

/** Bring prints no more than this of a line. */
const LINE = 35;
const line = (text: string | undefined) => (text ?? '').slice(0, LINE);

const partyOf = (place: Place, reference: string) => ({
  name: line(place.name),
  addressLine: line(place.street_address),
  addressLine2: place.extended_address ? line(place.extended_address) : null,
  postalCode: place.postal_code,
  city: line(place.address_locality),
  countryCode: place.address_country ?? 'NO',
  reference: line(reference),
  contact: {
    name: line(place.name),
    ...(place.email ? { email: place.email } : {}),
    ...(place.phone_number ? { phoneNumber: place.phone_number } : {}),
  },
});

/** Body of `POST /booking/api/booking`: one consignment. */
export function bookingRequest(order: Order, { customerNumber, test }: { customerNumber: string; test: boolean }) {
  const { reference, service, point, from, to, parcels, readyAt } = order;
  const [productId, pointId = point?.id] = service.split('/', 2);
  return {
    schemaVersion: 1,
    testIndicator: test,
    consignments: [
      {
        shippingDateTime: readyAt,
        correlationId: reference,
        parties: {
          sender: partyOf(from, reference),
          recipient: partyOf(to, reference),
          pickupPoint: pointId ? { id: pointId, countryCode: to.address_country ?? 'NO' } : null,
        },
        product: { id: productId, customerNumber },
        packages: parcels.map(({ weightGrams, sizeMillimetres: { length, width, height } }, index) => ({
          // Ten grams are Bring's finest step, rounded up so that no parcel is heavier than announced.
          weightInKg: Math.ceil(weightGrams / 10) / 100,
          dimensions: {
            lengthInCm: Math.ceil(length / 10),
            widthInCm: Math.ceil(width / 10),
            heightInCm: Math.ceil(height / 10),
          },
          correlationId: `${reference}-${index + 1}`,
        })),
      },
    ],
  };
}

/**
 * What Bring answered, or why it did not book.
 *
 * @throws {Fault} `unavailable` when a system behind Bring is down, `uncertain` when Bring does not know itself what went
 * wrong, `defect` when our request was wrong.
 */
export function consignmentOf({ consignments }: v.InferOutput<typeof Booked>): Consignment {
  const { confirmation, errors } = consignments[0]!;
  if (!confirmation) {
    const detail = { codes: errors.map(({ code }) => code) };
    if (detail.codes.includes('BOOK-INTERNAL-002'))
      throw new Fault('unavailable', 'bring.unavailable', 'Bring cannot book now', { detail });
    if (detail.codes.includes('BOOK-INTERNAL-001'))
      throw new Fault('uncertain', 'bring.failed', 'Bring failed while booking', { detail });
    throw new Fault('defect', 'bring.refused', `Bring refused the booking: ${detail.codes.join(', ')}`, { detail });
  }
  const { consignmentNumber, links, packages } = confirmation;
  return {
    consignmentId: consignmentNumber,
    parcels: packages.map(({ packageNumber }) => ({
      trackingNumber: packageNumber,
      ...(/^\d{18}$/.test(packageNumber) ? { sscc: packageNumber } : {}),
      labelUrl: links.labels,
    })),
    ...(links.tracking ? { trackingUrl: links.tracking } : {}),
  };
}
