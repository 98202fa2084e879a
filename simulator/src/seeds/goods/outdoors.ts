import type { Department } from './family.ts';

/** Mountains, sea, garden, and the things that mend all of it. */
// prettier-ignore
export const OUTDOORS: readonly Department[] = [
  {
    category: 'Tur og fjell',
    aisle: 'H',
    backdrops: ['#dfe5da', '#d8e1e5', '#e8e2d6'],
    families: [
      { code: 'TELT', name: 'Tunneltelt', emoji: '26fa', kind: 'outdoor', price: 4990, weightGrams: 3400, size: [520, 200, 200], option: 'Plasser', variants: [['2 personer', 4990, 1], ['3 personer', 5990, 1.25]], text: 'Står i storm på Hardangervidda og slås opp på fem minutter. Forteltet er stort nok til to sekker og en våt hund.' },
      { code: 'LIGGEUNDERLAG', name: 'Liggeunderlag', emoji: '1f3d5-fe0f', kind: 'outdoor', price: 1290, weightGrams: 520, size: [280, 120, 120], text: 'Syv centimeter luft og isolasjon mellom deg og frosten. Pakkes så lite at det får plass i lokket på sekken.' },
      { code: 'TURSEKK', name: 'Tursekk', emoji: '1f392', kind: 'outdoor', price: 1690, weightGrams: 1350, size: [580, 320, 160], option: 'Volum', variants: [['28 l', 1290, 0.8], ['45 l', 1690, 1]], text: 'Sitter tett på ryggen og flytter vekten til hoftene. Regntrekk i bunnen, plass til kart i lokket.' },
      { code: 'FJELLSKO', name: 'Fjellsko', emoji: '1f97e', kind: 'outdoor', price: 2290, weightGrams: 1450, size: [340, 240, 130], option: 'Størrelse', variants: [['38', 2290, 0.9], ['40', 2290, 0.95], ['42', 2290, 1], ['44', 2290, 1.08]], text: 'Gjennomsydd lær og såle som griper på vått svaberg. Gå dem inn på tur rundt byen, så holder de i ti år.' },
      { code: 'ULLSOKKER', name: 'Ullsokker, 2 par', emoji: '1f9e6', kind: 'wool', price: 249, weightGrams: 180, size: [240, 110, 50], option: 'Størrelse', variants: [['36–39', 249, 0.9], ['40–43', 249, 1], ['44–47', 249, 1.1]], text: 'Merinoull med forsterket hæl og tå. Varme også når de er våte.' },
      { code: 'REGNJAKKE', name: 'Regnjakke', emoji: '1f9e5', kind: 'outdoor', price: 1890, weightGrams: 540, size: [360, 280, 70], option: 'Størrelse', variants: [['S', 1890, 0.9], ['M', 1890, 1], ['L', 1890, 1.05], ['XL', 1890, 1.12]], text: 'For en by der det regner 240 dager i året. Tapede sømmer, hette med skjerm og lommer der hendene er.' },
      { code: 'KOMPASS', name: 'Kompass', emoji: '1f9ed', kind: 'outdoor', price: 449, weightGrams: 48, size: [125, 65, 15], text: 'Rolig nål og tydelige streker. Virker når telefonen ikke gjør det.' },
      { code: 'TURKART', name: 'Turkart Nordhavn', emoji: '1f5fa-fe0f', kind: 'paper', price: 249, weightGrams: 95, size: [240, 120, 12], text: 'Alle merkede stier, hytter og kilder i 1:50 000. Trykt på papir som tåler regn og matpakke.' },
      { code: 'HODELYKT', name: 'Hodelykt', emoji: '1f526', kind: 'battery', price: 599, weightGrams: 110, size: [110, 80, 60], text: '400 lumen når du løper, fem når du leser i teltet. Lades med kabel, og varer en hel natt.' },
      { code: 'BALPANNE', name: 'Bålpanne', emoji: '1f525', kind: 'outdoor', price: 999, weightGrams: 7200, size: [600, 600, 130], text: 'Samler folk rundt seg fra mars til november. Hull i bunnen slipper regnvannet ut.' },
      { code: 'KJELE', name: 'Turkjele', emoji: '1f35a', kind: 'outdoor', price: 329, weightGrams: 280, size: [170, 170, 110], text: 'En liter kaffe eller to porsjoner havregrøt. Lokket er stekepanne, og alt ligger i hverandre.' },
    ],
  },
  {
    category: 'Sjø og fiske',
    aisle: 'J',
    backdrops: ['#d7e2e6', '#dee4df', '#e6e1d9'],
    families: [
      { code: 'FISKESTANG', name: 'Fiskestang', emoji: '1f3a3', kind: 'outdoor', price: 899, weightGrams: 420, size: [1150, 70, 60], option: 'Lengde', variants: [['7 fot', 899, 1], ['9 fot', 1049, 1.2]], text: 'Todelt stang for sjøørret fra land og makrell fra brygga. Leveres i rør som tåler bagasjerommet.' },
      { code: 'SLUK', name: 'Sluksett, 5 stk.', emoji: '1fa9d', kind: 'outdoor', price: 199, weightGrams: 110, size: [160, 100, 25], text: 'Fem farger for fem slags vær. Krokene er skarpe, og mothakene kan klemmes ned.' },
      { code: 'REDNINGSVEST', name: 'Redningsvest', emoji: '1f9ba', kind: 'outdoor', price: 1190, weightGrams: 900, size: [380, 300, 120], option: 'Størrelse', variants: [['Barn', 890, 0.7], ['Voksen', 1190, 1]], text: 'Så god å ha på at den blir brukt. Flyter i riktig stilling, og lyser opp i lykteskinn.' },
      { code: 'LIVBOYE', name: 'Livbøye', emoji: '1f6df', kind: 'outdoor', price: 749, weightGrams: 2500, size: [730, 730, 110], text: 'Til brygga, båten og roen i sjelen. Tretti meter flytetau følger med.' },
      { code: 'DREGG', name: 'Dregg', emoji: '2693', kind: 'outdoor', price: 429, weightGrams: 3200, size: [360, 150, 120], text: 'Foldbart anker som biter i tang og sand. Holder en robåt der fisken er.' },
      { code: 'KIKKERT', name: 'Lommekikkert', emoji: '1f52d', kind: 'outdoor', price: 1490, weightGrams: 340, size: [180, 90, 70], text: 'Åtte ganger nærmere havørn og hurtigrute. Fylt med nitrogen, så den dugger ikke.' },
      { code: 'SKALLDYR', name: 'Skalldyrbestikk, 4 stk.', emoji: '1f99e', kind: 'steel', price: 299, weightGrams: 320, size: [230, 120, 35], text: 'Klyper og gafler til krabbelag og hummer. Når inn i den aller siste kloen.' },
      { code: 'GUMMISTOVLER', name: 'Gummistøvler', emoji: '1f462', kind: 'outdoor', price: 799, weightGrams: 1700, size: [380, 320, 130], option: 'Størrelse', variants: [['37', 799, 0.9], ['39', 799, 0.95], ['41', 799, 1], ['43', 799, 1.08]], text: 'Naturgummi med ullfôr. Står imot sølepytter, båtdekk og november.' },
    ],
  },
  {
    category: 'Hage og balkong',
    aisle: 'K',
    backdrops: ['#e1e7d8', '#ece4d8', '#d9e4e2'],
    families: [
      { code: 'POTTE', name: 'Blomsterpotte', emoji: '1fab4', kind: 'garden', price: 199, weightGrams: 1300, size: [190, 190, 180], option: 'Størrelse', variants: [['14 cm', 149, 0.6], ['18 cm', 199, 1]], text: 'Brent leire som puster, med fat. Får grønn patina etter en vestlandssommer.' },
      { code: 'SABRETT', name: 'Såbrett', emoji: '1f331', kind: 'garden', price: 129, weightGrams: 260, size: [380, 240, 70], text: 'Tjuefire små hull til tomater, salat og store planer. Lokket holder på fukten.' },
      { code: 'FRO', name: 'Solsikkefrø', emoji: '1f33b', kind: 'plain', price: 39, weightGrams: 14, size: [140, 90, 8], text: 'Blir to meter høye mot en sørvegg. Samlet inn på en gård i Lærdal.' },
      { code: 'URTER', name: 'Urtekasse', emoji: '1f33f', kind: 'garden', price: 349, weightGrams: 2100, size: [500, 180, 170], text: 'Plass til timian, gressløk og mynte i ett vindu. Av lerk, uten impregnering.' },
      { code: 'FUGLEMATER', name: 'Fuglemater', emoji: '1f426', kind: 'garden', price: 279, weightGrams: 640, size: [260, 170, 170], text: 'Kjøttmeis og dompap i første rekke, skjæra på avstand. Tas fra hverandre når den skal vaskes.' },
      { code: 'INSEKTHOTELL', name: 'Insekthotell', emoji: '1f41d', kind: 'garden', price: 299, weightGrams: 1200, size: [280, 190, 110], text: 'Rom for villbier og marihøner, full pensjon i hagen din. Heng det mot sør, to meter opp.' },
      { code: 'PARASOLL', name: 'Parasoll', emoji: '26f1-fe0f', kind: 'garden', price: 899, weightGrams: 4100, size: [980, 160, 150], text: 'For de dagene vi venter på hele året. Duken er vannavvisende, for sikkerhets skyld.' },
    ],
  },
  {
    category: 'Verktøy',
    aisle: 'L',
    backdrops: ['#e1dfda', '#dae0e3', '#e8dfd3'],
    families: [
      { code: 'OKS', name: 'Øks', emoji: '1fa93', kind: 'tool', price: 799, weightGrams: 1100, size: [500, 180, 45], text: 'Smidd i Sverige, skaftet i hickory. Kløyver opptenning med ett slag, og slira er av lær.' },
      { code: 'HAMMER', name: 'Hammer', emoji: '1f528', kind: 'tool', price: 299, weightGrams: 620, size: [330, 130, 40], text: 'God balanse og et skaft i ask som demper slaget. Arves av neste generasjon.' },
      { code: 'SAG', name: 'Håndsag', emoji: '1fa9a', kind: 'tool', price: 349, weightGrams: 540, size: [560, 140, 35], text: 'Herdede tenner tar plank og gren på både dra og skyv.' },
      { code: 'SKIFTENOKKEL', name: 'Skiftenøkkel', emoji: '1f527', kind: 'tool', price: 279, weightGrams: 460, size: [260, 70, 25], text: 'Smal kjeft og skala som kan leses. Sitter i baklommen til alt er tett.' },
      { code: 'SKRUTREKKER', name: 'Skrutrekkersett, 6 deler', emoji: '1fa9b', kind: 'tool', price: 349, weightGrams: 580, size: [270, 160, 45], text: 'De seks du faktisk bruker. Magnetisk spiss og skaft som ikke ruller av bordet.' },
      { code: 'VERKTOYKASSE', name: 'Verktøykasse', emoji: '1f9f0', kind: 'plain', price: 549, weightGrams: 2100, size: [440, 220, 200], text: 'Pulverlakkert stål som kan stå i regnet. Åpner seg helt, så du ser bunnen.' },
      { code: 'HYSSING', name: 'Hyssing', emoji: '1f9f5', kind: 'plain', price: 59, weightGrams: 200, size: [100, 80, 80], text: 'Hundre meter hamp til stek, tomatplanter og pakker. Brytes ned av seg selv.' },
    ],
  },
  {
    category: 'Vinter og lek',
    aisle: 'M',
    backdrops: ['#dce4ea', '#e6e4e8', '#e9e2da'],
    families: [
      { code: 'KJELKE', name: 'Kjelke', emoji: '1f6f7', kind: 'plain', price: 899, weightGrams: 3600, size: [900, 380, 220], text: 'Bøyd ask med stålmeier, rask nok for voksne. Tauet er av hamp, så votter får tak.' },
      { code: 'SKOYTER', name: 'Skøyter', emoji: '26f8-fe0f', kind: 'outdoor', price: 1190, weightGrams: 1600, size: [330, 260, 130], option: 'Størrelse', variants: [['38', 1190, 0.95], ['41', 1190, 1], ['44', 1190, 1.08]], text: 'For islagte tjern og kommunens bane. Slipt og klare, med varm støvel og feste som holder ankelen.' },
      { code: 'ADVENTSSTJERNE', name: 'Adventsstjerne', emoji: '1f31f', kind: 'paper', price: 299, weightGrams: 310, size: [360, 360, 40], text: 'Brettet papirstjerne som lyser varmt i vinduet fra første søndag i advent. Ledning med bryter følger med.' },
      { code: 'DRAGE', name: 'Drage', emoji: '1fa81', kind: 'outdoor', price: 299, weightGrams: 210, size: [620, 90, 40], text: 'Flyr i bris og overlever kuling. Tretti meter snor på trehåndtak.' },
      { code: 'PUSLESPILL', name: 'Puslespill, 1000 biter', emoji: '1f9e9', kind: 'paper', price: 249, weightGrams: 820, size: [350, 250, 50], text: 'Fiskebrygga i 1904, med himmel som varer hele romjulen. Bitene er skåret slik at de henger sammen.' },
      { code: 'TERNINGSPILL', name: 'Terningspill', emoji: '1f3b2', kind: 'plain', price: 199, weightGrams: 240, size: [140, 110, 60], text: 'Fem terninger i bjørk, beger i lær og en blokk til å krangle over. Til hytta.' },
      { code: 'BAMSE', name: 'Bamse', emoji: '1f9f8', kind: 'wool', price: 449, weightGrams: 320, size: [320, 200, 150], text: 'Sydd av ull og fylt med ull, uten løse deler. Vil helst sove i fotenden.' },
    ],
  },
];
