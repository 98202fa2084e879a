import type { Answer, Call, ServiceFactory } from '../../kernel/service.ts';
import type { TownAddress } from '../../seeds/town.ts';
import { AddressIndex, textOf, type AddressQuery } from './search.ts';

/** Parameters of the real API; all others are refused as it refuses them. */
const PARAMETERS = new Set([
  'sok',
  'fuzzy',
  'sokemodus',
  'adressetekst',
  'adressenavn',
  'nummer',
  'bokstav',
  'postnummer',
  'poststed',
  'kommunenummer',
  'kommunenavn',
  'objtype',
  'treffPerSide',
  'side',
  'asciiKompatibel',
  'utkoordsys',
  'filtrer',
]);

const MUNICIPALITY = { number: '4699' };

/** Kartverket's address search, open to all and without a key. Source: ws.geonorge.no/adresser/v1; see docs/upstream/kartverket.md. */
export const kartverketService = (): ServiceFactory => (env) => {
  let index: AddressIndex | undefined;
  const town = env.seeds.town;
  return {
    name: 'kartverket',
    title: 'Kartverket (address register)',
    origin: 'https://ws.geonorge.no',
    routes: [
      {
        method: 'GET',
        path: '/adresser/v1/sok',
        operation: 'search addresses',
        resolve: (call) => answer(call, (index ??= new AddressIndex(town.addresses)), town.name),
      },
    ],
    unknownPath: ({ path }, hint) => ({
      status: 404,
      headers: { 'access-control-allow-origin': '*' },
      body: { message: `The requested URL was not found on the server. ${path} is not one of: ${hint}` },
    }),
    documents: () => ({
      Addresses: town.addresses.slice(0, 200).map((address) => ({
        address: textOf(address),
        postal_code: address.postalCode,
        place: address.place,
        lat: address.position.latitude,
        lon: address.position.longitude,
      })),
    }),
  };
};

function answer(call: Call, index: AddressIndex, townName: string): Answer {
  const { query } = call;
  const errors: Record<string, string> = {};
  for (const name of query.keys()) if (!PARAMETERS.has(name)) errors[name] = `Ukjent parameter: ${name}`;
  const treffPerSide = readWhole(query, 'treffPerSide', { least: 1, most: 1_000, otherwise: 10 }, errors);
  const side = readWhole(query, 'side', { least: 0, most: 1_000, otherwise: 0 }, errors);
  const utkoordsys = readWhole(query, 'utkoordsys', { least: 1, most: 99_999, otherwise: 4258 }, errors);
  if (errors['utkoordsys'] === undefined && utkoordsys !== 4258 && utkoordsys !== 4326)
    errors['utkoordsys'] = `Koordinatsystemet ${utkoordsys} støttes ikke her; bruk 4258.`;
  const asked = readQuery(query, errors);
  if (Object.keys(errors).length > 0) return refusal('Input payload validation failed', errors);
  const searching = [
    'sok',
    'adressetekst',
    'adressenavn',
    'nummer',
    'bokstav',
    'postnummer',
    'poststed',
    'kommunenummer',
    'kommunenavn',
  ].some((name) => query.get(name)?.trim());
  if (!searching) return refusal('Input payload validation failed', { sok: 'Minst ett søkeparameter må være oppgitt.' });
  if (asked.fuzzy && query.get('sok')?.includes('*'))
    return refusal('Input payload validation failed', { fuzzy: 'fuzzy kan ikke brukes sammen med jokertegn (*).' });

  const elsewhere =
    (query.get('kommunenummer') ?? MUNICIPALITY.number) !== MUNICIPALITY.number ||
    (query.get('kommunenavn') ?? townName).toUpperCase() !== townName.toUpperCase();
  const found = elsewhere ? [] : index.find(asked);
  const from = side * treffPerSide;
  const ascii = query.get('asciiKompatibel') !== 'false';
  const page = found.slice(from, from + treffPerSide);
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*' },
    body: {
      metadata: {
        treffPerSide,
        side,
        totaltAntallTreff: found.length,
        viserFra: from,
        viserTil: from + treffPerSide,
        sokeStreng: query.toString(),
        asciiKompatibel: ascii,
      },
      adresser: page.map((address) => onWire(address, townName, utkoordsys)),
    },
  };
}

function readQuery(query: URLSearchParams, errors: Record<string, string>): AddressQuery {
  const flag = query.get('fuzzy') ?? 'false';
  if (flag !== 'true' && flag !== 'false') errors['fuzzy'] = `Invalid boolean: ${flag}`;
  const mode = query.get('sokemodus') ?? 'AND';
  if (mode !== 'AND' && mode !== 'OR') errors['sokemodus'] = `The value '${mode}' is not a valid choice for 'sokemodus'.`;
  const texts = (['sok', 'adressetekst', 'adressenavn', 'bokstav', 'postnummer', 'poststed'] as const).flatMap((name) =>
    query.get(name)?.trim() ? [[name, query.get(name)!.trim()] as const] : [],
  );
  const nummer = query.has('nummer') ? readWhole(query, 'nummer', { least: 0, most: 99_999, otherwise: 0 }, errors) : undefined;
  return {
    ...Object.fromEntries(texts),
    ...(nummer === undefined ? {} : { nummer }),
    fuzzy: flag === 'true',
    mode: mode === 'OR' ? 'OR' : 'AND',
  };
}

function readWhole(
  query: URLSearchParams,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
  errors: Record<string, string>,
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= least && value <= most) return value;
  errors[name] = `Invalid argument: ${text}. argument must be within the range ${least} - ${most}`;
  return otherwise;
}

const refusal = (message: string, errors: Record<string, string>): Answer => ({
  status: 400,
  headers: { 'access-control-allow-origin': '*' },
  body: { errors, message },
});

/** A small stable number of a text, for the codes of streets and properties. */
const codeOf = (text: string, most: number): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % most, 7) + 1;

function onWire(address: TownAddress, townName: string, epsg: number) {
  const { street, number, letter, postalCode, place, position } = address;
  const text = textOf(address);
  return {
    adressenavn: street,
    adressetekst: text,
    adressetilleggsnavn: null,
    adressekode: 1_000 + codeOf(street, 8_999),
    nummer: number,
    bokstav: letter ?? '',
    kommunenummer: MUNICIPALITY.number,
    kommunenavn: townName.toUpperCase(),
    gardsnummer: codeOf(street, 180),
    bruksnummer: codeOf(text, 900),
    festenummer: 0,
    undernummer: null,
    bruksenhetsnummer: [],
    objtype: 'Vegadresse',
    poststed: place.toUpperCase(),
    postnummer: postalCode,
    adressetekstutenadressetilleggsnavn: text,
    stedfestingverifisert: true,
    representasjonspunkt: { epsg: `EPSG:${epsg}`, lat: position.latitude, lon: position.longitude },
    oppdateringsdato: '2026-08-13T00:00:00',
  };
}
