import { type NotificationChannel, type NotificationChoices } from '@vitrine/contract';
import type { Letter, OrderRow } from '../order-book/rows.ts';
import type { MessageReport, PushTarget } from '../ports.ts';
import { write, type Room } from './room.ts';

/** What the shop does for who has chosen nothing: the e-mail is the receipt, SMS is for what happens on the road. */
const CHOICES: NotificationChoices = {
  ordered: ['email', 'push'],
  handed_over: ['email', 'sms', 'push'],
  out_for_delivery: ['push'],
  ready_for_pickup: ['email', 'sms', 'push'],
  delivered: ['email', 'sms', 'push'],
};

/** Phones and browsers of one shopper, and no more. */
export const MOST_SUBSCRIPTIONS = 5;

const REMEMBER_MS = 30 * 24 * 60 * 60_000;

/** One way to one reader. */
export type Way =
  | { id: 'email'; channel: 'email'; to: string }
  | { id: 'sms'; channel: 'sms'; to: string }
  | { id: `push/${string}`; channel: 'push'; subscriptionId: string; target: PushTarget };

export const choicesOf = (order: OrderRow): NotificationChoices => ({ ...CHOICES, ...order.notifications?.stages });

/** Every way by which this shopper can be reached at all. */
export function reachable(room: Room, { buyer, notifications }: OrderRow): Way[] {
  const ways: Way[] = [];
  if (buyer.email) ways.push({ id: 'email', channel: 'email', to: buyer.email });
  if (buyer.phone_number) ways.push({ id: 'sms', channel: 'sms', to: buyer.phone_number });
  if (room.push)
    for (const { id, target } of notifications?.subscriptions ?? [])
      ways.push({ id: `push/${id}`, channel: 'push', subscriptionId: id, target });
  return ways.filter(({ channel }) => !notifications?.failed?.[channel]);
}

/** The ways that are chosen for one letter. */
export function waysOf(room: Room, order: OrderRow, letter: Letter): Way[] {
  const channels = choicesOf(order)[letter];
  return reachable(room, order).filter(({ channel }) => channels.includes(channel));
}

/** Changes an order that others change too. Undefined when there is none, or when it never stood still. */
export async function amend(
  room: Room,
  orderId: string,
  change: (row: OrderRow) => OrderRow | undefined,
): Promise<OrderRow | undefined> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const page = await room.book.read('order', orderId);
    if (!page) return undefined;
    const row = change(page.row);
    if (!row) return page.row;
    if (await write(room, [{ kind: 'order', id: orderId, version: page.version, row }])) return row;
  }
  return undefined;
}

export const choose = (room: Room, orderId: string, stages: Partial<NotificationChoices>): Promise<OrderRow | undefined> =>
  amend(room, orderId, (row) => ({ ...row, notifications: { ...row.notifications, stages: { ...choicesOf(row), ...stages } } }));

/** The same browser again is the same subscription; of too many the oldest goes. */
export const subscribe = (room: Room, orderId: string, target: PushTarget): Promise<OrderRow | undefined> =>
  amend(room, orderId, (row) => {
    const known = row.notifications?.subscriptions ?? [];
    const same = known.find((one) => one.target.endpoint === target.endpoint);
    const others = known.filter((one) => one !== same).slice(-(MOST_SUBSCRIPTIONS - 1));
    const subscriptions = [...others, { id: same?.id ?? room.makeId(), target }];
    return { ...row, notifications: { ...row.notifications, subscriptions } };
  });

/** Forgets one browser, or all of them. */
export const unsubscribe = (room: Room, orderId: string, which?: (one: { id: string; target: PushTarget }) => boolean) =>
  amend(room, orderId, (row) => {
    const known = row.notifications?.subscriptions ?? [];
    const subscriptions = which ? known.filter((one) => !which(one)) : [];
    return subscriptions.length === known.length ? undefined : { ...row, notifications: { ...row.notifications, subscriptions } };
  });

/** Nobody can be reached that way: it is told to the shopper, and not tried again. */
export const giveUp = (room: Room, orderId: string, channel: NotificationChannel, reason: string) =>
  amend(room, orderId, (row) => ({
    ...row,
    notifications: { ...row.notifications, failed: { ...row.notifications?.failed, [channel]: reason } },
  }));

/** What the message service tells of a message of ours; its key begins with the order. */
export async function applyMessageReport(room: Room, { eventId, key, channel, state, reason }: MessageReport): Promise<void> {
  const id = `messages/${eventId}`;
  if (state === 'delivered' || (await room.book.read('event', id))) return;
  const now = room.clock.now();
  room.log({ level: 'warn', event: 'message.failed', channel, code: reason });
  await giveUp(room, key.split('/')[0]!, channel, reason ?? 'failed');
  await write(room, [{ kind: 'event', id, version: 0, row: { source: 'messages', at: now }, due: now + REMEMBER_MS }]);
}
