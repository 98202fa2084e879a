import type { Town } from '../../seeds/town.ts';
import { clockTime, norwegianDate, osloIso } from '../parcels/oslo-time.ts';
import { volumeDm3, type BookedPackage, type Consignment, type Party, type TrackingEvent } from './consignment.ts';
import { pointsOf } from './pickup-points.ts';
import { findProduct, PRODUCTS } from './products.ts';

type Language = 'en' | 'no';

const NORWEGIAN: Record<TrackingEvent['status'], string> = {
  PRE_NOTIFIED: 'Vi har fått beskjed om sendingen, men ikke mottatt den ennå.',
  HANDED_IN: 'Sendingen er innlevert til Bring.',
  IN_TRANSIT: 'Sendingen er ankommet terminal og videresendt.',
  TRANSPORT_TO_RECIPIENT: 'Sendingen er lastet for utkjøring.',
  READY_FOR_PICKUP: 'Sendingen er ankommet hentestedet.',
  DELIVERED: 'Sendingen er utlevert.',
  DEVIATION: 'Det har oppstått et avvik med sendingen.',
  RETURN: 'Sendingen er på vei tilbake til avsender.',
  DELIVERED_SENDER: 'Sendingen er utlevert til avsender.',
};

const STATUS_TEXT: Partial<Record<TrackingEvent['status'], Record<Language, string>>> = {
  PRE_NOTIFIED: {
    en: 'Norway Post/Bring has received a message from sender that a package is on its way, but has not yet received the package. In case of questions, please contact the sender',
    no: 'Posten/Bring har fått melding fra avsender om at en pakke er på vei, men har ikke mottatt den ennå.',
  },
  READY_FOR_PICKUP: { en: 'Package can be collected at pickup point.', no: 'Pakken kan hentes på hentestedet.' },
};

/** The whole answer about some consignments. */
export function trackingAnswer(town: Town, consignments: readonly Consignment[], language: Language): Record<string, unknown> {
  return { apiVersion: '2', consignmentSet: consignments.map((consignment) => wireConsignment(town, consignment, language)) };
}

/** Errors come in the body of a 200, as the contract's examples have them. */
export const trackingError = (code: number, message: string): Record<string, unknown> => ({
  apiVersion: '2',
  consignmentSet: [{ error: { code, message } }],
});

const wireAddress = ({ addressLine, addressLine2, postalCode, city, countryCode }: Party) => ({
  addressLine1: addressLine,
  addressLine2,
  postalCode,
  city,
  countryCode,
  country: countryCode === 'NO' ? 'Norway' : '',
});

const sum = (values: readonly number[]): number => Math.round(values.reduce((total, value) => total + value, 0) * 1000) / 1000;

function wireConsignment(town: Town, consignment: Consignment, language: Language): Record<string, unknown> {
  const { sender, recipient, packages } = consignment;
  return {
    consignmentId: consignment.number,
    previousConsignmentId: '',
    packageSet: packages.map((each) => wirePackage(town, consignment, each, language)),
    recipientName: recipient.name,
    recipientAddress: wireAddress(recipient),
    recipientHandlingAddress: wireAddress(recipient),
    senderReference: consignment.reference,
    senderCustomerNumber: consignment.customerNumber,
    senderCustomerMasterNumber: consignment.customerNumber,
    senderName: sender.name,
    senderAddress: wireAddress(sender),
    senderHandlingAddress: '',
    senderCustomerType: '',
    recipientCustomerNumber: '',
    recipientCustomerMasterNumber: '',
    recipientCustomerType: '',
    totalListPrice: '',
    totalContractPrice: '',
    listPricePackageCount: '',
    contractPricePackageCount: '',
    currencyCode: '',
    consignmentActionSet: [],
    senderLogo: '',
    totalWeightInKgs: sum(packages.map(({ weightGrams }) => weightGrams / 1000)),
    totalVolumeInDm3: sum(packages.map(volumeDm3)),
    isPickupNoticeAvailable: packages.some(({ events }) => events[0]?.status === 'READY_FOR_PICKUP'),
  };
}

