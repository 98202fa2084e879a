import type { Scenario } from '../scenario.ts';
import { SECOND } from './times.ts';

/** How people come, click and lose their pages, and what lies between them and the shop. */
export const shoppers: readonly Scenario[] = [
  {
    name: 'rush-hour',
    title: 'Everybody wants the same knife',
    sentence: 'Impatient people all want the kitchen knife at once, while the ERP groans and the gateway is slow to reach.',
    watch: 'Open the shop in three windows, buy KOKKEKNIV-20 in each: nobody gets a knife that is not there.',
    faults: [
      { kind: 'delay', from: 'gateway', to: 'tripletex', chance: 0.5, delayMs: { least: 500, most: 3 * SECOND } },
      { kind: 'status', from: 'gateway', to: 'tripletex', status: 429, retryAfterSeconds: 1, chance: 0.1 },
      { kind: 'slow-request', from: 'page', to: 'gateway', chance: 0.2, delayMs: { least: 300, most: 2 * SECOND } },
    ],
    habits: { wants: 'KOKKEKNIV-20', tempers: { impatient: 3, decided: 1 }, doubleClick: 0.8 },
  },
  {
    name: 'double-click-and-two-tabs',
    title: 'Twice on the button, in two tabs',
    sentence: 'Everybody has the shop open twice and presses every button twice.',
    watch: 'Open a second tab, change the cart in both, and double-click Pay: both tabs agree, and there is one order.',
    habits: { tempers: { 'two-tabs': 1 }, doubleClick: 1, losePage: 0.5 },
  },
  {
    name: 'page-lost',
    title: 'The page is gone',
    sentence: 'Everybody’s page is closed or reloaded once on the way, wherever they are.',
    watch: 'Reload at any step, also in the middle of paying: you are where you were.',
    habits: { losePage: 1 },
  },
  {
    name: 'slow-network',
    title: 'In a tunnel',
    sentence: 'The way between page and shop is slow and loses a message now and then, in both directions.',
    watch: 'Shop as ever: every button says when it is busy, and what was lost is asked for again.',
    latencyMs: { least: 400, most: 2_500 },
    faults: [
      { kind: 'slow-request', from: 'page', to: 'gateway', chance: 0.3, delayMs: { least: SECOND, most: 6 * SECOND } },
      { kind: 'lost-request', from: 'page', to: 'gateway', chance: 0.06 },
      { kind: 'lost-response', from: 'page', to: 'gateway', chance: 0.06 },
    ],
  },
  {
    name: 'coming-back-later',
    title: 'I will think about it',
    sentence: 'Everybody fills a cart, leaves, and comes back hours later.',
    watch: 'Fill a cart, let hours of the world pass, and open the shop again: the cart is there, at the prices of now.',
    habits: { tempers: { returning: 1 } },
  },
];
