import type { Seeds } from '../../seeds/seeds.ts';
import { FIRST, type InvoiceRow, type LineRow, type OrderRow } from './books.ts';
import { daysAfter, osloDay } from './days.ts';
import { mod10, withoutVat } from './money.ts';
import { PAYMENT_TYPES } from './registers.ts';

/** More lines than any order of the past has: their ids follow from those of their orders. */
const LINES_EACH = 64;

/**
 * The orders and invoices of the years before the world. There may be a hundred thousand, nobody ever changes them, and
 * the seed knows them already: so they are written out when somebody looks at one, and not before.
 */
export class History {
  readonly #seeds: Seeds;
  #productIndex: Map<string, number> | undefined;
  #personIndex: Map<string, number> | undefined;
  #byCustomer: Map<number, number[]> | undefined;
  readonly #days = new Map<string, string>();

  constructor(seeds: Seeds) {
    this.#seeds = seeds;
  }

  /** Known without asking the seed to make them. */
  get size(): number {
    return this.#seeds.size.pastOrders;
  }

  get lineIds(): number {
    return this.size * LINES_EACH;
  }

  order(id: number): OrderRow | undefined {
    const index = id - FIRST.order;
    return index >= 0 && index < this.size && Number.isInteger(index) ? this.orderAt(index) : undefined;
  }

  invoice(id: number): InvoiceRow | undefined {
    const index = id - FIRST.invoice;
    return index >= 0 && index < this.size && Number.isInteger(index) ? this.invoiceAt(index) : undefined;
  }

  /** The order with this line. */
  orderOfLine(lineId: number): OrderRow | undefined {
    const order = this.order(FIRST.order + Math.floor((lineId - FIRST.line) / LINES_EACH));
    return order?.lines.some(({ id }) => id === lineId) ? order : undefined;
  }

  /** Which orders are of these days: from the first one up to, not including, the second. */
  daysOf(from: string, to: string): [first: number, end: number] {
    return [this.#firstOn(from), this.#firstOn(to)];
  }

  /** Oldest first. */
  ofCustomer(customerId: number): readonly number[] {
    const person = customerId - FIRST.customer - 1;
    if (person < 0 || person >= this.#seeds.people.length) return [];
    if (!this.#byCustomer) {
      const byCustomer = (this.#byCustomer = new Map<number, number[]>());
      for (const [index, { personId }] of this.#seeds.pastOrders.entries()) {
        const id = this.#customerOf(personId);
        const known = byCustomer.get(id);
        if (known) known.push(index);
        else byCustomer.set(id, [index]);
      }
    }
    return this.#byCustomer.get(customerId) ?? [];
  }

  orderAt(index: number): OrderRow {
    const { articles, people, pastOrders } = this.#seeds;
    const past = pastOrders[index]!;
    const customerId = this.#customerOf(past.personId);
    const person = customerId - FIRST.customer - 1;
    const day = osloDay(past.at);
    this.#productIndex ??= new Map(articles.map(({ sku }, at) => [sku, at]));
    const lines = past.lines.map(({ sku, quantity, unitPrice }, line): LineRow => {
      const at = this.#productIndex!.get(sku)!;
      return {
        id: FIRST.line + index * LINES_EACH + line,
        version: 1,
        productId: FIRST.product + at,
        description: articles[at]!.name,
        count: quantity,
        unitPriceOre: unitPrice,
        isUnitPriceWithVat: true,
        discount: 0,
        vatTypeId: 3,
      };
    });
    return {
      id: FIRST.order + index,
      version: 3,
      number: String(FIRST.orderNumber + index),
      customerId,
      reference: past.id,
      orderDate: day,
      deliveryDate: this.#after(day, 2),
      deliveryAddressId: FIRST.address + person,
      deliveryComment: '',
      invoiceComment: '',
      receiverEmail: people[person]!.email,
      currencyId: 1,
      status: 'INVOICED',
      isClosed: true,
      isPrioritizeAmountsIncludingVat: true,
      lines,
      isWithWarehouse: true,
    };
  }

  invoiceAt(index: number): InvoiceRow {
    const { id, customerId, orderDate, lines } = this.orderAt(index);
    const amounts = lines.map(({ unitPriceOre, count }) => unitPriceOre * count);
    const amountOre = amounts.reduce((sum, amount) => sum + amount, 0);
    const invoiceNumber = FIRST.invoiceNumber + index;
    const invoiceDate = this.#after(orderDate, 1);
    return {
      id: FIRST.invoice + index,
      version: 1,
      invoiceNumber,
      invoiceDate,
      invoiceDueDate: this.#after(invoiceDate, 14),
      kid: kidOf(FIRST.customerNumber + customerId - FIRST.customer, invoiceNumber),
      orderId: id,
      customerId,
      amountOre,
      amountWithoutVatOre: amounts.reduce((sum, amount) => sum + withoutVat(amount, 25), 0),
      paidOre: amountOre,
      paymentTypeId: PAYMENT_TYPES[2]!.id,
      comment: '',
    };
  }

  /** A thousand days come up fifty times each. */
  #after(day: string, days: number): string {
    const key = `${day}+${days}`;
    const known = this.#days.get(key);
    if (known !== undefined) return known;
    const later = daysAfter(day, days);
    this.#days.set(key, later);
    return later;
  }

  #customerOf(personId: string): number {
    this.#personIndex ??= new Map(this.#seeds.people.map(({ id }, at) => [id, at]));
    return FIRST.customer + 1 + this.#personIndex.get(personId)!;
  }

  #firstOn(day: string): number {
    const { pastOrders } = this.#seeds;
    let [low, high] = [0, pastOrders.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (osloDay(pastOrders[middle]!.at) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Seven digits of the customer, six of the invoice, and the check digit (mod 10). */
export function kidOf(customerNumber: number, invoiceNumber: number): string {
  const digits = String(customerNumber).padStart(7, '0') + String(invoiceNumber).padStart(6, '0');
  return digits + mod10(digits);
}
