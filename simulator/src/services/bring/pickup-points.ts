import type { Position } from '@vitrine/contract';
import type { Answer, Call } from '../../kernel/service.ts';
import type { Town, TownPlace } from '../../seeds/town.ts';
import { doorsIn } from '../parcels/town-places.ts';

/** One of Bring's points, with hours as whole hours of the day. */
export interface Point {
  id: string;
  place: TownPlace;
  isLocker: boolean;
  weekday: { opens: number; closes: number };
  saturday: { opens: number; closes: number };
}

const towns = new WeakMap<Town, readonly Point[]>();

/** Every point of the town. Ids are Bring's six digits, and the same in every world of a seed. */
export function pointsOf(town: Town): readonly Point[] {
  const known = towns.get(town);
  if (known) return known;
  const points = readPoints(town);
  towns.set(town, points);
  return points;
}

function readPoints(town: Town): Point[] {
  const manned = town.pickupPoints.map((place, index) => {
    const weekday = { opens: 7 + (index % 3), closes: 20 + (index % 4) };
    return { id: String(121_500 + index), place, isLocker: false, weekday, saturday: { opens: 9, closes: 18 + (index % 3) } };
  });
  const always = { opens: 0, closes: 24 };
  const lockers = town.lockers.map((place, index) => ({
    id: String(951_200 + index),
    place,
    isLocker: true,
    weekday: always,
    saturday: always,
  }));
  return [...manned, ...lockers];
}

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** `0730`; lockers never close, which Bring writes as midnight to one before. */
const hour = (value: number): string => (value === 24 ? '2359' : `${String(value).padStart(2, '0')}00`);

function openingHours({ isLocker, weekday, saturday }: Point): { day: string; opening: string; closing: string }[] {
  return DAYS.slice(0, isLocker ? 7 : 6).map((day, index) => {
    const { opens, closes } = index === 5 ? saturday : weekday;
    return { day, opening: hour(opens), closing: hour(closes) };
  });
}

function hoursText(point: Point, [monday, friday, saturday, sunday]: readonly [string, string, string, string]): string {
  const span = ({ opens, closes }: { opens: number; closes: number }) => `${hour(opens)}-${hour(closes)}`;
  const text = `${monday} - ${friday}: ${span(point.weekday)}, ${saturday}: ${span(point.saturday)}`;
  return point.isLocker ? `${text}, ${sunday}: ${span(point.weekday)}` : text;
}

/** Metres east and north in UTM zone 33, as Bring's maps count. Source: Snyder, Map Projections, series of chapter 8. */
export function utm33({ latitude, longitude }: Position): { x: number; y: number } {
  const [a, e2, k] = [6_378_137, 0.006_694_379_990_14, 0.9996];
  const phi = (latitude * Math.PI) / 180;
  const ep2 = e2 / (1 - e2);
  const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const t = Math.tan(phi) ** 2;
  const c = ep2 * Math.cos(phi) ** 2;
  const b = (((longitude - 15) * Math.PI) / 180) * Math.cos(phi);
  const meridian =
    a *
    ((1 - e2 / 4 - (3 * e2 ** 2) / 64 - (5 * e2 ** 3) / 256) * phi -
      ((3 * e2) / 8 + (3 * e2 ** 2) / 32 + (45 * e2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * e2 ** 2) / 256 + (45 * e2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * e2 ** 3) / 3072) * Math.sin(6 * phi));
  const x = 500_000 + k * n * (b + ((1 - t + c) * b ** 3) / 6 + ((5 - 18 * t + t ** 2 + 72 * c - 58 * ep2) * b ** 5) / 120);
  const y =
    k *
    (meridian +
      n *
        Math.tan(phi) *
        (b ** 2 / 2 +
          ((5 - t + 9 * c + 4 * c ** 2) * b ** 4) / 24 +
          ((61 - 58 * t + t ** 2 + 600 * c - 330 * ep2) * b ** 6) / 720));
  return { x: Math.round(x), y: Math.round(y) };
}

