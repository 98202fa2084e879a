import type { Random } from '../../kernel/random.ts';
import type { Kind } from './family.ts';
import type { MaterialName, Told } from './words.ts';

// prettier-ignore
const CARE: Readonly<Record<Kind, readonly Told[]>> = {
  blade: [
    ['Vask for hånd og tørk med en gang, så holder eggen lenge.', 'Wash by hand and dry at once, and the edge will last.'],
    ['Skal ikke i oppvaskmaskin. Vi sliper den gratis det første året.', 'Not for the dishwasher. We sharpen it free of charge for the first year.'],
  ],
  enamel: [['Tåler alle varmekilder, også induksjon. Vask for hånd når den er kald.', 'Safe on every hob, induction included. Wash by hand once it is cold.']],
  steel: [
    ['Tåler oppvaskmaskin, men takker for å slippe.', 'Dishwasher-safe, though it prefers to be spared.'],
    ['Rustfritt stål som er like blankt om ti år.', 'Stainless steel that will be as bright in ten years.'],
  ],
  castIron: [
    ['Tåler alle varmekilder, også induksjon og bål. Smør med litt olje etter bruk.', 'Safe on every hob, induction and open fire included. Rub in a little oil after use.'],
    ['Vaskes i varmt vann uten såpe, og varer lenger enn kjøkkenet.', 'Wash in hot water without soap, and it will outlast the kitchen.'],
  ],
  wood: [
    ['Gni inn med matolje et par ganger i året. Skal ikke i oppvaskmaskin.', 'Rub with cooking oil a couple of times a year. Not for the dishwasher.'],
    ['Treet mørkner litt med årene, og det er meningen.', 'The wood darkens a little with the years, as it is meant to.'],
  ],
  ceramic: [
    ['Tåler oppvaskmaskin og stekeovn.', 'Safe in dishwasher and oven.'],
    ['Brent på 1 250 grader. Tåler oppvaskmaskin og mikrobølgeovn.', 'Fired at 1,250 degrees. Safe in dishwasher and microwave.'],
  ],
  glass: [
    ['Tåler oppvaskmaskin på skånsomt program.', 'Dishwasher-safe on a gentle programme.'],
    ['Blyfritt glass som holder seg klart.', 'Lead-free glass that stays clear.'],
  ],
  wool: [
    ['Luft ofte og vask sjelden: ullprogram og flat tørking.', 'Air often and wash seldom: wool programme, dried flat.'],
    ['Ren norsk ull, spunnet på Salhus.', 'Pure Norwegian wool, spun at Salhus.'],
  ],
  linen: [['Vaskes på 60 grader og blir mykere for hver gang.', 'Wash at 60 degrees; it grows softer every time.']],
  outdoor: [
    ['Prøvd i vestlandsvær av folk som er mer ute enn inne.', 'Tried in west-coast weather by people who are out more than in.'],
    ['Vi reparerer gjerne når noe går i stykker.', 'We are happy to repair it when something breaks.'],
    ['Fem års garanti mot alt annet enn å bli glemt hjemme.', 'Guaranteed for five years against everything but being left at home.'],
  ],
  tool: [
    ['Ti års garanti på stål og skaft.', 'Ten years’ guarantee on steel and handle.'],
    ['Reservedeler har vi på lager.', 'We keep spare parts in stock.'],
  ],
  garden: [
    ['Kan stå ute fra april til oktober.', 'It can stay outside from April to October.'],
    ['Tåler frost i tørr tilstand.', 'Frost-proof when dry.'],
  ],
  battery: [['Batterier følger med, og to års garanti.', 'Batteries included, and a two-year guarantee.']],
  paper: [
    ['FSC-merket papir.', 'FSC-certified paper.'],
    ['', ''],
  ],
  plain: [['', '']],
};

/** A last sentence on how to keep it, as shops write them. May be empty. */
export function careOf(kind: Kind, random: Random): Told {
  return random.pick(CARE[kind]);
}

/** What something is made of decides how it is kept, where it is the material that is kept. */
const KEPT_AS: Readonly<Partial<Record<MaterialName, Kind>>> = {
  steel: 'steel',
  copper: 'steel',
  castIron: 'castIron',
  carbon: 'castIron',
  enamel: 'enamel',
  wood: 'wood',
  stoneware: 'ceramic',
  glass: 'glass',
  linen: 'linen',
  wool: 'wool',
  paper: 'paper',
};
const BY_MATERIAL: ReadonlySet<Kind> = new Set(['enamel', 'steel', 'castIron', 'wood', 'ceramic', 'glass', 'wool', 'linen']);

/** @param kind What the sort is usually kept as. */
export function kindOf(kind: Kind, material: MaterialName | undefined): Kind {
  return material && BY_MATERIAL.has(kind) ? (KEPT_AS[material] ?? 'plain') : kind;
}
