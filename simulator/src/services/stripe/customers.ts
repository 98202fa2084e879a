import type { Books } from './books.ts';
import { publish } from './events.ts';
import { listOf } from './listing.ts';
import type { Customer, PaymentMethod } from './objects.ts';
import type { Params } from './params.ts';
import { findPaymentMethod } from './payment-methods.ts';
import { invalid, missing, unknownObject } from './refusal.ts';

const DETAILS = ['description', 'email', 'name', 'phone'] as const;

export function createCustomer(books: Books, params: Params): Customer {
  const id = books.makeId('cus');
  const customer = books.customers.put({
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: books.seconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    ...detailsOf(params, { description: null, email: null, name: null, phone: null }),
    discount: null,
    invoice_prefix: id.slice(4, 12).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: params.metadata(),
    next_invoice_sequence: 1,
    preferred_locales: params.list('preferred_locales') ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  });
  publish(books, 'customer.created', customer);
  return customer;
}

const detailsOf = (params: Params, known: Pick<Customer, (typeof DETAILS)[number]>) =>
  Object.fromEntries(DETAILS.map((name) => [name, params.text(name) ?? known[name]])) as Pick<Customer, (typeof DETAILS)[number]>;

export function updateCustomer(books: Books, id: string, params: Params): Customer {
  const customer = findCustomer(books, id);
  const changed = books.customers.put({
    ...customer,
    ...detailsOf(params, customer),
    metadata: params.metadata(customer.metadata),
  });
  publish(books, 'customer.updated', changed);
  return changed;
}

export function deleteCustomer(books: Books, id: string) {
  const customer = findCustomer(books, id);
  books.customers.delete(id);
  publish(books, 'customer.deleted', customer);
  return { id, object: 'customer', deleted: true };
}

export function findCustomer(books: Books, id: string): Customer {
  const customer = books.customers.get(id);
  if (!customer) throw unknownObject('customer', id);
  return customer;
}

export function listCustomers(books: Books, params: Params) {
  const email = params.text('email');
  const wanted = email ? books.customers.filter((customer) => customer.email === email) : books.customers.all();
  return listOf(wanted, params, '/v1/customers', 'customer');
}

/** A card that is kept for a customer's next visit. */
export function attachMethod(books: Books, id: string, params: Params): PaymentMethod {
  const customer = params.requiredText('customer');
  findCustomer(books, customer);
  const method = findPaymentMethod(books, id, 'payment_method');
  if (method.customer && method.customer !== customer)
    throw invalid('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_already_attached',
    });
  const attached = books.methods.put({ ...method, customer });
  books.ordered.methods.regroup(attached);
  publish(books, 'payment_method.attached', attached);
  return attached;
}

export function detachMethod(books: Books, id: string): PaymentMethod {
  const method = findPaymentMethod(books, id, 'payment_method');
  if (!method.customer)
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
  const detached = books.methods.put({ ...method, customer: null });
  publish(books, 'payment_method.detached', detached, { customer: method.customer });
  return detached;
}

/** `GET /v1/payment_methods?customer=`. */
export function listMethods(books: Books, params: Params) {
  const customer = params.text('customer');
  if (!customer) throw missing('customer');
  const kept = books.ordered.methods.group(customer).filter((method) => method.customer === customer);
  return listOf(kept, params, '/v1/payment_methods', 'payment_method');
}
