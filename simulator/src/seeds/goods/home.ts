import type { Department } from './family.ts';

/** The laid table, light, warmth and tidiness. */
// prettier-ignore
export const HOME: readonly Department[] = [
  {
    category: 'Servering',
    aisle: 'E',
    backdrops: ['#e3e4e0', '#ebe2d8', '#d9e1e6'],
    families: [
      { code: 'TALLERKEN', name: 'Middagstallerken', emoji: '1f37d-fe0f', kind: 'ceramic', price: 229, weightGrams: 720, size: [280, 280, 30], option: 'Farge', variants: [['Hvit', 229, 1], ['Sjøgrå', 229, 1]], text: 'Steintøy med lav kant som rammer inn maten. Stables tett i skapet.' },
      { code: 'BESTIKK', name: 'Bestikk, 16 deler', emoji: '1f374', kind: 'steel', price: 1190, weightGrams: 1250, size: [260, 200, 60], text: 'God vekt og myke linjer, tegnet for hverdagen og fint nok til julaften. Til fire personer.' },
      { code: 'SUPPESKAL', name: 'Suppeskål', emoji: '1f963', kind: 'ceramic', price: 179, weightGrams: 480, size: [160, 160, 75], text: 'Dyp nok til fiskesuppe for den som er sulten. Foten gjør at bordet ikke blir varmt.' },
      { code: 'SALATBOLLE', name: 'Salatbolle', emoji: '1f957', kind: 'wood', price: 459, weightGrams: 900, size: [300, 300, 120], text: 'Dreid av ask, stor nok til å vende salaten uten at den rømmer.' },
      { code: 'SPISEPINNER', name: 'Spisepinner, 4 par', emoji: '1f962', kind: 'wood', price: 149, weightGrams: 90, size: [240, 60, 15], text: 'Slanke pinner i bjørk med grep ytterst, så også nudlene kommer frem.' },
      { code: 'VANNGLASS', name: 'Vannglass, 4 stk.', emoji: '1f95b', kind: 'glass', price: 249, weightGrams: 880, size: [170, 170, 110], text: 'Lave og stødige med tykk bunn. Klirrer pent og velter sjelden.' },
      { code: 'VINGLASS', name: 'Rødvinsglass, 2 stk.', emoji: '1f377', kind: 'glass', price: 329, weightGrams: 360, size: [230, 200, 105], text: 'Tynn kant og rund skål, så vinen får puste. Stilken er trukket av samme glass.' },
      { code: 'OLGLASS', name: 'Ølkrus', emoji: '1f37a', kind: 'glass', price: 129, weightGrams: 560, size: [160, 130, 95], text: 'En halvliter med skum til overs. Hanken er stor nok til hele hånden.' },
      { code: 'KARAFFEL', name: 'Karaffel', emoji: '1f376', kind: 'ceramic', price: 299, weightGrams: 540, size: [210, 100, 100], text: 'Til vann på bordet, saft i hagen eller tre tulipaner. Skjenker uten dråper.' },
      { code: 'SALTKVERN', name: 'Saltkvern', emoji: '1f9c2', kind: 'wood', price: 299, weightGrams: 260, size: [180, 65, 65], text: 'Keramisk kvern som ikke ruster, i dreid bjørk. Grovheten stilles i foten.' },
      { code: 'SMORBOKS', name: 'Smørboks', emoji: '1f9c8', kind: 'ceramic', price: 259, weightGrams: 610, size: [180, 110, 80], text: 'Holder smøret mykt på benken og katten på avstand. Lokket er også fat.' },
      { code: 'NORGESGLASS', name: 'Sylteglass', emoji: '1fad9', kind: 'glass', price: 69, weightGrams: 430, size: [140, 100, 100], option: 'Størrelse', variants: [['0,5 l', 69, 1], ['1 l', 89, 1.6]], text: 'Til rødbeter, rips og alt som skal vare til våren. Gummiringen kan byttes.' },
    ],
  },
  {
    category: 'Lys og lune',
    aisle: 'F',
    backdrops: ['#e7ded6', '#dcdfe6', '#e9e3d6'],
    families: [
      { code: 'STEARINLYS', name: 'Stearinlys, 12 stk.', emoji: '1f56f-fe0f', kind: 'plain', price: 149, weightGrams: 720, size: [260, 140, 50], text: 'Ren stearin som brenner i åtte timer uten å renne. Til mørketid og middager.' },
      { code: 'LANTERNE', name: 'Lanterne', emoji: '1f3ee', kind: 'outdoor', price: 399, weightGrams: 850, size: [280, 160, 160], text: 'Står støtt på trappen når det blåser. Plass til kubbelys, og en hank som ikke blir varm.' },
      { code: 'OLJELAMPE', name: 'Oljelampe', emoji: '1fa94', kind: 'plain', price: 459, weightGrams: 540, size: [180, 120, 90], text: 'En liten flamme som varer hele kvelden. Veke for ett års bruk følger med.' },
      { code: 'LYSPAERE', name: 'LED-pære, varm', emoji: '1f4a1', kind: 'plain', price: 89, weightGrams: 60, size: [120, 65, 65], text: 'Gir lys som fra gammel glødetråd, og bruker en tiendedel av strømmen. Kan dimmes.' },
      { code: 'ULLTEPPE', name: 'Ullteppe', emoji: '1f9e3', kind: 'wool', price: 1199, weightGrams: 1100, size: [400, 300, 110], option: 'Farge', variants: [['Grå', 1199, 1], ['Rust', 1199, 1], ['Mose', 1199, 1]], text: 'Vevd på Vestlandet av norsk lammeull. Stort nok til to i sofaen, lett nok til hytteturen.' },
      { code: 'ULLGARN', name: 'Ullgarn', emoji: '1f9f6', kind: 'wool', price: 69, weightGrams: 52, size: [140, 70, 70], option: 'Farge', variants: [['Natur', 69, 1], ['Fjordblå', 69, 1], ['Rust', 69, 1], ['Skog', 69, 1]], text: 'Tretråds strikkegarn som tåler å rekkes opp. 50 gram er omtrent 100 meter.' },
      { code: 'SENGETOY', name: 'Sengesett i lin', emoji: '1f6cf-fe0f', kind: 'linen', price: 1399, weightGrams: 1500, size: [360, 280, 80], option: 'Farge', variants: [['Hvit', 1399, 1], ['Havre', 1399, 1]], text: 'Vasket lin som er svalt om sommeren og varmt om vinteren. Skal se litt krøllete ut.' },
      { code: 'VEKKERKLOKKE', name: 'Vekkerklokke', emoji: '23f0', kind: 'battery', price: 349, weightGrams: 330, size: [120, 100, 60], text: 'To klokker, en hammer og ingen slumreknapp. Lar telefonen sove i et annet rom.' },
      { code: 'SPEIL', name: 'Veggspeil', emoji: '1fa9e', kind: 'plain', price: 899, weightGrams: 3200, size: [620, 460, 40], text: 'Ovalt speil i ramme av eik. Gjør gangen dobbelt så lys.' },
      { code: 'KRAKK', name: 'Krakk i bjørk', emoji: '1fa91', kind: 'plain', price: 1290, weightGrams: 4200, size: [460, 360, 360], text: 'Sitte på, stå på eller sette kaffen på. Kommer ferdig montert, fordi livet er kort.' },
    ],
  },
  {
    category: 'Rent og ryddig',
    aisle: 'G',
    backdrops: ['#dfe6e4', '#e9e5dc', '#dde1e7'],
    families: [
      { code: 'GRONNSAPE', name: 'Grønnsåpe', emoji: '1f9f4', kind: 'plain', price: 89, weightGrams: 1080, size: [260, 90, 70], text: 'Kokt på linolje, som før. Tar gulvet, benken og malerkosten, og lukter rent uten parfyme.' },
      { code: 'SAPESTYKKE', name: 'Såpestykke', emoji: '1f9fc', kind: 'plain', price: 79, weightGrams: 120, size: [90, 60, 35], option: 'Duft', variants: [['Einer', 79, 1], ['Havtang', 79, 1]], text: 'Kaldrørt for hånd og lagret i seks uker. Varer lenge og skummer også i saltvann.' },
      { code: 'OPPVASKSVAMP', name: 'Oppvasksvamp, 3 stk.', emoji: '1f9fd', kind: 'plain', price: 69, weightGrams: 60, size: [140, 110, 60], text: 'Cellulose på den ene siden og luffa på den andre. Kan vaskes og til slutt komposteres.' },
      { code: 'FEIEKOST', name: 'Feiekost', emoji: '1f9f9', kind: 'plain', price: 329, weightGrams: 780, size: [900, 120, 60], text: 'Hestehår tar støvet, bjørk tar slitet. Skaftet skrus av når den skal bo i et lite skap.' },
      { code: 'BOTTE', name: 'Emaljebøtte', emoji: '1faa3', kind: 'garden', price: 249, weightGrams: 1100, size: [300, 290, 270], text: 'Ti liter vann, poteter eller ved. Blir penere av å bli brukt.' },
      { code: 'KURV', name: 'Flettet kurv', emoji: '1f9fa', kind: 'plain', price: 449, weightGrams: 850, size: [400, 300, 220], text: 'Flettet av pil i ett stykke, med hanker som tåler en hel handletur.' },
      { code: 'MATBOKS', name: 'Matboks', emoji: '1f371', kind: 'steel', price: 279, weightGrams: 380, size: [190, 130, 65], text: 'To rom holder brødskiven tørr og gulroten fersk. Ingen plast, ingen lekkasje.' },
      { code: 'HENGELAS', name: 'Hengelås', emoji: '1f512', kind: 'plain', price: 199, weightGrams: 240, size: [95, 55, 25], text: 'Messing som tåler sjøluft, med tre nøkler. Til naustet, sykkelen og boden.' },
    ],
  },
];
