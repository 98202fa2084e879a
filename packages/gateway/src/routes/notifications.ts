import {
  EXTENSION,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_STAGES,
  type NotificationChoices,
  type NotificationsResponse,
} from '@vitrine/contract';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { quietHoursOf } from '../flows/quiet-hours.ts';
import type { Room } from '../flows/room.ts';
import { choicesOf, choose, reachable, subscribe, unsubscribe } from '../flows/subscriptions.ts';
import type { OrderRow } from '../order-book/rows.ts';
import { envelope, errorAnswer, notFound, ok, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import { answer } from './carts.ts';
import type { Ctx, Env } from './door.ts';
import { once } from './idempotency.ts';
import { opened } from './orders.ts';
import { Refusal } from './problems.ts';

const SPEAKS = [EXTENSION.notifications];

const Channels = v.pipe(v.array(v.picklist(NOTIFICATION_CHANNELS)), v.maxLength(NOTIFICATION_CHANNELS.length));

const ChoicesBody = v.object({
  stages: v.strictObject(
    Object.fromEntries(NOTIFICATION_STAGES.map((stage) => [stage, v.optional(Channels)])) as Record<
      (typeof NOTIFICATION_STAGES)[number],
      v.OptionalSchema<typeof Channels, undefined>
    >,
  ),
});

/** Base64url of so many bytes. */
const key = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}=*$`), `Expected ${bytes} bytes as base64url`),
  );

const SubscriptionBody = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(1_000)),
  expirationTime: v.optional(v.nullable(v.number())),
  keys: v.object({ p256dh: key(65), auth: key(16) }),
});

const EndpointBody = v.object({ endpoint: v.optional(v.pipe(v.string(), v.maxLength(1_000))) });

/** What the profile tells pages before anybody has bought anything. */
export const notificationConfig = ({ push }: Room) => ({
  channels: NOTIFICATION_CHANNELS.filter((channel) => channel !== 'push' || push),
  ...(push ? { vapid_public_key: push.publicKey } : {}),
});

/** `dev.vitrine.notifications`: by which channel a shopper hears of which stage. Opens with the order's token. */
export function notificationRoutes(app: Hono<Env>, room: Room): void {
  app.get('/orders/:id/notifications', async (c) => {
    const order = await opened(room, c);
    return answer(order ? ok(notifications(room, order)) : notFound(SPEAKS, 'Order'));
  });

  app.put('/orders/:id/notifications', async (c) => {
    const { value, text } = await readBody(c, ChoicesBody);
    const stages = Object.fromEntries(
      Object.entries(value.stages).map(([stage, channels]) => [stage, [...new Set(channels)]]),
    ) as Partial<NotificationChoices>;
    return changed(c, room, text, (id) => choose(room, id, stages));
  });

  app.post('/orders/:id/notifications/push-subscription', async (c) => {
    const { value, text } = await readBody(c, SubscriptionBody);
    const { endpoint, keys } = value;
    if (!room.push) return answer(refused('push_not_offered', 'This shop sends no web push.'));
    if (!room.push.accepts(endpoint))
      return answer(refused('unknown_push_service', 'This is not the address of a push service that is known here.'));
    return changed(c, room, text, (id) => subscribe(room, id, { endpoint, keys }));
  });

  app.delete('/orders/:id/notifications/push-subscription', async (c) => {
    const { value, text } = await readBody(c, EndpointBody);
    const { endpoint } = value;
    return changed(c, room, text, (id) =>
      unsubscribe(room, id, endpoint === undefined ? undefined : ({ target }) => target.endpoint === endpoint),
    );
  });
}

const refused = (code: string, content: string): Answer =>
  errorAnswer(SPEAKS, [{ type: 'error', code, content, severity: 'unrecoverable' }]);

async function changed(
  c: Ctx,
  room: Room,
  sent: string,
  change: (orderId: string) => Promise<OrderRow | undefined>,
): Promise<Response> {
  if (!(await opened(room, c))) return answer(notFound(SPEAKS, 'Order'));
  return once(c, room, sent, async () => {
    const order = await change(c.req.param('id') ?? '');
    if (!order)
      throw new Refusal(409, 'request.conflict', 'The order is being changed elsewhere.', {
        kind: 'unavailable',
        retryAfterMs: 500,
      });
    return ok(notifications(room, order));
  });
}

function notifications(room: Room, order: OrderRow): NotificationsResponse {
  const ways = reachable(room, order);
  const { from, until, timeZone } = quietHoursOf(room.shop);
  const { email, phone_number } = order.buyer;
  const shown = { email: email && hidden(email), sms: phone_number && hidden(phone_number), push: undefined };
  return {
    ucp: envelope(...SPEAKS),
    channels: notificationConfig(room).channels.map((channel) => {
      const failed = order.notifications?.failed?.[channel];
      const to = shown[channel];
      return {
        channel,
        reachable: ways.some((way) => way.channel === channel),
        ...(to ? { to } : {}),
        ...(failed ? { failed } : {}),
      };
    }),
    stages: choicesOf(order),
    quiet_hours: { from: hour(from), until: hour(until), time_zone: timeZone },
    subscriptions: (order.notifications?.subscriptions ?? []).map(({ id }) => ({ id })),
  };
}

const hour = (whole: number): string => `${String(whole).padStart(2, '0')}:00`;

/** Enough to know one's own address by, and too little to learn somebody else's. */
function hidden(to: string): string {
  const [name = '', domain] = to.split('@');
  return domain === undefined ? `•••${to.slice(-3)}` : `${name.slice(0, 1)}•••@${domain}`;
}
