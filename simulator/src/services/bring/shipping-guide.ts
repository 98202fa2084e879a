import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import { atWallTime, norwegianDate, wallTime } from '../parcels/oslo-time.ts';
import { fields, list, number, readBody, text, type Fields } from '../parcels/reading.ts';
import { promisedDay, terminalOf, workingDays, zonesBetween } from './itinerary.ts';
import { findProduct, listPrice, netPrice, priceText, refusal, type Package, type Product } from './products.ts';

/** Additional services that are played: code of the production system, and øre with VAT. */
const ADDITIONAL: Record<string, { code: string; price: number }> = {
  EVARSLING: { code: '1091', price: 0 },
  POSTOPPKRAV: { code: '2000', price: 8_125 },
};

interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** `POST /shippingguide/api/v2/products`. A service that cannot be had carries `errors`; the others are answered all the same. */
export function answerProducts(env: ServiceEnv, { text: sent }: Call, customerNumber: string): Answer {
  const body = readBody(sent);
  const consignments = list(body?.consignments);
  if (!body || consignments.length === 0)
    return invalid([{ field: 'consignments', code: 'REQUIRED', message: 'At least one consignment must be specified' }]);
  const traceMessages: string[] = [];
  const fieldErrors: FieldError[] = [];
  const answered = consignments.map((consignment, index) =>
    answerConsignment(env, body, fields(consignment), index, customerNumber, traceMessages, fieldErrors),
  );
  if (fieldErrors.length > 0) return invalid(fieldErrors);
  return {
    status: 200,
    body: { traceMessages: body.trace === true ? traceMessages : [], consignments: answered, uniqueId: uuid(env) },
  };
}

const invalid = (fieldErrors: FieldError[]): Answer => ({ status: 400, body: { fieldErrors } });

