import type { Seeds } from '../../seeds/seeds.ts';
import { FIRST, type AddressRow, type Books, type CustomerRow, type GroupRow, type ProductRow } from './books.ts';
import { NORWAY } from './registers.ts';

/** The customer whom orders belong to until somebody has paid. */
export const COLLECTIVE_CUSTOMER = 'Nettbutikk';

/** How many of each kind the seed brings. */
export interface Brought {
  customers: number;
  addresses: number;
}

/** Enters what the shop had before the world began: goods and customers. Past orders are {@link History}. */
export function enterOpeningBalance(books: Books, { articles, people }: Seeds): Brought {
  const groups = new Map<string, GroupRow>();
  for (const name of new Set(articles.map(({ category }) => category)))
    groups.set(`|${name}`, { id: FIRST.group + groups.size, name });
  for (const { family, category, options } of articles) {
    const key = `${family}|${category}`;
    if (groups.has(key)) continue;
    const name = options.length > 0 ? `${family} | ${options.map((option) => option.name).join(', ')}` : family;
    groups.set(key, { id: FIRST.group + groups.size, name, parentId: groups.get(`|${category}`)!.id });
  }
  books.groups.table.seed(groups.values());

  books.products.table.seed(
    articles.map((article, index): ProductRow => {
      const { length, width, height } = article.sizeMillimetres;
      return {
        id: FIRST.product + index,
        version: 1,
        number: article.sku,
        name: article.name,
        description: article.description,
        ean: article.gtin,
        priceOre: article.price,
        vatTypeId: 3,
        weightGrams: article.weightGrams,
        volumeCubicCentimetres: (length * width * height) / 1_000,
        imageId: FIRST.image + index,
        groupId: groups.get(`${article.family}|${article.category}`)!.id,
        isInactive: false,
      };
    }),
  );
  books.stock.seed(articles.map(({ onHand }, index) => ({ productId: FIRST.product + index, onHand, outgoing: 0 })));

  books.addresses.table.seed(
    people.map(({ firstName, lastName, address }, index): AddressRow => ({
      id: FIRST.address + index,
      version: 1,
      name: `${firstName} ${lastName}`,
      addressLine1: `${address.street} ${address.number}${address.letter ?? ''}`,
      addressLine2: '',
      postalCode: address.postalCode,
      city: address.place,
      countryId: NORWAY,
    })),
  );
  books.customers.table.seed([
    collective(),
    ...people.map(({ firstName, lastName, email, phone }, index) =>
      customer(index + 1, `${firstName} ${lastName}`, email, phone, FIRST.address + index),
    ),
  ]);
  return { customers: people.length + 1, addresses: people.length };
}

function collective(): CustomerRow {
  const { postalAddressId: _p, deliveryAddressId: _d, ...row } = customer(0, COLLECTIVE_CUSTOMER, '', '', 0);
  return { ...row, isPrivateIndividual: false, description: 'Samlekunde for bestillinger som ikke er betalt.' };
}

function customer(index: number, name: string, email: string, phone: string, addressId: number): CustomerRow {
  return {
    id: FIRST.customer + index,
    version: 1,
    name,
    customerNumber: FIRST.customerNumber + index,
    email,
    invoiceEmail: email,
    phoneNumber: '',
    phoneNumberMobile: phone,
    language: 'NO',
    isPrivateIndividual: true,
    isInactive: false,
    description: '',
    postalAddressId: addressId,
    deliveryAddressId: addressId,
  };
}
