import type { Answer, Call, Route } from '../../kernel/service.ts';
import { readAddress } from './addresses.ts';
import { mailboxKey, type CustomerRow } from './books.ts';
import { answerList, answerOne, invalid, readBody, readFlag, readId, readList, refuse } from './envelope.ts';
import type { Erp } from './erp.ts';
import { checkVersion, readText, readTruth } from './reading.ts';
import { ADDRESS, CUSTOMER, DELIVERY_ADDRESS } from './vocabulary.ts';

export function customerRoutes({ books, numbers, shapes, happened }: Erp): Route[] {
  const found = (call: Call): CustomerRow => {
    const row = books.customers.get(readId(call));
    if (!row) refuse('notFound', 'There is no such customer.');
    return row;
  };

  /** Those who may be meant, found without reading the whole register where that is possible. */
  const candidates = (ids: Set<string> | undefined, accounts: Set<string> | undefined, email: string): CustomerRow[] => {
    if (ids) return [...ids].flatMap((id) => books.customers.get(Number(id)) ?? []).sort((a, b) => a.id - b.id);
    if (accounts) return [...accounts].flatMap((number) => books.customers.by('number', Number(number)));
    const mailbox = mailboxKey(email);
    return mailbox === undefined ? books.customers.table.all() : books.customers.by('mailbox', mailbox);
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
    const rows = candidates(ids, accounts, call.query.get('email') ?? '').filter(
      (row) =>
        (ids?.has(String(row.id)) ?? true) &&
        (accounts?.has(String(row.customerNumber)) ?? true) &&
        email(row.email) &&
        invoiceEmail(row.invoiceEmail) &&
        name(row.name) &&
        mobile(row.phoneNumberMobile) &&
        (isInactive === undefined || row.isInactive === isInactive),
    );
    return answerList(call, rows, shapes.customer);
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
      (!Number.isSafeInteger(asked) || (asked as number) < 0 || books.customers.by('number', asked as number).length > 0)
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
    happened('customer.create', row.id);
    return answerOne(call, shapes.customer, row, 201);
  };

  const update = (call: Call): Answer => {
    const row = found(call);
    const body = readBody(call, CUSTOMER);
    checkVersion(body, row.version);
    const stored = books.customers.put({ ...change(row, body), version: row.version + 1 });
    happened('customer.update', stored.id);
    return answerOne(call, shapes.customer, stored);
  };

  return [
    { method: 'GET', path: '/v2/customer', operation: 'list-customers', resolve: list },
    { method: 'POST', path: '/v2/customer', operation: 'create-customer', resolve: create },
    {
      method: 'GET',
      path: '/v2/customer/:id',
      operation: 'get-customer',
      resolve: (call) => answerOne(call, shapes.customer, found(call)),
    },
    { method: 'PUT', path: '/v2/customer/:id', operation: 'change-customer', resolve: update },
  ];
}

function readEmail(body: Record<string, unknown>, name: string, otherwise: string): string {
  const text = readText(body, name, otherwise);
  if (text && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) invalid(name, 'The e-mail address is not valid.');
  return text;
}
