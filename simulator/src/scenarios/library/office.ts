import type { Scenario } from '../scenario.ts';
import { AT_ONCE, during, every, HOUR, MINUTE, SECOND } from './times.ts';

/** While somebody is at the till, and the shop asks the carriers. */
const AT_THE_TILL = { call: { from: 'gateway', to: 'bring', operation: 'products' } } as const;

/** The ERP: silent, busy, closed, or with other prices and fewer pieces than a moment ago. */
export const office: readonly Scenario[] = [
  {
    name: 'erp-silent-after-booking',
    title: 'Booked, and no answer',
    sentence: 'The ERP takes the order and books it, and its answers are lost: nobody knows whether it is there.',
    watch: 'Place an order: it takes longer, and the ERP holds exactly one order of yours in the end.',
    faults: [
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'create-order', calls: [1, 2, 3, 5] },
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'change-order', calls: [1, 2, 4] },
      { kind: 'lost-response', from: 'gateway', to: 'tripletex', operation: 'invoice-order', calls: [1, 3] },
    ],
    lastsMs: 6 * HOUR,
  },
  {
    name: 'erp-429',
    title: 'The ERP has had enough',
    sentence: 'The ERP answers four calls in ten with 429, and asks to wait two seconds.',
    watch: 'Search, fill the cart and pay: it is slower, and nothing is refused.',
    faults: [{ kind: 'status', from: 'gateway', to: 'tripletex', status: 429, retryAfterSeconds: 2, chance: 0.4 }],
  },
  {
    name: 'erp-down-at-opening',
    title: 'The ERP is not up yet',
    sentence: 'For the first ten minutes the ERP refuses every connection.',
    watch: 'Open the shop: it says that it is not ready yet, and fills its shelves by itself once the ERP is up.',
    faults: [{ kind: 'refused', from: 'gateway', to: 'tripletex', ...during(0, 10 * MINUTE) }],
  },
  {
    name: 'erp-sessions-end',
    title: 'Signed out',
    sentence: 'Every five minutes all sessions of the ERP end at once.',
    watch: 'Shop as ever: the gateway signs in again, and nobody notices.',
    happenings: [{ system: 'tripletex', lever: 'end-sessions', when: every(5 * MINUTE) }],
  },
  {
    name: 'books-closed',
    title: 'The accountant closes the books',
    sentence: 'For an hour nothing of today can be posted: invoices wait, parcels do not.',
    watch: 'Place an order and let it leave: the invoice comes when the books are open again.',
    happenings: [{ system: 'tripletex', lever: 'close-books', wish: { minutes: 60 }, when: { afterMs: 20 * MINUTE } }],
  },
  {
    name: 'last-knife-sold-twice',
    title: 'The last knife is sold twice',
    sentence: 'Three kitchen knives are left, and while the first shopper is at the till, somebody at the counter buys them.',
    watch:
      'Search for “kokkekniv”, put the one called just Kokkekniv, 20 cm, into the cart and go to the till: before anything is paid the page says that it is sold out.',
    happenings: [
      { system: 'tripletex', lever: 'set-stock', wish: { sku: 'KOKKEKNIV-20', onHand: 3 }, when: AT_ONCE },
      { system: 'tripletex', lever: 'sell-elsewhere', wish: { sku: 'KOKKEKNIV-20' }, when: AT_THE_TILL },
    ],
    habits: { wants: 'KOKKEKNIV-20', tempers: { decided: 3, impatient: 1 } },
  },
  {
    name: 'price-changed-in-cart',
    title: 'Dearer at the till',
    sentence: 'The office changes prices all day, and one of them while its article is at the till.',
    watch: 'Go to the till: the page names the old and the new price before it takes any money.',
    happenings: [
      { system: 'tripletex', lever: 'set-price', wish: { percent: 14 }, when: AT_THE_TILL },
      { system: 'tripletex', lever: 'set-price', when: every(2 * MINUTE, MINUTE) },
      { system: 'tripletex', lever: 'set-price', wish: { percent: -15 }, when: every(3 * MINUTE, 2 * MINUTE) },
    ],
  },
  {
    name: 'article-withdrawn',
    title: 'Out of the assortment',
    sentence: 'While the shopper is at the till, the office takes the kitchen knife out of the assortment.',
    watch: 'Put KOKKEKNIV-20 into the cart and go to the till: the page says that it is not sold any more.',
    happenings: [{ system: 'tripletex', lever: 'hide-article', wish: { sku: 'KOKKEKNIV-20' }, when: AT_THE_TILL }],
    habits: { wants: 'KOKKEKNIV-20', tempers: { decided: 1 } },
  },
  {
    name: 'shelf-counted',
    title: 'Fewer than the books said',
    sentence: 'A shelf is counted, and nothing more than what is promised already lies on it.',
    watch: 'Put KOKKEKNIV-20 into the cart: a minute later the shop has none left to sell, and says so.',
    happenings: [{ system: 'tripletex', lever: 'set-stock', wish: { sku: 'KOKKEKNIV-20' }, when: AT_THE_TILL }],
    habits: { wants: 'KOKKEKNIV-20', tempers: { decided: 1 } },
  },
  {
    name: 'erp-half-broken',
    title: 'Half an answer',
    sentence: 'Some answers of the ERP are cut off in the middle, and some are an error although the work was done.',
    watch: 'Shop as ever: the page asks again, and no order is there twice.',
    faults: [
      { kind: 'malformed', from: 'gateway', to: 'tripletex', chance: 0.08 },
      { kind: 'late-status', from: 'gateway', to: 'tripletex', status: 500, chance: 0.08 },
      { kind: 'delay', from: 'gateway', to: 'tripletex', chance: 0.2, delayMs: { least: SECOND, most: 6 * SECOND } },
    ],
  },
];
