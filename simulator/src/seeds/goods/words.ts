/** A word or sentence in Norwegian, and the same in English. */
export type Told = readonly [nb: string, en: string];

/** How a noun bends what stands by it: `en solid kniv`, `et solid brett`, `solide sokker`. */
export type Form = 'm' | 'n' | 'pl';

/** An adjective by form, and in English. */
export type Adjective = readonly [m: string, n: string, pl: string, en: string];

/** Colours that goods come in: the English name, a backdrop that goes with it, and what the object itself is tinted with. */
export const COLOURS = {
  Fjordblå: ['Fjord blue', '#ccdae3', '#2f5d7c'],
  Tyttebærrød: ['Lingonberry red', '#ead5d2', '#a83a3a'],
  Mose: ['Moss', '#d9e0cf', '#66793f'],
  Hvit: ['White', '#eceae6', '#efeeea'],
  Sjøgrå: ['Sea grey', '#d8dee0', '#7d8f99'],
  Lyng: ['Heather', '#e5d9e2', '#8f5f8c'],
  Sort: ['Black', '#d6d6d6', '#3a3a3c'],
  Grå: ['Grey', '#dfdfde', '#8b8d90'],
  Rust: ['Rust', '#ecd9cc', '#b0592c'],
  Natur: ['Natural', '#ede5d6', '#cdb894'],
  Skog: ['Forest', '#d3ddd2', '#2f5a41'],
  Havre: ['Oat', '#ece2d0', '#d8c49c'],
  Skifer: ['Slate', '#d5d9dd', '#56616b'],
  Sand: ['Sand', '#eee4d2', '#c9ae83'],
  Multe: ['Cloudberry', '#f0e0c4', '#d98e2b'],
  Blåbær: ['Bilberry', '#d4d4e6', '#3f3f74'],
  Isblå: ['Ice blue', '#d8e8ee', '#8fb9cc'],
  Nype: ['Rosehip', '#eed6d0', '#c2483f'],
} as const satisfies Record<string, readonly [english: string, backdrop: string, tint: string]>;

export type Colour = keyof typeof COLOURS;

export const PALETTES = {
  kitchen: ['Sort', 'Fjordblå', 'Tyttebærrød', 'Mose', 'Hvit', 'Blåbær', 'Multe'],
  table: ['Hvit', 'Sjøgrå', 'Lyng', 'Havre', 'Fjordblå', 'Skifer', 'Sand'],
  textile: ['Grå', 'Rust', 'Mose', 'Natur', 'Fjordblå', 'Havre', 'Nype', 'Lyng'],
  outdoor: ['Skog', 'Fjordblå', 'Rust', 'Sort', 'Multe', 'Skifer', 'Blåbær'],
  bright: ['Tyttebærrød', 'Multe', 'Isblå', 'Skog', 'Fjordblå', 'Nype'],
} as const satisfies Record<string, readonly Colour[]>;

export type Palette = keyof typeof PALETTES;

/** What is measured, and steps: label, and how many hundredths of price and weight of the middle one. */
export interface Sizes {
  option: string;
  steps: readonly (readonly [label: string, price: number, weight: number])[];
}

