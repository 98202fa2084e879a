/** How much each habit draws a household to a category; 0.25 where nothing is said. */
export const LIKINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cook: { 'Kniver og skjæring': 3, 'Gryter og panner': 3, Servering: 1.5, Bakst: 0.8 },
  coffee: { 'Kaffe og te': 4, Servering: 1, Bakst: 0.6, 'Lys og lune': 0.6 },
  baker: { Bakst: 4, 'Kaffe og te': 0.8, 'Gryter og panner': 0.8, Servering: 0.8 },
  hiker: { 'Tur og fjell': 4, 'Vinter og lek': 1.2, 'Kaffe og te': 0.4, Verktøy: 0.5 },
  angler: { 'Sjø og fiske': 4, 'Kniver og skjæring': 1, 'Tur og fjell': 1 },
  gardener: { 'Hage og balkong': 4, 'Rent og ryddig': 0.8, Verktøy: 0.8, 'Lys og lune': 0.5 },
  homemaker: { 'Lys og lune': 3, 'Rent og ryddig': 2.5, Servering: 2, 'Vinter og lek': 1 },
  handy: { Verktøy: 4, 'Rent og ryddig': 1, 'Tur og fjell': 0.8, 'Sjø og fiske': 0.6 },
};

/** Bought on account of another thing, and how often: the reasons that recommendations are to find again. */
export const TOGETHER: Readonly<Record<string, readonly (readonly [code: string, chance: number])[]>> = {
  KOKKEKNIV: [
    ['SKJAEREBRETT', 0.42],
    ['BRYNE', 0.34],
    ['KNIVMAGNET', 0.14],
  ],
  FILETKNIV: [
    ['SKJAEREBRETT', 0.2],
    ['BRYNE', 0.25],
    ['SLUK', 0.2],
  ],
  SKJAEREBRETT: [['KOKKEKNIV', 0.18]],
  STEKEPANNE: [
    ['GRILLHANSKE', 0.2],
    ['STEKETERMOMETER', 0.18],
  ],
  GRYTE: [
    ['SUPPEOSE', 0.28],
    ['SUPPESKAL', 0.24],
    ['GRILLHANSKE', 0.15],
  ],
  STEKETERMOMETER: [['HYSSING', 0.2]],
  FONDUE: [['VINGLASS', 0.22]],
  TRAKTEKOLBE: [
    ['KAFFEFILTER', 0.62],
    ['KAFFEKVERN', 0.2],
    ['KJOKKENVEKT', 0.22],
  ],
  KAFFEKVERN: [
    ['KAFFEBOKS', 0.36],
    ['KJOKKENVEKT', 0.28],
    ['KAFFEKOPP', 0.2],
    ['TRAKTEKOLBE', 0.16],
  ],
  KAFFEBOKS: [
    ['KAFFEFILTER', 0.3],
    ['KAFFEKVERN', 0.18],
  ],
  KAFFEKOPP: [['TALLERKEN', 0.1]],
  TEKANNE: [['TEKOPP', 0.5]],
  BRODFORM: [
    ['KJOKKENVEKT', 0.26],
    ['BAKEBOK', 0.26],
    ['KJOKKENTIMER', 0.12],
  ],
  MUFFINSFORM: [
    ['KAKEBOKS', 0.2],
    ['KJOKKENTIMER', 0.14],
  ],
  PIZZASTEIN: [['GRILLHANSKE', 0.18]],
  BAKEBOK: [['BRODFORM', 0.3]],
  VAFFELJERN: [
    ['BALPANNE', 0.16],
    ['NORGESGLASS', 0.16],
  ],
  TALLERKEN: [
    ['BESTIKK', 0.24],
    ['SUPPESKAL', 0.22],
    ['VANNGLASS', 0.2],
  ],
  BESTIKK: [['TALLERKEN', 0.24]],
  VINGLASS: [
    ['KARAFFEL', 0.22],
    ['STEARINLYS', 0.18],
  ],
  OLGLASS: [['SKALLDYR', 0.12]],
  SKALLDYR: [['VINGLASS', 0.16]],
  LANTERNE: [['STEARINLYS', 0.5]],
  ULLGARN: [['KURV', 0.16]],
  GRONNSAPE: [
    ['OPPVASKSVAMP', 0.34],
    ['FEIEKOST', 0.14],
    ['BOTTE', 0.16],
  ],
  TELT: [
    ['LIGGEUNDERLAG', 0.55],
    ['HODELYKT', 0.26],
    ['KJELE', 0.2],
  ],
  TURSEKK: [
    ['KOMPASS', 0.18],
    ['TURKART', 0.3],
    ['MATBOKS', 0.14],
  ],
  FJELLSKO: [['ULLSOKKER', 0.52]],
  KOMPASS: [['TURKART', 0.45]],
  BALPANNE: [
    ['OKS', 0.24],
    ['KJELE', 0.22],
    ['GRILLHANSKE', 0.2],
  ],
  REGNJAKKE: [['GUMMISTOVLER', 0.2]],
  FISKESTANG: [
    ['SLUK', 0.6],
    ['FILETKNIV', 0.18],
    ['GUMMISTOVLER', 0.12],
  ],
  LIVBOYE: [
    ['REDNINGSVEST', 0.26],
    ['DREGG', 0.16],
  ],
  POTTE: [
    ['FRO', 0.3],
    ['SABRETT', 0.24],
  ],
  SABRETT: [
    ['FRO', 0.5],
    ['POTTE', 0.24],
  ],
  URTER: [
    ['FRO', 0.26],
    ['KJOKKENSAKS', 0.18],
  ],
  FUGLEMATER: [['INSEKTHOTELL', 0.16]],
  OKS: [['BRYNE', 0.22]],
  HAMMER: [
    ['VERKTOYKASSE', 0.22],
    ['SKRUTREKKER', 0.2],
  ],
  VERKTOYKASSE: [
    ['SKIFTENOKKEL', 0.26],
    ['SKRUTREKKER', 0.3],
  ],
  SKOYTER: [['ULLSOKKER', 0.3]],
  ADVENTSSTJERNE: [
    ['STEARINLYS', 0.32],
    ['KAKEBOKS', 0.14],
  ],
  PUSLESPILL: [
    ['TERNINGSPILL', 0.2],
    ['ULLTEPPE', 0.08],
  ],
};
