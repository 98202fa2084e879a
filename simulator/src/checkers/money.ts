import { accounts, captured, invoiced, refunded } from './books.ts';
import { checker } from './checker.ts';

const kroner = (ore: number): string => `${(ore / 100).toFixed(2)} kr`;

export const capturedWithinAuthorised = checker('no more is captured than was authorised', function* (world) {
  for (const { reference, intents } of accounts(world)) {
    for (const { id, amount, amount_received } of intents) {
      if (amount_received > amount) yield `${reference}: ${id} took ${kroner(amount_received)} of ${kroner(amount)} held.`;
    }
  }
});

export const capturedIsInvoiced = checker('what was captured is what was invoiced less what was given back', function* (world) {
  for (const account of accounts(world)) {
    const taken = captured(account);
    const owed = invoiced(account) - refunded(account);
    if (taken - refunded(account) !== owed) {
      yield `${account.reference}: ${kroner(taken)} captured, ${kroner(invoiced(account))} invoiced, ${kroner(refunded(account))} given back.`;
    }
  }
});

export const invoicesArePaid = checker('an invoice of the web shop is paid when it is posted', function* (world) {
  for (const { reference, invoices } of accounts(world)) {
    for (const { invoiceNumber, amountOre, paidOre } of invoices) {
      if (amountOre !== paidOre)
        yield `${reference}: of invoice ${invoiceNumber} over ${kroner(amountOre)} only ${kroner(paidOre)} is paid.`;
    }
  }
});

export const totalsAgree = checker('the shopper’s total is the ERP’s total', function* (world, seen) {
  const known = accounts(world);
  for (const { label, total } of seen) {
    const account = known.find(({ orders }) => orders.some(({ number }) => number === label));
    if (!account) yield `Order ${label} is unknown to the ERP.`;
    else if (invoiced(account) !== total)
      yield `Order ${label}: the shopper agreed to ${kroner(total)}, the invoice says ${kroner(invoiced(account))}.`;
  }
});
