import { VIPPS_CREDENTIAL, VIPPS_HANDLER, type Checkout } from '@vitrine/contract';
import type { PaymentSurface } from '@vitrine/widget';
import { ORIGINS } from '../shop/keys.ts';

/** What a person does with the request on the phone. `ignore`: sends it there and never looks. */
export type AppDecision = 'approve' | 'decline' | 'ignore';

/**
 * What came of it. `refused`: the bank would not pay, and the request still waits; `offline`: the app reaches nobody;
 * `unanswered`: nothing to answer was on the phone.
 */
export type AppAnswer = 'approved' | 'declined' | 'refused' | 'offline' | 'unanswered';

/** How far a browser follows before it gives up. */
const MOST_PAGES = 8;

/**
 * Chooses Vipps at the till, with a phone at hand. There is nothing to type but the number; `answer` takes the page that
 * the challenge leads to.
 *
 * @param phone E.164, such as `+4791234567`.
 */
export function payByVipps(
  checkout: Checkout,
  fetch: typeof globalThis.fetch,
  phone: string,
): PaymentSurface & { answer(url: string, decision?: AppDecision): Promise<AppAnswer> } {
  const handler = checkout.ucp.payment_handlers[VIPPS_HANDLER]?.[0];
  if (!handler) throw new Error('This checkout offers no Vipps.');
  return {
    collect: () =>
      Promise.resolve({
        outcome: 'collected',
        instrument: {
          id: `vipps-${phone.slice(-8)}`,
          handler_id: handler.id,
          type: 'wallet',
          selected: true,
          credential: { type: VIPPS_CREDENTIAL, token: phone },
          display: { brand: 'Vipps', last_digits: phone.slice(-4) },
        },
      }),
    answer: (url, decision) => approveInTheApp(url, fetch, decision),
  };
}

/**
 * Does what a browser and its owner's phone do. From the gateway's challenge page, or the landing page itself: goes on to
 * the landing page, sends the number that stands there, answers in the app, and is sent back to the shop. From a
 * reference: answers in the app only.
 */
export async function approveInTheApp(
  at: string,
  fetch: typeof globalThis.fetch,
  decision: AppDecision = 'approve',
): Promise<AppAnswer> {
  if (!URL.canParse(at)) return answer(fetch, `${ORIGINS.vipps}/`, at, decision);
  const landing = await findLanding(at, fetch);
  const shown = await (await fetch(landing)).text();
  const number = /name="phone"[^>]*\bvalue="([^"]*)"/.exec(shown)?.[1];
  if (number !== undefined) {
    const body = new URLSearchParams({ phone: number, do: 'send' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await fetch(landing, { method: 'POST', headers, body, redirect: 'manual' });
  }
  const opened = await fetch(new URL('x-phone/open', landing), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: new URL(landing).searchParams.get('token') }),
  });
  if (!opened.ok) throw new Error(`The phone cannot open the payment: ${await opened.text()}`);
  const { id } = (await opened.json()) as { id: string };
  const given = await answer(fetch, new URL('.', landing).href, id, decision);
  if (given === 'approved' || given === 'declined') await goBack(landing, fetch);
  return given;
}

async function answer(
  fetch: typeof globalThis.fetch,
  base: string,
  reference: string,
  decision: AppDecision,
): Promise<AppAnswer> {
  if (decision === 'ignore') return 'unanswered';
  const pressed = await fetch(new URL(`x-phone/requests/${encodeURIComponent(reference)}/${decision}`, base), { method: 'POST' });
  if (pressed.status === 404) throw new Error(`No payment ${reference} is known to Vipps.`);
  return ((await pressed.json()) as { outcome: AppAnswer }).outcome;
}

/** The landing page's own address, or the one that the gateway's page goes on to. */
async function findLanding(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  if (isLanding(url)) return url;
  const page = await fetch(url);
  if (!page.ok) throw new Error(`A page on the way to Vipps answered ${page.status}.`);
  for (const [found] of (await page.text()).matchAll(/https?:(?:\\?\/){2}[^\s"'<>]+/g)) {
    const link = found.replaceAll('\\/', '/').replaceAll('\\u0026', '&');
    if (isLanding(link)) return link;
  }
  throw new Error(`The page at ${url} does not lead to Vipps.`);
}

const isLanding = (url: string): boolean => new URL(url).pathname.endsWith('/landing') && new URL(url).searchParams.has('token');

/** The landing page notices that it is over, and sends the browser to the shop. */
async function goBack(landing: string, fetch: typeof globalThis.fetch): Promise<void> {
  let page = await fetch(landing, { redirect: 'manual' });
  for (let count = 0; count < MOST_PAGES; count++) {
    const location = page.headers.get('location');
    if (!location) return;
    page = await fetch(location, { redirect: 'manual' });
  }
  throw new Error('Vipps sends the browser in circles.');
}
