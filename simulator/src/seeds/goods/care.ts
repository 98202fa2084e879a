import type { Random } from '../../kernel/random.ts';
import type { Kind } from './family.ts';

const CARE: Readonly<Record<Kind, readonly string[]>> = {
  blade: [
    'Vask for hånd og tørk med en gang, så holder eggen lenge.',
    'Skal ikke i oppvaskmaskin. Vi sliper den gratis det første året.',
  ],
  enamel: ['Tåler alle varmekilder, også induksjon. Vask for hånd når den er kald.'],
  steel: ['Tåler oppvaskmaskin, men takker for å slippe.', 'Rustfritt stål som er like blankt om ti år.'],
  castIron: [
    'Tåler alle varmekilder, også induksjon og bål. Smør med litt olje etter bruk.',
    'Vaskes i varmt vann uten såpe, og varer lenger enn kjøkkenet.',
  ],
  wood: [
    'Gni inn med matolje et par ganger i året. Skal ikke i oppvaskmaskin.',
    'Treet mørkner litt med årene, og det er meningen.',
  ],
  ceramic: ['Tåler oppvaskmaskin og stekeovn.', 'Brent på 1 250 grader. Tåler oppvaskmaskin og mikrobølgeovn.'],
  glass: ['Tåler oppvaskmaskin på skånsomt program.', 'Blyfritt glass som holder seg klart.'],
  wool: ['Luft ofte og vask sjelden: ullprogram og flat tørking.', 'Ren norsk ull, spunnet på Salhus.'],
  linen: ['Vaskes på 60 grader og blir mykere for hver gang.'],
  outdoor: [
    'Prøvd i vestlandsvær av folk som er mer ute enn inne.',
    'Vi reparerer gjerne når noe går i stykker.',
    'Fem års garanti mot alt annet enn å bli glemt hjemme.',
  ],
  tool: ['Ti års garanti på stål og skaft.', 'Reservedeler har vi på lager.'],
  garden: ['Kan stå ute fra april til oktober.', 'Tåler frost i tørr tilstand.'],
  battery: ['Batterier følger med, og to års garanti.'],
  paper: ['FSC-merket papir.', ''],
  plain: [''],
};

/** A last sentence on how to keep it, as shops write them. May be empty. */
export function careOf(kind: Kind, random: Random): string {
  return random.pick(CARE[kind]);
}
