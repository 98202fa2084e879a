import { CHAPTERS } from '@vitrine/contract';
import type { MessageEntry } from '../kernel/journal.ts';
import type { World } from '../kernel/world.ts';
import type { Consignment } from '../services/bring/consignment.ts';
import type { Delivery } from '../services/courier/delivery.ts';
import type { SentMessage } from '../services/messages/messages.ts';
import { accounts, captured } from './books.ts';
import { checker } from './checker.ts';

const isCarried = ({ parcels }: Delivery): boolean => parcels.some(({ scanned }) => scanned);
const isHandedIn = ({ packages }: Consignment): boolean => packages.some(({ handedIn }) => handedIn);

export const oneOrderPerIntent = checker('one wish, one order, one charge', function* (world) {
  for (const { reference, orders, intents, invoices, deliveries, consignments, labels } of accounts(world)) {
    const held = intents.filter(({ status }) => status === 'requires_capture' || status === 'succeeded');
    // A command that came late or twice may stand there as a mere allocation for minutes.
    const booked = orders.filter(({ status }) => status !== 'NOT_CHOSEN' && status !== 'CANCELLED');
    if (booked.length > 1) yield `${reference} is ${booked.length} orders in the ERP.`;
    if (held.length > 1) yield `${reference} is paid ${held.length} times.`;
    if (invoices.length > 1) yield `${reference} is invoiced ${invoices.length} times.`;
    // One label for each parcel is one booking; a second one for the same parcel is one too many.
    const bought = labels.length === 0 ? 0 : 1 + labels.length - new Set(labels.map(({ name }) => name)).size;
    // Bring knows no key: a label may be made twice there, and costs nothing until a parcel carries it.
    const carried = deliveries.filter(isCarried).length + consignments.filter(isHandedIn).length + bought;
    if (carried > 1) yield `${reference} rides with carriers ${carried} times.`;
  }
});

export const paidIsDelivered = checker('every paid order is delivered', function* (world) {
  for (const account of accounts(world)) {
    const { reference, deliveries, consignments, labels } = account;
    if (captured(account) === 0) continue;
    const arrived =
      deliveries.some(({ status }) => status === 'delivered') ||
      consignments.some(({ packages }) => packages.every(({ events }) => events.some(({ status }) => status === 'DELIVERED'))) ||
      (labels.length > 0 && labels.every(({ tracker }) => tracker?.status === 'delivered'));
    if (!arrived) yield `${reference} is paid and not delivered.`;
  }
});

export const nothingMovesBackwards = checker('nothing moves backwards', function* (_world, seen) {
  for (const { label, reports } of seen) {
    for (const [index, { version, chapter }] of reports.entries()) {
      const before = reports[index - 1];
      if (!before) continue;
      if (CHAPTERS.indexOf(chapter) < CHAPTERS.indexOf(before.chapter))
        yield `Order ${label} went from ${before.chapter} back to ${chapter}.`;
      if (version < before.version) yield `Order ${label} went from version ${before.version} back to ${version}.`;
    }
  }
});

export const webhooksAreAppliedOnce = checker('no webhook is applied twice', function* (world, seen) {
  for (const { label, tracking } of seen) {
    const told = new Set<string>();
    for (const { id, code, occurred_at, place } of tracking.events) {
      const fact = `${code} at ${occurred_at}${place === undefined ? '' : ` in ${place}`}`;
      if (told.has(id) || told.has(fact)) yield `Order ${label} tells twice: ${fact}.`;
      told.add(id).add(fact);
    }
  }
  for (const { reference, intents } of accounts(world)) {
    for (const { id, captureAt } of intents) {
      // The same key is the same wish, and is answered like the first.
      const captures = new Set(answered(world, ...captureAt).map(({ key, seq }) => key ?? seq)).size;
      if (captures > 1) yield `${reference}: ${id} was captured ${captures} times.`;
    }
  }
  const sent = new Set<string>();
  for (const { channel, to, text } of world.table<SentMessage>('messages', 'messages').rows()) {
    const letter = `${channel} to ${to}: ${text}`;
    if (sent.has(letter)) yield `The same ${letter}`;
    sent.add(letter);
  }
});

const answered = (world: World, to: string, path: string): MessageEntry[] =>
  world.journal.entries.filter(
    (entry): entry is MessageEntry => entry.kind === 'message' && entry.to === to && entry.path === path && entry.status === 200,
  );
