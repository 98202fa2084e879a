import type { Random } from '../../kernel/random.ts';

interface Words {
  title: string;
  text: string;
}

/** What buyers say of a thing after some days, by the stars they give. Text and stars agree. */
const WORDS: Readonly<Record<number, readonly Words[]>> = {
  5: [
    { title: 'Akkurat som jeg håpet', text: 'Brukt hver dag siden den kom, og jeg ville kjøpt den igjen uten å nøle.' },
    { title: 'Anbefales', text: 'Solid håndverk. Kom raskt og godt pakket.' },
    { title: 'Veldig fornøyd', text: 'Bedre enn den gamle på alle måter. Naboen har alt bestilt en.' },
    { title: 'Verdt pengene', text: 'Kjennes gjennomført i hånden. Ingenting å utsette.' },
  ],
  4: [
    { title: 'Bra kjøp', text: 'God kvalitet til prisen. Litt større enn jeg hadde sett for meg.' },
    { title: 'Nesten helt i mål', text: 'Gjør jobben godt. Bruksanvisningen kunne vært bedre.' },
    { title: 'Fornøyd', text: 'Fin og robust, men fargen er mørkere enn på bildet.' },
  ],
  3: [
    { title: 'Helt grei', text: 'Verken mer eller mindre enn man må vente til prisen.' },
    { title: 'Midt på treet', text: 'Fungerer, men jeg hadde ventet en bedre finish.' },
  ],
  2: [
    { title: 'Litt skuffet', text: 'Ser fin ut, men kjennes spinklere enn beskrevet.' },
    { title: 'Ikke helt for meg', text: 'Fikk merker etter kort tid. Hadde ventet mer.' },
  ],
  1: [
    { title: 'Holdt ikke', text: 'Gikk i stykker andre gangen jeg brukte den. Sender den i retur.' },
    { title: 'Ikke som på bildet', text: 'Feil størrelse og dårlig utført. Kan ikke anbefales.' },
  ],
};

/** Most people who write are content. */
const STARS = [
  [5, 50],
  [4, 27],
  [3, 12],
  [2, 6],
  [1, 5],
] as const satisfies readonly (readonly [number, number])[];

export function buyersWords(random: Random): Words & { stars: number } {
  const stars = random.weighted<number>(STARS);
  return { stars, ...random.pick(WORDS[stars]!) };
}

export const angryWords = (random: Random): Words & { stars: number } => ({ stars: 1, ...random.pick(WORDS[1]!) });
