import type { Random } from '../../kernel/random.ts';
import type { Told } from './words.ts';

/** A house that makes things, and where: `på Voss`, `in Voss`. */
export interface Maker {
  name: string;
  place: Told;
}

const maker = (name: string, nb: string, en: string): Maker => ({ name, place: [nb, en] });

/** Makers by category. Not those who bring the goods: see `suppliers.ts`. */
export const MAKERS: Readonly<Record<string, readonly Maker[]>> = {
  'Kniver og skjæring': [
    maker('Egersmia', 'i Egersund', 'in Egersund'),
    maker('Stål & Bjørk', 'på Geilo', 'in Geilo'),
    maker('Knivverket', 'i Øystre Slidre', 'in Øystre Slidre'),
  ],
  'Gryter og panner': [
    maker('Jæren Støperi', 'på Bryne', 'in Bryne'),
    maker('Ovnsverket', 'på Ulefoss', 'in Ulefoss'),
    maker('Kokestedet', 'i Drammen', 'in Drammen'),
  ],
  'Kaffe og te': [
    maker('Kaffebrenneriet Brygga', 'i Nordhavn', 'in Nordhavn'),
    maker('Kverna', 'i Trondheim', 'in Trondheim'),
    maker('Tehuset Lind', 'i Arendal', 'in Arendal'),
  ],
  Bakst: [
    maker('Bakstehuset', 'i Ulvik', 'in Ulvik'),
    maker('Form og Mel', 'på Toten', 'in Toten'),
    maker('Steinovnen', 'på Røros', 'in Røros'),
  ],
  Servering: [
    maker('Leirbua', 'i Nordhavn', 'in Nordhavn'),
    maker('Glasshytta Sund', 'i Lillesand', 'in Lillesand'),
    maker('Dekk Bordet', 'i Bergen', 'in Bergen'),
  ],
  'Lys og lune': [
    maker('Veveriet Ask', 'på Askøy', 'on Askøy'),
    maker('Lysstøperiet', 'i Hamar', 'in Hamar'),
    maker('Fonna Spinneri', 'på Salhus', 'in Salhus'),
  ],
  'Rent og ryddig': [
    maker('Såpekokeriet', 'i Florø', 'in Florø'),
    maker('Børstebinderiet', 'på Toten', 'in Toten'),
    maker('Ryddig', 'i Sandnes', 'in Sandnes'),
  ],
  'Tur og fjell': [
    maker('Vidde', 'på Geilo', 'in Geilo'),
    maker('Fjellverk', 'på Voss', 'in Voss'),
    maker('Tregrensa', 'i Tromsø', 'in Tromsø'),
  ],
  'Sjø og fiske': [
    maker('Krok og Snøre', 'i Lofoten', 'in Lofoten'),
    maker('Naustet', 'på Fitjar', 'in Fitjar'),
    maker('Havgang', 'i Ålesund', 'in Ålesund'),
  ],
  'Hage og balkong': [
    maker('Hageverket', 'i Kvinnherad', 'in Kvinnherad'),
    maker('Spire', 'på Ås', 'in Ås'),
    maker('Grønne Fingre', 'i Stavanger', 'in Stavanger'),
  ],
  Verktøy: [
    maker('Smia', 'på Gjøvik', 'in Gjøvik'),
    maker('Skaft & Stål', 'i Mandal', 'in Mandal'),
    maker('Benken', 'på Kongsberg', 'in Kongsberg'),
  ],
  'Vinter og lek': [
    maker('Snøfonn', 'på Beitostølen', 'in Beitostølen'),
    maker('Lekestua', 'i Kristiansand', 'in Kristiansand'),
    maker('Votteverket', 'på Selbu', 'in Selbu'),
  ],
};

const BEGINNINGS = [
  'Skarv', 'Tern', 'Lom', 'Havn', 'Brim', 'Storm', 'Fjell', 'Vard', 'Nord', 'Sør', 'Vest', 'Aust', 'Sol', 'Hei', 'Myr', 'Furu', 'Bjørk',
  'Osp', 'Rogn', 'Selj', 'Lyng', 'Mose', 'Stein', 'Berg', 'Glim', 'Sund', 'Lang', 'Kvit', 'Rav', 'Hauk', 'Orr', 'Elg', 'Hjort', 'Oter',
  'Tang', 'Alv', 'Foss', 'Snø', 'Rim', 'Tind', 'Hegg', 'Kløver', 'Mel', 'Tor', 'Frøy', 'Bruse', 'Ring', 'Grann', 'Tveit', 'Utsir',
]; // prettier-ignore
const ENDINGS = [
  'øy', 'vik', 'nes', 'sund', 'våg', 'fjord', 'holm', 'skjær', 'heim', 'dal', 'lia', 'stad', 'haug', 'ås', 'voll', 'eid', 'tun', 'mo',
  'bu', 'vang', 'mark', 'tind', 'vatn', 'bre', 'strand', 'havn', 'berg', 'røys', 'sjø', 'bukt',
]; // prettier-ignore

/** Names of series: places as they are called along the coast. Each once. */
export function drawSeriesNames(random: Random): string[] {
  const names = BEGINNINGS.flatMap((beginning) =>
    ENDINGS.filter(
      (ending) =>
        beginning.toLowerCase() !== ending &&
        beginning.at(-1) !== ending[0] &&
        !(/[øå]$/.test(beginning) && /^[øå]/.test(ending)),
    ).map((ending) => beginning + ending),
  );
  return random.shuffle(names);
}