function wirePackage(town: Town, consignment: Consignment, each: BookedPackage, language: Language): Record<string, unknown> {
  const { sender, recipient, arrives, pointId } = consignment;
  const product = findProduct(consignment.productId) ?? PRODUCTS[0]!;
  const newest = each.events[0];
  const point = pointId ? pointsOf(town).find(({ id }) => id === pointId) : undefined;
  const delivered = newest?.status === 'DELIVERED' ? newest : undefined;
  return {
    statusDescription: (newest && STATUS_TEXT[newest.status]?.[language]) ?? '',
    descriptions: [],
    packageNumber: each.number,
    previousPackageNumber: '',
    productName: product.productName[language],
    productCode: product.id,
    productLink: `http://www.bring.no/english/shortcuts/${product.id}`,
    brand: 'POSTEN',
    lengthInCm: each.length,
    widthInCm: each.width,
    heightInCm: each.height,
    volumeInDm3: volumeDm3(each),
    weightInKgs: each.weightGrams / 1000,
    listPrice: '',
    contractPrice: '',
    currencyCode: '',
    pickupCode: newest?.status === 'READY_FOR_PICKUP' ? pickupCode(each.number) : '',
    shelfNumber: '',
    dateOfReturn: newest?.status === 'READY_FOR_PICKUP' ? norwegianDate(newest.at + 14 * 86_400_000) : '',
    dateOfEstimatedDelivery: norwegianDate(arrives.from),
    estimatedTimeSpanOfDelivery: { startTime: clockTime(arrives.from), endTime: clockTime(arrives.to) },
    dateOfDelivery: delivered ? norwegianDate(delivered.at) : '',
    senderName: sender.name,
    senderAddress: wireAddress(sender),
    senderHandlingAddress: '',
    recipientName: recipient.name,
    recipientAddress: wireAddress(recipient),
    recipientHandlingAddress: wireAddress(recipient),
    recipientMobileNumber: recipient.phone,
    recipientEmailAddress: recipient.email,
    eventSet: each.events.map((event) => wireEvent(event, language)),
    additionalServiceSet:
      recipient.email || recipient.phone
        ? [
            {
              id: '1091',
              description: 'eAdvising',
              amount: '',
              currencyCode: '',
              longDescription: 'Delivery advising will be sent via sms and/or e-mail',
            },
          ]
        : [],
    requestedPackage: '',
    isDenmarkProductWithQIEvent: false,
    thirdPartyMobileNumber: '',
    expectedPickupUnitId: point?.id ?? '',
    expectedPickupUnitName: point?.place.name ?? '',
    expectedPickupUnitURL: point ? `https://www.posten.no/kundeservice/postkontor-info?enhetsnr=${point.id}` : '',
  };
}

/** What the recipient says at the counter: two letters and two digits, made of the number. */
function pickupCode(number: string): string {
  const letter = (digits: string) => 'ABCDEFGHJKLMNPRSTUVWXYZ'[Number(digits) % 23]!;
  return letter(number.slice(-6, -4)) + letter(number.slice(-5, -3)) + number.slice(-2);
}

function wireEvent(
  { at, status, description, unitId, postalCode, city, signature }: TrackingEvent,
  language: Language,
): Record<string, unknown> {
  return {
    description: language === 'no' ? NORWEGIAN[status] : description,
    status,
    lmEventCode: '',
    lmCauseCode: '',
    lmMeasureCode: '',
    recipientSignature: { name: signature, linkToImage: '' },
    unitId,
    unitInformationUrl:
      status === 'READY_FOR_PICKUP' ? `https://api.bring.com/pickuppoint/api/pickuppoint/NO/id/${unitId}.json` : '',
    unitType: 'BRING',
    postalCode,
    city,
    countryCode: city ? 'NO' : '',
    country: city ? 'Norway' : '',
    dateIso: osloIso(at),
    displayDate: norwegianDate(at),
    displayTime: clockTime(at),
    consignmentEvent: false,
    insignificant: false,
    gpsXCoordinate: '',
    gpsYCoordinate: '',
    gpsMapUrl: '',
  };
}

const escape = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page behind a booking's tracking link. */
export function trackingPage({ number, packages }: Consignment): string {
  const rows = packages
    .flatMap(({ events }) => events)
    .map(({ at, description, city }) => `<li><time>${osloIso(at)}</time> ${escape(description)} ${escape(city)}</li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bring ${number}</title><h1>${number}</h1><ol>${rows.join('')}</ol></html>`;
}
