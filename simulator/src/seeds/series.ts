import { Random } from '../kernel/random.ts';
import { careOf, kindOf } from './goods/care.ts';
import { drawSeriesNames, MAKERS, type Maker } from './goods/makers.ts';
import { HOME_SORTS } from './goods/sorts-home.ts';
import { KITCHEN_SORTS } from './goods/sorts-kitchen.ts';
import { OUTDOOR_SORTS } from './goods/sorts-outdoors.ts';
import type { Sort } from './goods/sorts.ts';
import {
  ADJECTIVES,
  englishLabel,
  folded,
  MATERIALS,
  PALETTES,
  SIZES,
  type Colour,
  type Palette,
  type Sizes,
  type Told,
} from './goods/words.ts';
import { SUPPLIERS, type SeedSupplier } from './suppliers.ts';

export const SORTS: readonly Sort[] = [...KITCHEN_SORTS, ...HOME_SORTS, ...OUTDOOR_SORTS];

/** One product of one maker's series, with its variants. */
export interface SeriesFamily {
  code: string;
  /** In the shop: `Kokkekniv Skarvøy`. */
  name: string;
  series: string;
  sort: Sort;
  description: string;
  english: { name: string; description: string };
  supplier: SeedSupplier;
  variants: SeriesVariant[];
}

export interface SeriesVariant {
  options: { name: string; label: string }[];
  colour: Colour | undefined;
  kroner: number;
  /** Hundredths of the sort's weight. */
  weight: number;
}

const CATEGORIES = [...new Set(SORTS.map(({ category }) => category))];

/** A maker's things stand beside each other: a series of pots has coffee cups too, and one of tents has sledges. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  'Kniver og skjæring': 'Gryter og panner',
  'Gryter og panner': 'Bakst',
  'Kaffe og te': 'Servering',
  Bakst: 'Servering',
  Servering: 'Kaffe og te',
  'Lys og lune': 'Vinter og lek',
  'Rent og ryddig': 'Hage og balkong',
  'Tur og fjell': 'Sjø og fiske',
  'Sjø og fiske': 'Tur og fjell',
  'Hage og balkong': 'Verktøy',
  Verktøy: 'Hage og balkong',
  'Vinter og lek': 'Tur og fjell',
};

/** Series after series without end, always the same ones in the same order: a larger shop has all that a smaller one has. */
export function* drawSeries(seed: number): Generator<SeriesFamily> {
  const random = new Random(seed, 'assortment/series');
  const names = drawSeriesNames(random);
  const stretch = Math.floor(names.length / CATEGORIES.length);
  const sortsIn = new Map(CATEGORIES.map((category) => [category, SORTS.filter((sort) => sort.category === category)]));
  const taken = new Set<string>();
  for (let round = 0; ; round++) {
    for (const [index, category] of random.shuffle(CATEGORIES.map((name, at) => [at, name] as const))) {
      // Each category has its own stretch of names, so that no name means two makers until the names run out.
      const series = names[(index * stretch + round) % names.length]!;
      const own = random.shuffle(sortsIn.get(category)!).slice(0, random.integer(3, 6));
      const beside = random.chance(0.4) ? [random.pick(sortsIn.get(NEIGHBOURS[category]!)!)] : [];
      const maker = random.pick(MAKERS[category]!);
      const supplier = random.pick(SUPPLIERS.filter(({ categories }) => categories.includes(category)));
      const house: House = {
        series,
        maker,
        supplier,
        tier: random.integer(0, 100),
        since: random.integer(1890, 2019),
        colours: new Map(),
      };
      for (const sort of [...own, ...beside]) {
        const family = drawFamily(sort, house, random);
        if (taken.has(family.code)) continue;
        taken.add(family.code);
        yield family;
      }
    }
  }
}

interface House {
  series: string;
  maker: Maker;
  supplier: SeedSupplier;
  /** 0 is the cheapest in its line, 100 the dearest. */
  tier: number;
  since: number;
  /** The colours of the series, by palette. */
  colours: Map<Palette, readonly Colour[]>;
}