/** One point in Bring's words. Without `distance` nobody asked from anywhere. */
function wirePoint(town: Town, point: Point, from?: { position: Position; metres: number }): Record<string, unknown> {
  const { id, place, isLocker } = point;
  const { street, number, letter, postalCode, place: city, position } = place.address;
  const { latitude, longitude } = position;
  const { x, y } = utm33(position);
  const address = `${street} ${number}${letter ?? ''}`.toUpperCase();
  const shouted = city.toUpperCase();
  return {
    id,
    unitId: id,
    name: place.name,
    address,
    postalCode,
    city: shouted,
    countryCode: 'NO',
    municipality: town.name.toUpperCase(),
    county: 'VESTLAND',
    visitingAddress: address,
    visitingPostalCode: postalCode,
    visitingCity: shouted,
    locationDescription: isLocker ? 'Pakkeboks utendørs' : 'I butikken',
    openingHoursNorwegian: hoursText(point, ['Man', 'Fre', 'Lør', 'Søn']),
    openingHoursEnglish: hoursText(point, ['Mon', 'Fri', 'Sat', 'Sun']),
    openingHoursFinnish: hoursText(point, ['Ma', 'Pe', 'La', 'Su']),
    openingHoursDanish: hoursText(point, ['Man', 'Fre', 'Lør', 'Søn']),
    openingHoursSwedish: hoursText(point, ['Mån', 'Fre', 'Lör', 'Sön']),
    latitude,
    longitude,
    utmX: String(x),
    utmY: String(y),
    postenMapsLink: `http://www.posten.no/kundeservice/kart?ID=${id}`,
    googleMapsLink: `http://maps.google.com/maps?f=q&hl=en&geocode=&q=${latitude},${longitude}`,
    distanceInKm: from ? (from.metres / 1000).toFixed(1) : '',
    ...(from
      ? {
          distanceType: 'DRIVING_DISTANCE',
          durationInMinutes: String(Math.max(1, Math.round(from.metres / 500))),
          durationType: 'DRIVING_TIME',
          routeMapsLink: `https://api.bring.com/pickuppoint/map/route?origlat=${from.position.latitude}&origlong=${from.position.longitude}&destlat=${latitude}&destlong=${longitude}`,
        }
      : {}),
    type: isLocker ? '37' : '4',
    additionalServiceCode: '1036',
    openingHours: openingHours(point),
    temporaryOpeningHours: [],
    specialOpeningHours: [],
  };
}

const withoutSuffix = (segment: string): string => segment.replace(/\.json$/, '');

/** Whether a point takes parcels. */
export type IsOpen = (id: string) => boolean;

/** Points near a place, nearest by road first, filtered as the query asks. */
function answerNear(town: Town, position: Position, query: URLSearchParams, isOpen: IsOpen): Answer {
  const [text, type, day] = [
    query.get('searchForText')?.toLowerCase(),
    query.get('pickupPointType'),
    query.get('openingHoursSearchType'),
  ];
  const [before, after] = [query.get('openOnOrBefore'), query.get('openOnOrAfter')];
  const wanted = Math.max(1, Number(query.get('numberOfResponses') ?? 10) || 10);
  const found = pointsOf(town)
    .filter(({ id }) => isOpen(id))
    .filter(({ isLocker }) => (type === 'locker' ? isLocker : type === 'manned' ? !isLocker : true))
    .filter((point) => !text || JSON.stringify(wirePoint(town, point)).toLowerCase().includes(text))
    .filter((point) =>
      openingHours(point).some(
        (open) =>
          (!day || day === 'ALL_WEEKDAYS' || open.day === day) &&
          (!before || open.opening <= before) &&
          (!after || open.closing >= after),
      ),
    )
    .map((point) => ({ point, metres: town.route(position, point.place.address.position).metres.at(-1) ?? 0 }))
    .sort((a, b) => a.metres - b.metres || (a.point.id < b.point.id ? -1 : 1))
    .slice(0, wanted);
  return { status: 200, body: { pickupPoint: found.map(({ point, metres }) => wirePoint(town, point, { position, metres })) } };
}

export function answerPostalCode(town: Town, { params, query }: Call, isOpen: IsOpen): Answer {
  const postalCode = withoutSuffix(params.postalCode!);
  if (params.country !== 'NO' || !/^\d{4}$/.test(postalCode))
    return { status: 400, body: { error: `${params.country} has no postal code ${postalCode}` } };
  const there = doorsIn(town, postalCode);
  if (there.length === 0) return { status: 200, body: { pickupPoint: [] } };
  const [street, number] = [query.get('street')?.trim().toLowerCase(), Number(query.get('streetNumber') ?? NaN)];
  const onStreet = there.filter(
    (address) =>
      street === address.street.toLowerCase() ||
      street === `${address.street} ${address.number}${address.letter ?? ''}`.toLowerCase(),
  );
  const door = onStreet.find((address) => address.number === number) ?? onStreet[0];
  const mean = (of: (position: Position) => number) => there.reduce((sum, { position }) => sum + of(position), 0) / there.length;
  return answerNear(
    town,
    door?.position ?? { latitude: mean((at) => at.latitude), longitude: mean((at) => at.longitude) },
    query,
    isOpen,
  );
}

export function answerLocation(town: Town, { params, query }: Call, isOpen: IsOpen): Answer {
  const [latitude, longitude] = withoutSuffix(params.coordinates!).split(',').map(Number);
  if (latitude === undefined || longitude === undefined || !Number.isFinite(latitude + longitude))
    return { status: 400, body: { error: 'The location must be latitude,longitude' } };
  return answerNear(town, { latitude, longitude }, query, isOpen);
}

export function answerId(town: Town, { params }: Call, isOpen: IsOpen): Answer {
  const point = pointsOf(town).find(({ id }) => id === withoutSuffix(params.id!));
  return point && isOpen(point.id) && params.country === 'NO'
    ? { status: 200, body: { pickupPoint: [wirePoint(town, point)] } }
    : { status: 404, body: { pickupPoint: [] } };
}