// prettier-ignore
export const SIZES = {
  blade: { option: 'Størrelse', steps: [['12 cm', 80, 60], ['16 cm', 90, 80], ['20 cm', 100, 100], ['24 cm', 120, 125]] },
  board: { option: 'Størrelse', steps: [['30 × 20 cm', 75, 55], ['40 × 28 cm', 100, 100], ['50 × 35 cm', 140, 160]] },
  pan: { option: 'Størrelse', steps: [['20 cm', 80, 60], ['24 cm', 90, 78], ['28 cm', 100, 100], ['32 cm', 120, 130]] },
  litres: { option: 'Volum', steps: [['1,5 l', 75, 55], ['3 l', 100, 100], ['5 l', 130, 150]] },
  cups: { option: 'Volum', steps: [['2 dl', 90, 75], ['3 dl', 100, 100], ['4 dl', 112, 125]] },
  bottle: { option: 'Volum', steps: [['0,5 l', 85, 75], ['0,75 l', 100, 100], ['1 l', 115, 125]] },
  pieces: { option: 'Antall', steps: [['2 stk.', 55, 50], ['4 stk.', 100, 100], ['6 stk.', 140, 150]] },
  clothes: { option: 'Størrelse', steps: [['XS', 100, 88], ['S', 100, 94], ['M', 100, 100], ['L', 100, 106], ['XL', 100, 113]] },
  shoes: { option: 'Størrelse', steps: [['37', 100, 86], ['39', 100, 92], ['41', 100, 100], ['43', 100, 107], ['45', 100, 114]] },
  socks: { option: 'Størrelse', steps: [['36–39', 100, 92], ['40–43', 100, 100], ['44–47', 100, 108]] },
  throw: { option: 'Størrelse', steps: [['130 × 170 cm', 100, 100], ['150 × 210 cm', 135, 140]] },
  pillow: { option: 'Størrelse', steps: [['40 × 60 cm', 90, 85], ['50 × 50 cm', 100, 100], ['50 × 70 cm', 120, 130]] },
  tall: { option: 'Høyde', steps: [['20 cm', 75, 60], ['30 cm', 100, 100], ['40 cm', 135, 150]] },
  across: { option: 'Diameter', steps: [['14 cm', 70, 50], ['18 cm', 100, 100], ['24 cm', 145, 180]] },
  persons: { option: 'Plasser', steps: [['2 personer', 85, 82], ['3 personer', 100, 100], ['4 personer', 120, 128]] },
  pack: { option: 'Volum', steps: [['20 l', 65, 60], ['35 l', 85, 82], ['50 l', 100, 100], ['65 l', 118, 120]] },
  rod: { option: 'Lengde', steps: [['7 fot', 90, 85], ['8 fot', 95, 92], ['9 fot', 100, 100], ['10 fot', 115, 110]] },
  loaf: { option: 'Volum', steps: [['1 l', 85, 80], ['1,5 l', 100, 100], ['2 l', 115, 122]] },
  places: { option: 'Antall', steps: [['16 deler', 100, 100], ['24 deler', 145, 150]] },
  rope: { option: 'Tykkelse', steps: [['10 mm', 80, 70], ['12 mm', 100, 100], ['14 mm', 125, 135]] },
  line: { option: 'Tykkelse', steps: [['0,20 mm', 95, 80], ['0,28 mm', 100, 100], ['0,35 mm', 108, 120]] },
  grams: { option: 'Vekt', steps: [['300 g', 88, 60], ['450 g', 100, 100], ['600 g', 115, 125]] },
  shaft: { option: 'Lengde', steps: [['38 cm', 80, 62], ['50 cm', 100, 100], ['65 cm', 125, 150]] },
  age: { option: 'Størrelse', steps: [['Barn', 75, 65], ['Voksen', 100, 100]] },
  jigsaw: { option: 'Antall', steps: [['500 biter', 85, 70], ['1000 biter', 100, 100], ['1500 biter', 130, 140]] },
} as const satisfies Record<string, Sizes>;

export type SizeName = keyof typeof SIZES;

/** What it is made of, to be said after `er laget av` and `is made of`. */
// prettier-ignore
export const MATERIALS = {
  carbon: [['karbonstål som får fin patina', 'carbon steel that takes on a fine patina'], ['svensk karbonstål, herdet til 60 HRC', 'Swedish carbon steel, hardened to 60 HRC']],
  steel: [['rustfritt stål som tåler både syre og salt', 'stainless steel that takes acid and salt in its stride'], ['børstet stål som skjuler merkene etter en vanlig dag', 'brushed steel that hides the marks of an ordinary day']],
  castIron: [['støpejern som holder på varmen', 'cast iron that holds its heat'], ['støpejern fra et støperi på Jæren', 'cast iron from a foundry in Jæren']],
  enamel: [['emaljert stål i tre lag', 'steel with three coats of enamel'], ['emaljert støpejern med glatt innside', 'enamelled cast iron, smooth inside']],
  copper: [['kobber med innside av stål', 'copper lined with steel']],
  wood: [['norsk bjørk, oljet for hånd', 'Norwegian birch, oiled by hand'], ['eik fra Sørlandet', 'oak from the south coast'], ['ask med rolige årer', 'ash with a quiet grain'], ['valnøtt fra ansvarlig skogbruk', 'walnut from responsible forestry']],
  stoneware: [['steintøy brent på 1 250 grader', 'stoneware fired at 1,250 degrees'], ['leire som er glasert for hånd', 'clay glazed by hand'], ['porselen med tykk kant', 'porcelain with a thick rim']],
  glass: [['blyfritt glass', 'lead-free glass'], ['herdet glass som tåler et dunk', 'toughened glass that survives a knock']],
  linen: [['vasket lin', 'washed linen'], ['økologisk bomull', 'organic cotton'], ['lin og bomull i tett vev', 'closely woven linen and cotton']],
  wool: [['myk ull fra norske sauer', 'soft wool from Norwegian sheep'], ['norsk lammeull', 'Norwegian lambswool'], ['norsk ull i to tråder', 'two-ply Norwegian wool']],
  wax: [['ren stearin', 'pure stearin'], ['bivoks og stearin', 'beeswax and stearin']],
  brass: [['messing som tåler sjøluft', 'brass that stands up to sea air'], ['lakkert stål og messing', 'lacquered steel and brass']],
  soap: [['norske råvarer, uten parfyme', 'Norwegian ingredients, without perfume'], ['linolje, einer og rent vann', 'linseed oil, juniper and clean water']],
  plant: [['planter og fiber, uten plast', 'plants and fibre, without plastic'], ['bjørk og tagl', 'birch and horsehair']],
  wicker: [['pil som er flettet for hånd', 'willow woven by hand'], ['sjøgress og lær', 'seagrass and leather']],
  nylon: [['resirkulert nylon', 'recycled nylon'], ['tettvevd polyester uten fluor', 'closely woven polyester, free of fluorine']],
  shell: [['tre lag med tapede sømmer', 'three layers with taped seams'], ['tettvevd stoff uten fluor', 'closely woven cloth, free of fluorine']],
  leather: [['vegetabilsk garvet lær', 'vegetable-tanned leather'], ['gjennomsydd okselær', 'stitched-through ox leather']],
  aluminium: [['lett aluminium', 'light aluminium'], ['hardanodisert aluminium', 'hard-anodised aluminium']],
  composite: [['karbon og kork', 'carbon and cork'], ['glassfiber med grep av kork', 'glass fibre with a cork grip']],
  foam: [['skum som flyter i årevis', 'foam that floats for years']],
  rubber: [['naturgummi', 'natural rubber']],
  clay: [['brent leire', 'fired clay'], ['leire fra Sandnes', 'clay from Sandnes']],
  larch: [['lerk uten impregnering', 'untreated larch'], ['norsk malmfuru', 'Norwegian heart pine']],
  forged: [['smidd stål og hickory', 'forged steel and hickory'], ['smidd stål med skaft av ask', 'forged steel with an ash handle']],
  paper: [['FSC-merket papir', 'FSC-certified paper'], ['resirkulert kartong', 'recycled board']],
} as const satisfies Record<string, readonly Told[]>;