export function uuid(env: ServiceEnv): string {
  const random = env.random('uuids');
  const hex = Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function answerConsignment(
  env: ServiceEnv,
  body: Fields,
  consignment: Fields,
  index: number,
  customerNumber: string,
  traceMessages: string[],
  fieldErrors: FieldError[],
): Fields {
  const at = (name: string) => `consignments[${index}].${name}`;
  const require = (name: string, pattern: RegExp) => {
    const value = text(consignment[name]) ?? '';
    if (!pattern.test(value))
      fieldErrors.push({
        field: at(name),
        code: value ? 'INVALID' : 'REQUIRED',
        message: `${name} ${value ? 'is invalid' : 'is required'}`,
      });
    return value;
  };
  const [fromCountry, toCountry] = [
    require('fromCountryCode', /^[A-Za-z]{2}$/).toUpperCase(),
    require('toCountryCode', /^[A-Za-z]{2}$/).toUpperCase(),
  ];
  const [fromPostalCode, toPostalCode] = [require('fromPostalCode', /^\S{3,10}$/), require('toPostalCode', /^\S{3,10}$/)];
  const packages = readPackages(consignment);
  if (!packages)
    fieldErrors.push({
      field: at('packages'),
      code: 'REQUIRED',
      message: 'Every package needs a grossWeight in grams, above zero',
    });
  const asked = list(consignment.products).map(fields);
  if (asked.length === 0)
    fieldErrors.push({ field: at('products'), code: 'REQUIRED', message: 'At least one product must be specified' });
  const readyAt = readShippingDate(consignment.shippingDate, env.now());
  if (readyAt === undefined) fieldErrors.push({ field: at('shippingDate'), code: 'INVALID', message: 'shippingDate is invalid' });
  if (fieldErrors.length > 0 || !packages || readyAt === undefined) return {};

  const services = list(consignment.additionalServices).map(
    (service) => text(typeof service === 'object' ? fields(service).id : service) ?? '',
  );
  const inland = fromCountry === 'NO' && toCountry === 'NO' && /^\d{4}$/.test(fromPostalCode) && /^\d{4}$/.test(toPostalCode);
  return {
    products: asked.map((wish) => {
      const id = text(wish.id) ?? '';
      const agreed = text(wish.customerNumber);
      const head = { id, ...(agreed ? { customerNumber: agreed } : {}) };
      const product = findProduct(id);
      if (!product) return { ...head, errors: [{ code: 'INVALID_PRODUCT', description: `Unknown product ${id}` }] };
      if (!inland)
        return {
          ...head,
          errors: [
            {
              code: 'NO_COVERAGE',
              description: `${id} is not available between ${fromCountry}-${fromPostalCode} and ${toCountry}-${toPostalCode}`,
            },
          ],
        };
      const refused = refusal(product, packages);
      if (refused) return { ...head, errors: [refused] };
      for (const service of services)
        if (!ADDITIONAL[service]) traceMessages.push(`Additional service ${service} is not applicable for product ${id}`);
      const [from, to] = [terminalOf(env.seeds.town, fromPostalCode), terminalOf(env.seeds.town, toPostalCode)];
      const zones = zonesBetween(from, to);
      const english = text(body.language)?.toLowerCase() === 'en';
      return {
        ...head,
        productionCode: product.id,
        ...(body.withGuiInformation === false
          ? {}
          : { guiInformation: guiInformation(product, english ? 'en' : 'no', body.withEnvironmentalData === true) }),
        ...(body.withPrice === false ? {} : { price: price(product, packages, zones, services, agreed === customerNumber) }),
        ...(body.withExpectedDelivery === false
          ? {}
          : {
              expectedDelivery: expectedDelivery(
                promisedDay(product, from, to, readyAt),
                workingDays(product, from, to),
                Math.min(9, number(body.numberOfAlternativeDeliveryDates) ?? 0),
              ),
            }),
        ...(body.withEnvironmentalData === true ? { environmentalData: environmentalData(zones, english) } : {}),
      };
    }),
  };
}

function readPackages(consignment: Fields): Package[] | undefined {
  const packages: Package[] = [];
  for (const item of list(consignment.packages)) {
    const { grossWeight, length, width, height } = fields(item);
    const weightGrams = number(grossWeight);
    if (weightGrams === undefined || weightGrams <= 0) return undefined;
    const sides = [number(length), number(width), number(height)].filter((side) => side !== undefined && side > 0) as number[];
    packages.push({ weightGrams, ...(sides.length === 3 ? { sides: sides as [number, number, number] } : {}) });
  }
  return packages.length > 0 ? packages : undefined;
}

/** A wall time in Oslo, in texts or numbers. A day without an hour counts as its morning; none at all as now. */
function readShippingDate(wire: unknown, now: number): number | undefined {
  if (wire === undefined || wire === null) return now;
  const { year, month, day, hour, minute } = fields(wire);
  const [y, m, d] = [number(year), number(month), number(day)];
  if (y === undefined || m === undefined || d === undefined || m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return atWallTime({ year: y, month: m, day: d, hour: number(hour) ?? 10, minute: number(minute) ?? 0 });
}

function price(
  product: Product,
  packages: readonly Package[],
  zones: number,
  services: readonly string[],
  hasAgreement: boolean,
): Fields {
  const applied = services.flatMap((id) => (ADDITIONAL[id] ? [{ id, ...ADDITIONAL[id] }] : []));
  const extra = applied.reduce((sum, service) => sum + service.price, 0);
  const terms = (amount: number): Fields => ({
    priceWithoutAdditionalServices: priceText(amount),
    ...(applied.length > 0
      ? {
          additionalServices: applied.map((service) => ({
            additionalServiceId: service.id,
            additionalServiceDescription: '',
            additionalServicePrice: priceText(service.price),
            additionalServiceCodeFromProductionSystem: service.code,
          })),
        }
      : {}),
    priceWithAdditionalServices: priceText(amount + extra),
    currencyCode: 'NOK',
  });
  const listed = listPrice(product, packages, zones);
  return {
    listPrice: terms(listed),
    ...(hasAgreement ? { netPrice: terms(netPrice(listed)) } : {}),
    zones: { totalZoneCount: zones + 1 },
  };
}

function dateParts(day: number): { year: string; month: string; day: string } {
  const wall = wallTime(day);
  return { year: String(wall.year), month: String(wall.month), day: String(wall.day) };
}

function expectedDelivery(day: number, days: number, alternatives: number): Fields {
  const later = Array.from({ length: alternatives }, (_, index) => addWorkingDays(day, index + 1));
  return {
    workingDays: String(days),
    userMessage: '',
    formattedExpectedDeliveryDate: norwegianDate(day),
    expectedDeliveryDate: dateParts(day),
    alternativeDeliveryDates: later.map((date, index) => ({
      shippingDate: null,
      workingDays: String(days + index + 1),
      formattedExpectedDeliveryDate: norwegianDate(date),
      expectedDeliveryDate: dateParts(date),
    })),
  };
}

function guiInformation(product: Product, language: 'no' | 'en', withEnvironment: boolean): Fields {
  const asset = (name: string) => `https://www.mybring.com/shipping-guide/assets/img/${name}`;
  return {
    sortOrder: String(product.sortOrder),
    mainDisplayCategory: language === 'en' ? 'Parcel' : 'Pakke',
    subDisplayCategory: product.category[language],
    trackable: true,
    logo: 'POSTEN',
    logoUrl: asset('Posten_logo.svg'),
    displayName: product.displayName[language],
    productName: product.productName[language],
    descriptionText: product.description[language],
    helpText: product.description[language],
    shortName: product.productName[language],
    deliveryType: product.deliveryType[language],
    maxWeightInKgs: String(product.maxWeightGrams / 1000),
    ...(withEnvironment
      ? {
          environmentalLogoUrl: asset('Environment_logo.svg'),
          environmentalTagUrl: asset(`Environment_tag_fossilFree_${language}.png`),
        }
      : {}),
  };
}

/** Bring tells only the last mile: electric in the town, part biogas elsewhere. */
function environmentalData(zones: number, english: boolean): Fields[] {
  const description = english
    ? 'The parcel is delivered with fossil-free fuel from the local terminal to the chosen delivery address'
    : 'Pakken leveres fossilfritt fra den lokale terminalen til valgt leveringsadresse';
  return [
    {
      transportLeg: 'LAST_MILE',
      fossilFree: true,
      description,
      details: zones === 0 ? { electric: 1, bio: 0 } : { electric: 0.6, bio: 0.4 },
    },
  ];
}