function drawFamily(sort: Sort, house: House, random: Random): SeriesFamily {
  const { series, supplier } = house;
  const [description, english] = describe(sort, house, random);
  const [least, most] = sort.kroner;
  const tier = Math.max(0, Math.min(100, house.tier + random.integer(-12, 12)));
  // Squared, since most things in a shop are cheap.
  const kroner = least + ((most - least) * tier * tier) / 10_000;
  const sizes: Sizes['steps'] = sort.sizes ? someOf<Sizes['steps'][number]>(SIZES[sort.sizes].steps, random) : [];
  const colours = sort.palette ? coloursOf(house, sort.palette, random) : [];
  const variants: SeriesVariant[] = [];
  for (const [size, price, weight] of sizes.length > 1 ? sizes : ([['', 100, 100]] as const)) {
    for (const colour of colours.length > 1 ? colours : [undefined]) {
      variants.push({
        options: [
          ...(size ? [{ name: SIZES[sort.sizes!].option, label: size }] : []),
          ...(colour ? [{ name: 'Farge', label: colour }] : []),
        ],
        colour: colour ?? colours[0],
        kroner: shopPrice((kroner * price) / 100),
        weight,
      });
    }
  }
  return {
    code: `${sort.code}-${folded(series)}`,
    name: `${capital(sort.noun)} ${series}`,
    series,
    sort,
    description,
    english: { name: `${capital(sort.english)} ${series}`, description: english },
    supplier,
    variants,
  };
}

/** Neighbouring sizes: two at least, since one alone is no choice. */
function someOf<T>(steps: readonly T[], random: Random): readonly T[] {
  const count = random.integer(Math.min(2, steps.length), steps.length);
  const first = random.integer(0, steps.length - count);
  return steps.slice(first, first + count);
}

function coloursOf({ colours }: House, palette: Palette, random: Random): readonly Colour[] {
  const known = colours.get(palette);
  if (known) return known;
  const drawn = random.shuffle<Colour>(PALETTES[palette]).slice(0, random.integer(1, 4));
  colours.set(palette, drawn);
  return drawn;
}

/** What a thing is for, how it is made, who makes it and how it is kept: in Norwegian and in English. */
function describe(sort: Sort, house: House, random: Random): Told {
  const { form, noun, the, english } = sort;
  const [m, n, pl, adjective] = ADJECTIVES[random.pick(sort.adjectives)];
  const bare = form === 'pl' || sort.isMass;
  const first: Told = [
    `${bare ? capital(form === 'n' ? n : form === 'pl' ? pl : m) : form === 'n' ? `Et ${n}` : `En ${m}`} ${noun} ${sort.purpose[0]}.`,
    `${bare ? capital(adjective) : `${/^[aeiou]/.test(adjective) ? 'An' : 'A'} ${adjective}`} ${english} ${sort.purpose[1]}.`,
  ];
  const sentences: Told[] = [first, sort.detail];
  const material = sort.materials.length > 0 ? random.pick(sort.materials) : undefined;
  if (material) {
    const [nb, en] = random.pick<Told>(MATERIALS[material]);
    sentences.push([`${capital(the)} er laget av ${nb}.`, `Made of ${en}.`]);
  }
  sentences.push(provenance(house, random), careOf(kindOf(sort.kind, material), random));
  return [joined(sentences, 0), joined(sentences, 1)];
}

function provenance({ series, maker, since }: House, random: Random): Told {
  const { name, place } = maker;
  return random.pick<Told>([
    [`${series} er en serie fra ${name} ${place[0]}.`, `${series} is a series by ${name} ${place[1]}.`],
    [`${name} ${place[0]} har holdt på siden ${since}.`, `${name} ${place[1]} have been at it since ${since}.`],
    [`Tegnet og laget hos ${name} ${place[0]}.`, `Designed and made at ${name} ${place[1]}.`],
    [`Står fint sammen med resten av ${series}-serien.`, `It goes well with the rest of the ${series} series.`],
  ]);
}

const joined = (sentences: readonly Told[], language: 0 | 1): string =>
  sentences
    .map((told) => told[language])
    .filter(Boolean)
    .join(' ');

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** As shops set them: 39, 149, 349, 1290. */
function shopPrice(kroner: number): number {
  if (kroner < 100) return Math.max(19, Math.round(kroner / 10) * 10 - 1);
  if (kroner < 1_000) return Math.round(kroner / 50) * 50 - 1;
  return Math.round(kroner / 100) * 100 - 10;
}

/** `Chef’s knife Skarvøy, 20 cm, Black`. */
export const englishName = (family: string, options: readonly { label: string }[]): string =>
  [family, ...options.map(({ label }) => englishLabel(label))].join(', ');
