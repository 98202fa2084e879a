/** One of Bring's services. Amounts are øre with VAT, weights grams, sizes centimetres. */
export interface Product {
  id: string;
  /** Names that older agreements and examples use for the same service. */
  aliases: readonly string[];
  kind: 'pickup' | 'home' | 'mailbox' | 'business';
  category: { no: string; en: string };
  productName: { no: string; en: string };
  displayName: { no: string; en: string };
  description: { no: string; en: string };
  deliveryType: { no: string; en: string };
  sortOrder: number;
  maxWeightGrams: number;
  /** Longest, middle and shortest side. */
  maxSides: readonly [number, number, number];
  /** Up to this weight, this list price. */
  prices: readonly (readonly [number, number])[];
  /** Working days that the last stretch takes beyond the way between terminals. */
  extraDays: number;
}

export const PRODUCTS: readonly Product[] = [
  {
    id: '5800',
    aliases: ['SERVICEPAKKE', 'PICKUP_PARCEL'],
    kind: 'pickup',
    category: { no: 'Til privatpersoner', en: 'To consumers' },
    productName: { no: 'Pakke til hentested', en: 'Pickup parcel' },
    displayName: { no: 'Til hentested', en: 'To pickup point' },
    description: {
      no: 'Pakken kan spores og utleveres på ditt lokale hentested.',
      en: 'The parcel can be tracked and is delivered at your local pickup point.',
    },
    deliveryType: { no: 'Hentested', en: 'Pickup point' },
    sortOrder: 10,
    maxWeightGrams: 35_000,
    maxSides: [120, 60, 60],
    prices: [
      [5_000, 11_900],
      [10_000, 14_900],
      [25_000, 21_900],
      [35_000, 28_900],
    ],
    extraDays: 0,
  },
  {
    id: '5600',
    aliases: ['PA_DOREN', 'HOME_DELIVERY_PARCEL'],
    kind: 'home',
    category: { no: 'Til privatpersoner', en: 'To consumers' },
    productName: { no: 'Pakke levert hjem', en: 'Home delivery parcel' },
    displayName: { no: 'Levert hjem', en: 'Home delivery' },
    description: { no: 'Pakken leveres hjem til deg på dagtid.', en: 'The parcel is delivered to your home during the day.' },
    deliveryType: { no: 'Hjemlevering', en: 'Home delivery' },
    sortOrder: 20,
    maxWeightGrams: 35_000,
    maxSides: [240, 100, 100],
    prices: [
      [5_000, 17_900],
      [10_000, 21_900],
      [25_000, 29_900],
      [35_000, 37_900],
    ],
    extraDays: 0,
  },
  {
    id: '3584',
    aliases: ['MAILBOX_PARCEL'],
    kind: 'mailbox',
    category: { no: 'Til privatpersoner', en: 'To consumers' },
    productName: { no: 'Pakke i postkassen', en: 'Mailbox parcel' },
    displayName: { no: 'I postkassen', en: 'In the mailbox' },
    description: { no: 'Pakken leveres i postkassen din.', en: 'The parcel is delivered in your mailbox.' },
    deliveryType: { no: 'Postkasse', en: 'Mailbox' },
    sortOrder: 30,
    maxWeightGrams: 5_000,
    maxSides: [35, 25, 12],
    prices: [[5_000, 9_500]],
    extraDays: 1,
  },
  {
    id: '5000',
    aliases: ['BPAKKE_DOR-DOR'],
    kind: 'business',
    category: { no: 'Til bedrifter', en: 'To businesses' },
    productName: { no: 'Pakke til bedrift', en: 'Business parcel' },
    displayName: { no: 'Til bedrift', en: 'To business' },
    description: { no: 'Pakken leveres på døren hos bedriften.', en: 'The parcel is delivered to the door of the business.' },
    deliveryType: { no: 'Bedrift', en: 'Business' },
    sortOrder: 40,
    maxWeightGrams: 35_000,
    maxSides: [240, 100, 100],
    prices: [
      [5_000, 14_900],
      [10_000, 18_900],
      [25_000, 26_900],
      [35_000, 34_900],
    ],
    extraDays: 0,
  },
];

export const findProduct = (id: string): Product | undefined =>
  PRODUCTS.find((product) => product.id === id || product.aliases.includes(id));

export interface Package {
  weightGrams: number;
  /** Centimetres; undefined where the sender did not say. */
  sides?: readonly [number, number, number];
}

/** Why Bring does not take these packages; undefined when it does. */
export function refusal(
  { maxWeightGrams, maxSides }: Product,
  packages: readonly Package[],
): { code: string; description: string } | undefined {
  for (const { weightGrams, sides } of packages) {
    if (weightGrams > maxWeightGrams)
      return { code: 'INVALID_WEIGHT', description: `The weight ${weightGrams} g is above the limit of ${maxWeightGrams} g` };
    const sorted = [...(sides ?? [])].sort((a, b) => b - a);
    if (sorted.some((side, index) => side > maxSides[index]!))
      return {
        code: 'INVALID_MEASUREMENTS',
        description: `The measures ${sorted.join(' × ')} cm are above the limit of ${maxSides.join(' × ')} cm`,
      };
  }
  return undefined;
}

/** @param zones Terminals between here and there. @returns Øre with VAT. */
export function listPrice({ prices }: Product, packages: readonly Package[], zones: number): number {
  const single = packages.map(({ weightGrams }) => (prices.find(([limit]) => weightGrams <= limit) ?? prices.at(-1)!)[1]);
  const whole = single.reduce((sum, price, index) => sum + (index === 0 ? price : price * 0.7), 0);
  return Math.round((whole * (1 + zones * 0.08)) / 100) * 100;
}

/** What an agreement pays: 17 % off, in whole kroner. */
export const netPrice = (list: number): number => Math.round((list * 0.83) / 100) * 100;

/** Text with two decimals, VAT of 25 % apart, as Bring writes amounts. */
export function priceText(withVat: number): { amountWithoutVAT: string; vat: string; amountWithVAT: string } {
  const without = Math.round(withVat / 1.25);
  const kroner = (ore: number) => (ore / 100).toFixed(2);
  return { amountWithoutVAT: kroner(without), vat: kroner(withVat - without), amountWithVAT: kroner(withVat) };
}
