import { UCP_VERSION } from '@vitrine/contract';
import type { PaymentState } from '../ports.ts';
import type { Hono } from 'hono';
import type { Foreman } from '../flows/foreman.ts';
import type { PlaceOrder } from '../flows/place-order.ts';
import type { Room } from '../flows/room.ts';
import { looksLikeId } from './answers.ts';
import { nudge } from './checkouts.ts';
import type { Ctx, Env } from './door.ts';

/**
 * The two pages of a 3-D Secure challenge. The first shakes hands with the shop's page and goes on to the bank; the
 * second tells the shop's page that the bank is done. Neither says how it went: that is asked of the provider.
 * Source: UCP payment authentication, "Ready Handshake" and "Done".
 */
export function paymentPageRoutes(app: Hono<Env>, room: Room, foreman: Foreman): void {
  app.get('/payment-actions/:id', async (c) => {
    const action = await actionOf(room, c.req.param('id'));
    const url = action?.challengeUrl;
    if (!action?.origin || !url) {
      c.status(action ? 410 : 404);
      return page(c, room, action?.origin, 'This confirmation is no longer needed.', '');
    }
    const script = `
      const origin = ${text(action.origin)}, host = window.opener ?? window.parent;
      addEventListener('message', (event) => {
        if (event.origin !== origin || event.source !== host || event.data?.jsonrpc !== '2.0' || event.data.id !== 'ready') return;
        if (event.data.result) location.replace(${text(url)});
      });
      host.postMessage({ jsonrpc: '2.0', id: 'ready', method: 'action.ready', params: { id: ${text(action.id)}, version: ${text(UCP_VERSION)} } }, origin);`;
    return page(c, room, action.origin, 'Connecting to your bank …', script);
  });

  app.get('/payment-return', async (c) => {
    const action = await actionOf(room, c.req.query('action') ?? '');
    if (!action) {
      c.status(404);
      return page(c, room, undefined, 'You can go back to the shop.', '');
    }
    await nudge(room, foreman, action.flowId);
    const script = action.origin
      ? `(window.opener ?? window.parent).postMessage({ jsonrpc: '2.0', method: 'action.done', params: { id: ${text(action.id)} } }, ${text(action.origin)});`
      : '';
    return page(c, room, action.origin, 'Thank you. You can go back to the shop.', script);
  });
}

async function actionOf(room: Room, id: string) {
  if (!looksLikeId(id)) return undefined;
  const flowId = (await room.book.read('alias', `action/${id}`))?.row.to;
  const flow = flowId === undefined ? undefined : await room.book.read('flow', flowId);
  if (!flow || !flowId) return undefined;
  const checkout = (await room.book.read('checkout', flow.row.subject))?.row;
  const asked = flow.row.steps.authorise?.result as PaymentState | undefined;
  const waits =
    flow.due !== undefined && flow.row.steps.challenge?.state !== 'done' && (flow.row.input as PlaceOrder).actionId === id;
  return { id, flowId, origin: checkout?.origin, challengeUrl: waits && asked?.state === 'challenge' ? asked.url : undefined };
}

/** A value inside a script element: JSON, in which no tag can begin or end. */
const text = (value: string): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function page(c: Ctx, room: Room, origin: string | undefined, words: string, script: string): Response {
  const nonce = room.makeId().replace(/[^A-Za-z0-9]/g, '');
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors ${origin ?? "'none'"}`,
  );
  return c.html(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Payment</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif}</style>
<p role="status">${words}</p>
${script ? `<script nonce="${nonce}">${script}</script>` : ''}
</html>`);
}
