import { describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { kartverketService } from './kartverket.ts';

interface Found {
  metadata: Record<string, unknown>;
  adresser: {
    adressetekst: string;
    adressenavn: string;
    postnummer: string;
    poststed: string;
    nummer: number;
    bokstav: string;
    representasjonspunkt: { epsg: string; lat: number; lon: number };
  }[];
}

const world = new World({ seed: 3, services: { kartverket: kartverketService() } });
const { addresses } = world.seeds.town;
const search = async (query: Record<string, string>) => {
  const response = await world.network.fetchAs('gateway')(
    `https://ws.geonorge.no/adresser/v1/sok?${new URLSearchParams(query).toString()}`,
  );
  return { status: response.status, body: (await response.json()) as Found };
};
/** A street whose name has a letter that keyboards abroad lack. */
const northern = addresses.find(({ street }) => /[øå]/i.test(street))!;
const lettered = addresses.find(({ letter }) => letter)!;
const textOf = ({ street, number, letter }: (typeof addresses)[number]) => `${street} ${number}${letter ?? ''}`;

describe('the address register', () => {
  test('finds a whole address, with the place where the door is', async () => {
    const { body } = await search({ sok: `${textOf(lettered)}, ${lettered.postalCode} ${lettered.place}` });
    expect(body.adresser[0]).toMatchObject({
      adressetekst: textOf(lettered),
      nummer: lettered.number,
      bokstav: lettered.letter,
      postnummer: lettered.postalCode,
      poststed: lettered.place.toUpperCase(),
      representasjonspunkt: { epsg: 'EPSG:4258', lat: lettered.position.latitude, lon: lettered.position.longitude },
    });
  });

  test('needs whole words, unless a star stands for the rest', async () => {
    const start = lettered.street.slice(0, 4);
    expect((await search({ sok: start })).body.adresser).toEqual([]);
    const { body } = await search({ sok: `${start}*`, treffPerSide: '1000' });
    expect(body.adresser.map(({ adressenavn }) => adressenavn)).toContain(lettered.street);
    expect(
      body.adresser.every(({ adressenavn }) =>
        adressenavn
          .toLowerCase()
          .split(' ')
          .some((word) => word.startsWith(start.toLowerCase())),
      ),
    ).toBe(true);
  });

  test('reads å as aa or a, and ø as o', async () => {
    for (const spelling of [
      northern.street,
      northern.street.replace(/ø/gi, 'o').replace(/å/gi, 'a'),
      northern.street.replace(/å/gi, 'aa').replace(/ø/gi, 'oe'),
    ]) {
      const { body } = await search({ sok: spelling, treffPerSide: '1' });
      expect(body.adresser[0]?.adressenavn).toBe(northern.street);
    }
  });

  test('forgives a slip of the pen when asked to, but never in a number', async () => {
    const slipped = lettered.street.slice(0, 2) + lettered.street[3] + lettered.street[2] + lettered.street.slice(4);
    expect((await search({ sok: `${slipped} ${lettered.number}` })).body.adresser).toEqual([]);
    const { body } = await search({ sok: `${slipped} ${lettered.number}`, fuzzy: 'true' });
    expect(body.adresser[0]?.adressenavn).toBe(lettered.street);
    expect(body.adresser.every(({ nummer }) => nummer === lettered.number)).toBe(true);
  });

  test('narrows by postal code and place', async () => {
    const { body } = await search({ postnummer: lettered.postalCode, poststed: lettered.place, treffPerSide: '1000' });
    expect(body.adresser.length).toBe(addresses.filter(({ postalCode }) => postalCode === lettered.postalCode).length);
  });

  test('pages come whole and without repeats', async () => {
    const pages = await Promise.all(['0', '1', '2'].map((side) => search({ postnummer: '*', side, treffPerSide: '7' })));
    const texts = pages.flatMap(({ body }) =>
      body.adresser.map(({ adressetekst, postnummer }) => `${adressetekst} ${postnummer}`),
    );
    expect(new Set(texts).size).toBe(21);
    expect(pages[1]!.body.metadata).toMatchObject({
      side: 1,
      treffPerSide: 7,
      viserFra: 7,
      viserTil: 14,
      totaltAntallTreff: addresses.length,
    });
  });

  test.each([
    [{}],
    [{ sok: '  ' }],
    [{ sok: 'x', treffPerSide: 'many' }],
    [{ sok: 'x', side: '-1' }],
    [{ sok: 'x*', fuzzy: 'true' }],
    [{ sok: 'x', colour: 'blue' }],
  ])('refuses %j with 400 and says what is wrong', async (query) => {
    const { status, body } = await search(query);
    expect([status, Object.keys((body as unknown as { errors: object }).errors).length]).toEqual([400, 1]);
  });

  test('an address that does not exist is no mistake', async () => {
    expect(await search({ sok: 'Ingenstedsveien 999' })).toMatchObject({
      status: 200,
      body: { metadata: { totaltAntallTreff: 0 }, adresser: [] },
    });
  });
});
