import { toFault } from '@vitrine/contract';
import type { Hono } from 'hono';
import { applyCarrierReport, applyWarehouseReport } from '../flows/apply-report.ts';
import type { Foreman } from '../flows/foreman.ts';
import { askSoon } from '../flows/poll.ts';
import { applyPublished } from '../flows/reviews.ts';
import { write, type Room } from '../flows/room.ts';
import { applyMessageReport } from '../flows/subscriptions.ts';
import { lateHold } from '../flows/void-late.ts';
import type { PaymentNews, WebhookDelivery } from '../ports.ts';
import { readBytes } from './body.ts';
import { nudge } from './checkouts.ts';
import type { Ctx, Env } from './door.ts';
import { Refusal } from './problems.ts';

/** Longer routes and events than a page would send. */
const MOST_BYTES = 512 * 1_024;

const REMEMBER_MS = 30 * 24 * 60 * 60_000;

/**
 * `POST /webhooks/{who}`: raw bytes, then signature and age, then belief. A repeat is answered like the first; what
 * cannot be verified is refused, and changes nothing.
 */
export function webhookRoutes(app: Hono<Env>, room: Room, foreman: Foreman): void {
  app.post('/webhooks/:who', async (c) => {
    const who = c.req.param('who');
    const body = await readBytes(c.req.raw, MOST_BYTES);
    const delivery: WebhookDelivery = { body, headers: c.req.raw.headers, path: c.req.path, now: room.clock.now() };

    if (who === 'warehouse') {
      for (const report of verified(room, who, () => room.warehouse.readWebhook(delivery)))
        await applyWarehouseReport(room, report);
      return c.body(null, 204);
    }
    const { erp, reviews, messages } = room;
    if (who === 'erp' && erp.readWebhook) {
      room.assortment.refresh(verified(room, who, () => erp.readWebhook!(delivery)));
      return c.body(null, 204);
    }
    if (who === 'reviews' && reviews) {
      for (const event of verified(room, who, () => reviews.readWebhook(delivery))) await applyPublished(room, event);
      return c.body(null, 204);
    }
    if (who === 'messages' && messages.readWebhook) {
      for (const report of verified(room, who, () => messages.readWebhook!(delivery))) await applyMessageReport(room, report);
      return c.body(null, 204);
    }
    const carrier = room.carriers.find(({ id }) => id === who);
    if (carrier?.readWebhook) {
      for (const report of verified(room, who, () => carrier.readWebhook!(delivery)))
        await applyCarrierReport(room, carrier.id, report);
      return c.body(null, 204);
    }
    if (carrier?.readNotice) {
      // Answered when the question is in the book: whoever dies now asks it when he is back.
      for (const trackingNumber of verified(room, who, () => carrier.readNotice!(delivery))) {
        if (!(await askSoon(room, trackingNumber)))
          throw new Refusal(404, 'webhook.unknown-parcel', 'Nobody here waits for that parcel.');
      }
      return c.body(null, 204);
    }
    const payment = room.payments.find(({ handler, handlerName }) => handler.id === who || handlerName.split('.').includes(who));
    if (payment)
      return paymentEvent(
        c,
        room,
        foreman,
        who,
        payment.handler.id,
        verified(room, who, () => payment.readWebhook(delivery)),
      );
    throw new Refusal(404, 'webhook.unknown', 'Nobody here listens to that.');
  });
}

/**
 * The event only says that there is news; the flow asks the provider itself what is true. A hold that nobody waits for
 * any more is let go.
 */
async function paymentEvent(
  c: Ctx,
  room: Room,
  foreman: Foreman,
  who: string,
  handlerId: string,
  event: { eventId: string } & Partial<PaymentNews>,
): Promise<Response> {
  const id = `payment/${who}/${event.eventId}`;
  if (await room.book.read('event', id)) return c.body(null, 204);
  const flowId = event.paymentId ? (await room.book.read('alias', `payment/${event.paymentId}`))?.row.to : undefined;
  // Not waited for: a provider wants its answer now, and the flow asks again by itself should this process die.
  if (flowId) void nudge(room, foreman, flowId).catch(() => {});
  const now = room.clock.now();
  const { paymentId, reference, state } = event;
  const late =
    paymentId && reference && state?.state === 'authorised' ? await lateHold(room, { handlerId, paymentId, reference }) : [];
  // Refused only when the event or its job is in the book already: either way nothing is lost.
  await write(room, [{ kind: 'event', id, version: 0, row: { source: who, at: now }, due: now + REMEMBER_MS }, ...late]);
  return c.body(null, 204);
}

/** @throws {Refusal} 401 when the connector does not believe the bytes. */
function verified<T>(room: Room, who: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'webhook.refused', who, code: fault.code });
    if (fault.kind === 'forbidden')
      throw new Refusal(401, 'webhook.signature', 'The signature is missing, wrong or too old.', { kind: 'forbidden' });
    throw new Refusal(400, 'webhook.unreadable', 'The event cannot be read.');
  }
}
