import type { Department } from './family.ts';

/** Knives, pots, coffee and baking. */
// prettier-ignore
export const KITCHEN: readonly Department[] = [
  {
    category: 'Kniver og skjæring',
    aisle: 'A',
    backdrops: ['#e4e1da', '#dbe2e4', '#e7dfd6'],
    families: [
      { code: 'KOKKEKNIV', name: 'Kokkekniv', emoji: '1f52a', kind: 'blade', price: 899, weightGrams: 215, size: [350, 70, 30], option: 'Størrelse', variants: [['16 cm', 799, 0.8], ['20 cm', 899, 1], ['24 cm', 1099, 1.25]], text: 'Kniven du griper til hver dag. Smidd i ett stykke av svensk stål, med skaft i oljet bjørk som ligger godt i hånden.' },
      { code: 'FILETKNIV', name: 'Fileteringskniv', emoji: '1f5e1-fe0f', kind: 'blade', price: 649, weightGrams: 160, size: [340, 50, 30], text: 'Smalt og bøyelig blad som følger benet og lar filéten bli hel. Slire i lær følger med.' },
      { code: 'KJOKKENSAKS', name: 'Kjøkkensaks', emoji: '2702-fe0f', kind: 'steel', price: 349, weightGrams: 180, size: [240, 100, 20], text: 'Klipper gressløk, pizza og kyllingrygg like lett. Bladene kan tas fra hverandre når den skal vaskes.' },
      { code: 'SKJAEREBRETT', name: 'Skjærebrett i eik', emoji: '1fab5', kind: 'wood', price: 549, weightGrams: 1900, size: [400, 280, 35], option: 'Størrelse', variants: [['30 × 20 cm', 399, 0.55], ['40 × 28 cm', 549, 1], ['50 × 35 cm', 799, 1.6]], text: 'Endeved av norsk eik, limt for hånd på et verksted i Hardanger. Snill mot eggen og tung nok til å ligge stille.' },
      { code: 'BRYNE', name: 'Brynestein', emoji: '1faa8', kind: 'plain', price: 429, weightGrams: 620, size: [200, 70, 35], text: 'Grov side for kniven som har sluntret unna, fin side for siste hånd på verket. Legg den i vann i fem minutter, så er du i gang.' },
      { code: 'KNIVMAGNET', name: 'Knivmagnet', emoji: '1f9f2', kind: 'plain', price: 499, weightGrams: 700, size: [400, 60, 25], text: 'Holder seks kniver på veggen, fremme og trygt. Magnetene ligger skjult bak tre millimeter valnøtt.' },
      { code: 'OSTEHOVEL', name: 'Ostehøvel', emoji: '1f9c0', kind: 'blade', price: 229, weightGrams: 110, size: [240, 75, 30], text: 'En norsk oppfinnelse som ikke trenger forbedring. Denne høvler både brunost og en gammel Jarlsberg i jevne skiver.' },
      { code: 'HVITLOKPRESSE', name: 'Hvitløkspresse', emoji: '1f9c4', kind: 'steel', price: 279, weightGrams: 290, size: [190, 60, 40], text: 'Presser båten med skallet på, og er ren etter en skylling. Lange håndtak gjør jobben lett.' },
    ],
  },
  {
    category: 'Gryter og panner',
    aisle: 'B',
    backdrops: ['#e8e0d4', '#dde3e0', '#e5ddda'],
    families: [
      { code: 'STEKEPANNE', name: 'Stekepanne i støpejern', emoji: '1f373', kind: 'castIron', price: 699, weightGrams: 2300, size: [450, 280, 60], option: 'Størrelse', variants: [['24 cm', 599, 0.75], ['28 cm', 699, 1]], text: 'Gir stekeskorpe som på restaurant, og blir bedre for hvert år. Ferdig innbrent og klar til bruk.' },
      { code: 'GRYTE', name: 'Støpejernsgryte', emoji: '1f372', kind: 'enamel', price: 1499, weightGrams: 4600, size: [320, 270, 190], option: 'Farge', variants: [['Fjordblå', 1499, 1], ['Tyttebærrød', 1499, 1], ['Mose', 1499, 1]], text: 'Fem liter til fårikål, eltefritt brød og alt som skal putre lenge. Emaljert innvendig, så den tåler også tomat og vin.' },
      { code: 'PAELLA', name: 'Paellapanne', emoji: '1f958', kind: 'steel', price: 549, weightGrams: 1500, size: [460, 400, 55], text: 'Vid og grunn, så risen får skorpe og gjestene får plass rundt. Passer på grill, bål og de fleste topper.' },
      { code: 'FONDUE', name: 'Fonduegryte', emoji: '1fad5', kind: 'ceramic', price: 799, weightGrams: 2700, size: [260, 230, 220], text: 'Til lange kvelder med smeltet ost eller sjokolade. Brenner og seks gafler følger med.' },
      { code: 'TAKKE', name: 'Pannekaketakke', emoji: '1f95e', kind: 'castIron', price: 599, weightGrams: 2100, size: [340, 260, 30], text: 'Lav kant og jevn varme gir tynne pannekaker og sveler som slipper av seg selv.' },
      { code: 'STEKETERMOMETER', name: 'Steketermometer', emoji: '1f321-fe0f', kind: 'battery', price: 299, weightGrams: 90, size: [180, 40, 25], text: 'Viser riktig temperatur på to sekunder, så lammet blir rosa og laksen saftig. Tåler regn ved grillen.' },
      { code: 'GRILLHANSKE', name: 'Grillhanske', emoji: '1f9e4', kind: 'linen', price: 249, weightGrams: 190, size: [330, 190, 30], text: 'Tykk bomull med lær på innsiden tåler både stekeovn og bålpanne. Lang nok til at håndleddet er trygt.' },
      { code: 'SUPPEOSE', name: 'Suppeøse', emoji: '1f944', kind: 'steel', price: 189, weightGrams: 150, size: [310, 95, 70], text: 'Rommer en desiliter, akkurat en halv tallerken. Bøyd slik at den henger på kanten av gryta og ikke glir nedi.' },
    ],
  },
  {
    category: 'Kaffe og te',
    aisle: 'C',
    backdrops: ['#e9e1d5', '#e0dcd4', '#dce2e3'],
    families: [
      { code: 'KAFFEKOPP', name: 'Kaffekopp', emoji: '2615', kind: 'ceramic', price: 189, weightGrams: 310, size: [120, 95, 95], option: 'Farge', variants: [['Hvit', 189, 1], ['Sjøgrå', 189, 1], ['Lyng', 189, 1]], text: 'Dreid i Nordhavn og glasert med litt ujevn kant, så ingen er helt like. Rommer to og en halv desiliter.' },
      { code: 'KAFFEKVERN', name: 'Kaffekvern', emoji: '2699-fe0f', kind: 'plain', price: 1290, weightGrams: 950, size: [220, 110, 90], text: 'Håndkvern med koniske stålhjul og førti trinn, fra espresso til kokekaffe. Maler til to kopper på under et minutt.' },
      { code: 'KAFFEBOKS', name: 'Kaffeboks med ventil', emoji: '1fad8', kind: 'steel', price: 329, weightGrams: 420, size: [180, 110, 110], text: 'Holder en pose bønner ferske i ukevis. Ventilen slipper gassen ut og ingen luft inn.' },
      { code: 'KAFFEFILTER', name: 'Kaffefilter, 100 stk.', emoji: '1f4c4', kind: 'paper', price: 79, weightGrams: 160, size: [170, 120, 50], text: 'Ubleket papir som ikke setter smak. Passer traktekolbe og vanlige trakter.' },
      { code: 'TRAKTEKOLBE', name: 'Traktekolbe', emoji: '23f3', kind: 'glass', price: 549, weightGrams: 640, size: [260, 160, 160], text: 'Timeglasset som gir ren og klar kaffe til seks kopper. Trehalsen holder fingrene kalde.' },
      { code: 'TEKANNE', name: 'Tekanne', emoji: '1fad6', kind: 'ceramic', price: 649, weightGrams: 980, size: [250, 160, 170], text: 'Heller uten å dryppe, og har sil så vid at bladene får svømme. Rommer en liter.' },
      { code: 'TEKOPP', name: 'Tekopp uten hank', emoji: '1f375', kind: 'ceramic', price: 149, weightGrams: 220, size: [95, 95, 90], text: 'Varmer hendene før den varmer resten. Doble vegger gjør at du kan holde den med en gang.' },
      { code: 'TERMOKOPP', name: 'Termokopp', emoji: '1f964', kind: 'steel', price: 349, weightGrams: 300, size: [200, 85, 85], option: 'Farge', variants: [['Sort', 349, 1], ['Fjordblå', 349, 1]], text: 'Varm kaffe fra første ferge til siste møte. Lokket er tett, også på hodet i sekken.' },
      { code: 'KJOKKENVEKT', name: 'Kjøkkenvekt', emoji: '2696-fe0f', kind: 'battery', price: 449, weightGrams: 540, size: [210, 160, 25], text: 'Veier på et halvt gram og teller sekunder, så kaffen blir lik i dag som i går. Like god til bakst.' },
    ],
  },
  {
    category: 'Bakst',
    aisle: 'D',
    backdrops: ['#efe6da', '#e6dfdc', '#e2e5da'],
    families: [
      { code: 'BRODFORM', name: 'Brødform', emoji: '1f35e', kind: 'steel', price: 199, weightGrams: 480, size: [300, 130, 90], option: 'Størrelse', variants: [['1,5 l', 199, 1], ['2 l', 229, 1.2]], text: 'Kraftig stål med silikonfri belegning, så brødet slipper uten smør. Kantene er brettet og skarpe hjørner finnes ikke.' },
      { code: 'MUFFINSFORM', name: 'Muffinsbrett', emoji: '1f9c1', kind: 'steel', price: 249, weightGrams: 620, size: [360, 270, 40], text: 'Tolv dype former i et brett som ikke slår seg i varmen. Til barnebursdag på tirsdag og eggemuffins på onsdag.' },
      { code: 'PAIFORM', name: 'Paiform', emoji: '1f967', kind: 'ceramic', price: 329, weightGrams: 1150, size: [290, 290, 50], text: 'Riflet kant og rett fra ovnen til bordet. Bunnen blir sprø fordi leiren holder på varmen.' },
      { code: 'VAFFELJERN', name: 'Vaffeljern for komfyr', emoji: '1f9c7', kind: 'castIron', price: 749, weightGrams: 2400, size: [420, 220, 50], text: 'Fem hjerter i støpejern, over komfyr eller bål. Vaflene blir sprø ute og myke inni, slik de er på fjellet.' },
      { code: 'KAKEBOKS', name: 'Kakeboks', emoji: '1f36a', kind: 'steel', price: 219, weightGrams: 520, size: [230, 230, 110], text: 'Rommer syv slag eller ett slag i syv dager. Lokket er så tett at ingen hører når du åpner det.' },
      { code: 'PIZZASTEIN', name: 'Pizzastein', emoji: '1f355', kind: 'plain', price: 499, weightGrams: 3900, size: [380, 380, 30], text: 'Gir bunn som fra vedovn i helt vanlig stekeovn. La den bli varm i en halv time først, så tar det fire minutter.' },
      { code: 'SITRUSPRESSE', name: 'Sitruspresse', emoji: '1f34b', kind: 'glass', price: 149, weightGrams: 390, size: [160, 130, 70], text: 'Tar vare på saften og lar kjernene ligge igjen. Presset glass av den tunge, gode sorten.' },
      { code: 'KJOKKENTIMER', name: 'Kjøkkentimer', emoji: '23f2-fe0f', kind: 'plain', price: 189, weightGrams: 140, size: [80, 80, 50], text: 'Trekkes opp og tikker, og ringer så hele etasjen vet at brødet er ferdig. Trenger aldri strøm.' },
      { code: 'BAKEBOK', name: 'Brød fra Vestlandet', emoji: '1f4d5', kind: 'paper', price: 399, weightGrams: 980, size: [270, 210, 25], text: 'Førti oppskrifter på surdeig, lefser og skillingsboller, prøvd i vanlige kjøkken. Med bilder av hvert trinn.' },
    ],
  },
];
