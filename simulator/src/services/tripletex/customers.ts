import type { Answer, Call, Route } from '../../kernel/service.ts';
import { addressReference, readAddress } from './addresses.ts';
import type { Books, CustomerRow } from './books.ts';
import { answerList, answerOne, invalid, readBody, readFlag, readId, readList, refuse } from './envelope.ts';
import { Reference, urlOf, type View } from './fields.ts';
import type { Numbers } from './numbers.ts';
import { currencyReference } from './registers.ts';
import { checkVersion, readText, readTruth } from './reading.ts';
import { ADDRESS, CUSTOMER, DELIVERY_ADDRESS } from './vocabulary.ts';

export function customerView(books: Books, row: CustomerRow): View {
  return {
    id: row.id,
    version: row.version,
    url: urlOf('customer', row.id),
    name: row.name,
    displayName: `${row.name} (${row.customerNumber})`,
    customerNumber: row.customerNumber,
    isCustomer: true,
    isSupplier: false,
    isInactive: row.isInactive,
    email: row.email,
    invoiceEmail: row.invoiceEmail,
    phoneNumber: row.phoneNumber,
    phoneNumberMobile: row.phoneNumberMobile,
    description: row.description,
    language: row.language,
    isPrivateIndividual: row.isPrivateIndividual,
    invoiceSendMethod: 'EMAIL',
    currency: currencyReference(1),
    postalAddress: row.postalAddressId === undefined ? undefined : addressReference(books, 'address', row.postalAddressId),
    deliveryAddress:
      row.deliveryAddressId === undefined ? undefined : addressReference(books, 'deliveryAddress', row.deliveryAddressId),
  };
}

export const customerReference = (books: Books, id: number): Reference =>
  new Reference('customer', id, () => customerView(books, books.customers.get(id)!));

export function customerRoutes(books: Books, numbers: Numbers): Route[] {
  const found = (call: Call): CustomerRow => {
    const row = books.customers.get(readId(call));
    if (!row) refuse('notFound', 'There is no such customer.');
    return row;
  };

  const list = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const accounts = readList(call, 'customerAccountNumber');
    const contains = (name: string) => {
      const wanted = call.query.get(name)?.toLowerCase();
      return (value: string) => !wanted || value.toLowerCase().includes(wanted);
    };
    const [email, invoiceEmail, name, mobile] = [
      contains('email'),
      contains('invoiceEmail'),
      contains('customerName'),
      contains('phoneNumberMobile'),
    ];
    const isInactive = readFlag(call, 'isInactive');
    const rows = books.customers.filter(
      (row) =>
        (ids?.has(String(row.id)) ?? true) &&
        (accounts?.has(String(row.customerNumber)) ?? true) &&
        email(row.email) &&
        invoiceEmail(row.invoiceEmail) &&
        name(row.name) &&
        mobile(row.phoneNumberMobile) &&
        (isInactive === undefined || row.isInactive === isInactive),
    );
    return answerList(call, rows, (row) => customerView(books, row));
  };

  /** Lays what was sent over what is there. */
  const change = (row: CustomerRow, body: Record<string, unknown>): CustomerRow => {
    const name = readText(body, 'name', row.name);
    if (!name.trim()) invalid('name', 'This field must be filled in.');
    const changed: CustomerRow = {
      ...row,
      name,
      email: readEmail(body, 'email', row.email),
      invoiceEmail: readEmail(body, 'invoiceEmail', row.invoiceEmail || readEmail(body, 'email', row.email)),
      phoneNumber: readText(body, 'phoneNumber', row.phoneNumber),
      phoneNumberMobile: readText(body, 'phoneNumberMobile', row.phoneNumberMobile),
      description: readText(body, 'description', row.description),
      isPrivateIndividual: readTruth(body, 'isPrivateIndividual', row.isPrivateIndividual),
      isInactive: readTruth(body, 'isInactive', row.isInactive),
    };
    if (body['language'] !== undefined) {
      if (body['language'] !== 'NO' && body['language'] !== 'EN') invalid('language', 'Must be NO or EN.');
      changed.language = body['language'];
    }
    const postalAddressId = readAddress(books, numbers, body, 'postalAddress', ADDRESS, row.postalAddressId);
    const deliveryAddressId = readAddress(books, numbers, body, 'deliveryAddress', DELIVERY_ADDRESS, row.deliveryAddressId);
    if (postalAddressId !== undefined) changed.postalAddressId = postalAddressId;
    if (deliveryAddressId !== undefined) changed.deliveryAddressId = deliveryAddressId;
    return changed;
  };

  const create = (call: Call): Answer => {
    const body = readBody(call, CUSTOMER);
    const asked = body['customerNumber'];
    if (
      asked !== undefined &&
      asked !== 0 &&
      (!Number.isSafeInteger(asked) || (asked as number) < 0 || books.customers.find((row) => row.customerNumber === asked))
    )
      invalid('customerNumber', 'The number is in use, or is none.');
    const empty = { name: '', email: '', invoiceEmail: '', phoneNumber: '', phoneNumberMobile: '', description: '' };
    const draft = change(
      { ...empty, id: 0, version: 0, customerNumber: 0, language: 'NO', isPrivateIndividual: false, isInactive: false },
      body,
    );
    const row = books.customers.put({
      ...draft,
      id: numbers.customer(),
      customerNumber: (asked as number | undefined) || numbers.customerNumber(),
    });
    return answerOne(call, customerView(books, row), 201);
  };

  const update = (call: Call): Answer => {
    const row = found(call);
    const body = readBody(call, CUSTOMER);
    checkVersion(body, row.version);
    return answerOne(call, customerView(books, books.customers.put({ ...change(row, body), version: row.version + 1 })));
  };

  return [
    { method: 'GET', path: '/v2/customer', operation: 'list-customers', resolve: list },
    { method: 'POST', path: '/v2/customer', operation: 'create-customer', resolve: create },
    {
      method: 'GET',
      path: '/v2/customer/:id',
      operation: 'get-customer',
      resolve: (call) => answerOne(call, customerView(books, found(call))),
    },
    { method: 'PUT', path: '/v2/customer/:id', operation: 'change-customer', resolve: update },
  ];
}

function readEmail(body: Record<string, unknown>, name: string, otherwise: string): string {
  const text = readText(body, name, otherwise);
  if (text && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) invalid(name, 'The e-mail address is not valid.');
  return text;
}
