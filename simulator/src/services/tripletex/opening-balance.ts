import type { Seeds } from '../../seeds/seeds.ts';
import {
  FIRST,
  type AddressRow,
  type Books,
  type CustomerRow,
  type GroupRow,
  type InvoiceRow,
  type LineRow,
  type OrderRow,
  type ProductRow,
} from './books.ts';
import { daysAfter, osloDay } from './days.ts';
import { mod10, withoutVat } from './money.ts';
import { NORWAY, PAYMENT_TYPES } from './registers.ts';

/** The customer whom orders belong to until somebody has paid. */
export const COLLECTIVE_CUSTOMER = 'Nettbutikk';

/** How many of each kind the seed brings. */
export interface Brought {
  lines: number;
  customers: number;
  addresses: number;
  orders: number;
  invoices: number;
}

/** Enters what the shop had before the world began: goods, customers, and three years of invoiced orders. */
export function enterOpeningBalance(books: Books, { articles, people, pastOrders }: Seeds): Brought {
  const categories = [...new Set(articles.map(({ category }) => category))];
  const groups: GroupRow[] = categories.map((name, index) => ({ id: FIRST.group + index, name }));
  const groupOf = new Map<string, GroupRow>();
  for (const { family, category, options } of articles) {
    if (groupOf.has(family)) continue;
    const name = options.length > 0 ? `${family} | ${options.map((option) => option.name).join(', ')}` : family;
    const group = { id: FIRST.group + groups.length, name, parentId: FIRST.group + categories.indexOf(category) };
    groups.push(group);
    groupOf.set(family, group);
  }
  books.groups.seed(groups);

  const products = articles.map((article, index): ProductRow => {
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
      groupId: groupOf.get(article.family)!.id,
      isInactive: false,
    };
  });
  books.products.seed(products);
  books.stock.seed(articles.map(({ onHand }, index) => ({ productId: FIRST.product + index, onHand, outgoing: 0 })));

  const addresses = people.map(({ firstName, lastName, address }, index): AddressRow => ({
    id: FIRST.address + index,
    version: 1,
    name: `${firstName} ${lastName}`,
    addressLine1: `${address.street} ${address.number}${address.letter ?? ''}`,
    addressLine2: '',
    postalCode: address.postalCode,
    city: address.place,
    countryId: NORWAY,
  }));
  books.addresses.seed(addresses);
  const customers = [
    collective(),
    ...people.map(({ firstName, lastName, email, phone }, index) =>
      customer(index + 1, `${firstName} ${lastName}`, email, phone, FIRST.address + index),
    ),
  ];
  books.customers.seed(customers);

  const productOf = new Map(products.map((product) => [product.number, product]));
  const customerOf = new Map(people.map(({ id }, index) => [id, customers[index + 1]!]));
  let lines = 0;
  const orders: OrderRow[] = [];
  const invoices: InvoiceRow[] = [];
  pastOrders.forEach((past, index) => {
    const buyer = customerOf.get(past.personId)!;
    const day = osloDay(past.at);
    const ordered = past.lines.map(({ sku, quantity }): LineRow => {
      const product = productOf.get(sku)!;
      return {
        id: FIRST.line + lines++,
        version: 1,
        productId: product.id,
        description: product.name,
        count: quantity,
        unitPriceOre: product.priceOre,
        isUnitPriceWithVat: true,
        discount: 0,
        vatTypeId: 3,
      };
    });
    const orderId = FIRST.order + index;
    orders.push({
      id: orderId,
      version: 3,
      number: String(FIRST.orderNumber + index),
      customerId: buyer.id,
      reference: past.id,
      orderDate: day,
      deliveryDate: daysAfter(day, 2),
      deliveryAddressId: buyer.deliveryAddressId!,
      deliveryComment: '',
      invoiceComment: '',
      receiverEmail: buyer.email,
      currencyId: 1,
      status: 'INVOICED',
      isClosed: true,
      isPrioritizeAmountsIncludingVat: true,
      lines: ordered,
      isWithWarehouse: true,
    });
    const amountOre = ordered.reduce((sum, line) => sum + line.unitPriceOre * line.count, 0);
    const amountWithoutVatOre = ordered.reduce((sum, line) => sum + withoutVat(line.unitPriceOre * line.count, 25), 0);
    const invoiceNumber = FIRST.invoiceNumber + index;
    const invoiceDate = daysAfter(day, 1);
    invoices.push({
      id: FIRST.invoice + index,
      version: 1,
      invoiceNumber,
      invoiceDate,
      invoiceDueDate: daysAfter(invoiceDate, 14),
      kid: kidOf(buyer.customerNumber, invoiceNumber),
      orderId,
      customerId: buyer.id,
      amountOre,
      amountWithoutVatOre,
      paidOre: amountOre,
      paymentTypeId: PAYMENT_TYPES[2]!.id,
      comment: '',
    });
  });
  books.orders.seed(orders);
  books.invoices.seed(invoices);
  return { lines, customers: customers.length, addresses: addresses.length, orders: orders.length, invoices: invoices.length };
}

/** Seven digits of the customer, six of the invoice, and the check digit. */
export function kidOf(customerNumber: number, invoiceNumber: number): string {
  const digits = String(customerNumber).padStart(7, '0') + String(invoiceNumber).padStart(6, '0');
  return digits + mod10(digits);
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
