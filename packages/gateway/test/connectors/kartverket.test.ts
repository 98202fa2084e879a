import { expect, test } from 'vitest';
import { createKartverket } from '../../src/connectors/kartverket/kartverket.ts';
import { faultOf, scripted, settled, type Reaction } from './scripted.ts';

const open = (script: Reaction[]) => {
  const { fetch, sent, clock } = scripted(script);
  return { addresses: createKartverket({ baseUrl: 'https://ws.geonorge.no', fetch, clock }), sent, clock };
};

const hit = {
  adressenavn: 'Bryggegata',
  adressetekst: 'Bryggegata 12B',
  adressetilleggsnavn: null,
  adressekode: 1234,
  nummer: 12,
  bokstav: 'B',
  kommunenummer: '4601',
  kommunenavn: 'BERGEN',
  postnummer: '5003',
  poststed: 'BERGEN',
  representasjonspunkt: { epsg: 'EPSG:4258', lat: 60.39, lon: 5.32 },
};
const answer = (...adresser: unknown[]) => ({
  json: { metadata: { totaltAntallTreff: adresser.length, side: 0, treffPerSide: 5 }, adresser },
});

test('an address comes as two lines that a reader expects, and with its place on the map', async () => {
  const { addresses, sent } = open([answer(hit)]);
  await expect(addresses.suggest({ text: '  Bryggegata   12 ', country: 'NO', limit: 5 })).resolves.toEqual([
    {
      id: '4601/5003/Bryggegata 12B',
      label: 'Bryggegata 12B',
      detail: '5003 Bergen',
      address: { street_address: 'Bryggegata 12B', postal_code: '5003', address_locality: 'Bergen', address_country: 'NO' },
      position: { latitude: 60.39, longitude: 5.32 },
    },
  ]);
  expect(sent[0]!.path).toBe('/adresser/v1/sok');
  expect(Object.fromEntries(sent[0]!.query)).toEqual({
    sok: 'Bryggegata 12',
    fuzzy: 'true',
    utkoordsys: '4258',
    treffPerSide: '5',
    side: '0',
  });
});

test('an address without a postal code is no place to send a parcel to', async () => {
  await expect(
    open([answer({ ...hit, postnummer: null, poststed: null })]).addresses.suggest({ text: 'B', country: 'NO', limit: 5 }),
  ).resolves.toEqual([]);
});

test('other countries and empty fields are not asked for', async () => {
  const { addresses, sent } = open([]);
  await expect(addresses.suggest({ text: 'Kungsgatan', country: 'SE', limit: 5 })).resolves.toEqual([]);
  await expect(addresses.suggest({ text: '  ', country: 'NO', limit: 5 })).resolves.toEqual([]);
  expect(sent).toEqual([]);
});

test.each([['silence' as const], [{ status: 503 }], [{ status: 502, text: '<html>' }]])(
  'a register that fails (%j) is only unavailable',
  async (reaction) => {
    const { addresses, clock } = open([reaction, reaction]);
    expect(await faultOf(settled(clock, addresses.suggest({ text: 'B', country: 'NO', limit: 5 })))).toMatchObject({
      kind: 'unavailable',
    });
  },
);

test('a page instead of an answer breaks the contract', async () => {
  expect(await faultOf(open([{ text: '<html>' }]).addresses.suggest({ text: 'B', country: 'NO', limit: 5 }))).toMatchObject({
    kind: 'defect',
  });
});