export type MaterialName = keyof typeof MATERIALS;

// prettier-ignore
export const ADJECTIVES = {
  solid: ['solid', 'solid', 'solide', 'sturdy'],
  light: ['lett', 'lett', 'lette', 'light'],
  simple: ['enkel', 'enkelt', 'enkle', 'simple'],
  timeless: ['tidløs', 'tidløst', 'tidløse', 'timeless'],
  balanced: ['velbalansert', 'velbalansert', 'velbalanserte', 'well-balanced'],
  roomy: ['romslig', 'romslig', 'romslige', 'roomy'],
  robust: ['robust', 'robust', 'robuste', 'robust'],
  beautiful: ['vakker', 'vakkert', 'vakre', 'beautiful'],
  practical: ['praktisk', 'praktisk', 'praktiske', 'practical'],
  classic: ['klassisk', 'klassisk', 'klassiske', 'classic'],
  thoughtOut: ['gjennomtenkt', 'gjennomtenkt', 'gjennomtenkte', 'thoughtfully made'],
  lasting: ['slitesterk', 'slitesterkt', 'slitesterke', 'hard-wearing'],
  soft: ['myk', 'mykt', 'myke', 'soft'],
  warm: ['varm', 'varmt', 'varme', 'warm'],
  cosy: ['lun', 'lunt', 'lune', 'cosy'],
  compact: ['kompakt', 'kompakt', 'kompakte', 'compact'],
  steady: ['stødig', 'stødig', 'stødige', 'steady'],
  handmade: ['håndlaget', 'håndlaget', 'håndlagde', 'handmade'],
  fresh: ['frisk', 'friskt', 'friske', 'fresh'],
  playful: ['leken', 'lekent', 'lekne', 'playful'],
} as const satisfies Record<string, Adjective>;

export type AdjectiveName = keyof typeof ADJECTIVES;

/** A label of an option in English: colours by their names, measures by their units. */
export function englishLabel(label: string): string {
  const colour = COLOURS[label as Colour];
  if (colour) return colour[0];
  return label
    .replace(/(\d),(\d)/, '$1.$2')
    .replace(' stk.', ' pcs')
    .replace(' fot', ' ft')
    .replace(' biter', ' pieces')
    .replace(' deler', ' pieces')
    .replace(' personer', ' people')
    .replace('Barn', 'Child')
    .replace('Voksen', 'Adult')
    .replace('Einer', 'Juniper')
    .replace('Havtang', 'Seaweed');
}

/** Letters, digits and hyphens, as numbers of articles are spelled. */
export function folded(text: string): string {
  return text
    .replaceAll('å', 'a')
    .replaceAll('Å', 'A')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('×', 'x')
    .replaceAll('–', '-')
    .replace(/[^\w-]/g, '')
    .toUpperCase();
}
