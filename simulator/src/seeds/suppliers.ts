/** A house that the shop buys from. */
export interface SeedSupplier {
  id: string;
  name: string;
  /** Nine digits, the last of which checks the others (modulo 11). */
  organisationNumber: string;
  email: string;
  /** E.164. */
  phone: string;
  address: { street: string; postalCode: string; place: string; country: string };
  categories: readonly string[];
  /** Seven digits with which the GTINs of its goods begin. */
  gs1Prefix: string;
  /** Working days that its goods take, the fastest and the slowest. */
  leadTimeDays: { least: number; most: number };
  /** Of a hundred deliveries, how many come on the promised day, and how many bring everything. */
  onTimePercent: number;
  fullPercent: number;
  /** Orders below this are not sent, in øre without VAT. */
  leastOrder: number;
}

type Line = readonly [
  name: string,
  street: string,
  postalCode: string,
  place: string,
  country: string,
  categories: readonly string[],
  days: readonly [number, number],
  onTime: number,
  full: number,
];

const KITCHEN = ['Kniver og skjæring', 'Gryter og panner', 'Bakst'];
const TABLE = ['Servering', 'Kaffe og te'];
const HOME = ['Lys og lune', 'Rent og ryddig'];
const OUT = ['Tur og fjell', 'Sjø og fiske', 'Vinter og lek'];
const YARD = ['Hage og balkong', 'Verktøy'];

// prettier-ignore
const LINES: readonly Line[] = [
  ['Egersmia Engros AS', 'Smieveien 4', '4370', 'Egersund', 'NO', KITCHEN, [3, 6], 94, 96],
  ['Mora Stålimport AB', 'Järnvägsgatan 18', '792 32', 'Mora', 'SE', [...KITCHEN, 'Verktøy'], [7, 12], 90, 93],
  ['Solingen Küchenhandel GmbH', 'Klingenstraße 71', '42651', 'Solingen', 'DE', KITCHEN, [10, 16], 88, 95],
  ['Nordhavn Keramikk AS', 'Kaigata 22', '5003', 'Nordhavn', 'NO', TABLE, [2, 4], 97, 90],
  ['Kystens Glass og Porselen AS', 'Fabrikkveien 9', '4005', 'Stavanger', 'NO', [...TABLE, 'Bakst'], [3, 6], 93, 95],
  ['Kaffekompaniet Nord AS', 'Dokkeveien 3', '7010', 'Trondheim', 'NO', ['Kaffe og te'], [2, 5], 96, 97],
  ['Salhus Ullvare AS', 'Salhusvegen 210', '5107', 'Salhus', 'NO', ['Lys og lune', 'Tur og fjell', 'Vinter og lek'], [4, 8], 92, 94],
  ['Lys & Lin Agentur AS', 'Grensen 12', '0159', 'Oslo', 'NO', HOME, [3, 7], 91, 92],
  ['Renholdsgrossisten Vest AS', 'Industrigata 40', '5162', 'Laksevåg', 'NO', ['Rent og ryddig'], [1, 3], 98, 98],
  ['Fjellheim Friluft AS', 'Vossevangen 51', '5700', 'Voss', 'NO', OUT, [3, 7], 92, 93],
  ['Hav og Krok AS', 'Fiskarstranda 7', '6035', 'Fiskarstrand', 'NO', ['Sjø og fiske', 'Tur og fjell'], [3, 8], 89, 91],
  ['Vinterlek Distribusjon AS', 'Stortorget 2', '2609', 'Lillehammer', 'NO', ['Vinter og lek'], [4, 9], 87, 94],
  ['Hardanger Hagesenter Engros AS', 'Fruktvegen 33', '5780', 'Kinsarvik', 'NO', YARD, [2, 6], 93, 92],
  ['Jernvare & Skaft AS', 'Møllebakken 6', '2815', 'Gjøvik', 'NO', ['Verktøy'], [3, 6], 95, 96],
];

/** The same in every world: suppliers are part of the shop, and what is drawn is only who brings what. */
export const SUPPLIERS: readonly SeedSupplier[] = LINES.map(
  ([name, street, postalCode, place, country, categories, [least, most], onTimePercent, fullPercent], index) => ({
    id: `supplier-${index + 1}`,
    name,
    organisationNumber: organisationNumber(91_820_340 + 137 * index),
    email: `ordre@${name
      .toLowerCase()
      .replaceAll('ø', 'o')
      .replaceAll('ü', 'u')
      .replaceAll('å', 'a')
      .replaceAll(/[^a-z]+/g, '-')}.example`,
    phone: country === 'SE' ? '+46250550147' : country === 'DE' ? '+4921255501470' : `+4755${String(550_100 + index * 17)}`,
    address: { street, postalCode, place, country },
    categories,
    gs1Prefix: `${country === 'SE' ? '73' : country === 'DE' ? '40' : '70'}${31_007 + 613 * index}`,
    leadTimeDays: { least, most },
    onTimePercent,
    fullPercent,
    leastOrder: country === 'NO' ? 150_000 : 600_000,
  }),
);

/** Appends the check digit (weights 3 2 7 6 5 4 3 2, modulo 11); numbers that have none are passed over, as the register does. */
function organisationNumber(eight: number): string {
  const digits = String(eight);
  const sum = [3, 2, 7, 6, 5, 4, 3, 2].reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? organisationNumber(eight + 1) : `${digits}${check}`;
}
