/** At the till: an address, a delivery chosen by taste, a card or a phone, the bank's question; and again, until it is known. */
import { optionPrice, VIPPS_HANDLER, type Checkout, type FulfillmentOption, type PostalAddress } from '@vitrine/contract';
import type { Visit } from '@vitrine/widget';
import { answerAtTheBank } from '../journey/bank-page.ts';
import { CARDS, typeCard, type CardInHand } from '../journey/card-in-hand.ts';
import { approveInTheApp, payByVipps } from '../journey/phone-in-hand.ts';
import { Leaving } from './ends.ts';
import type { LifeOptions, PlacedOrder } from './life.ts';
import { stateOf, type Page } from './page.ts';
import type { Loss, Taste } from './plan.ts';

export type Paid = PlacedOrder;

const checkoutOf = (visit: Visit) => visit.checkout;
type CheckoutSnapshot = ReturnType<Visit['checkout']['getSnapshot']>;

const rests = (snapshot: CheckoutSnapshot): boolean =>
  snapshot.matches({ incomplete: 'idle' }) || snapshot.matches({ ready_for_complete: 'idle' });

const isOver = (snapshot: CheckoutSnapshot): boolean => snapshot.matches('completed');

const isTroubled = (snapshot: CheckoutSnapshot): boolean =>
  (snapshot.context.fault !== null && (rests(snapshot) || snapshot.matches('closed'))) || snapshot.matches('canceled');

const pressAgain = (visit: Visit): void => visit.checkout.send({ type: 'checkout.retry' });

/** Opens the checkout where none is open. */
function openTill(visit: Visit): void {
  const snapshot = visit.checkout.getSnapshot();
  const cartId = visit.cart.getSnapshot().context.cart?.id ?? snapshot.context.cartId;
  if (cartId && (snapshot.matches('closed') || snapshot.matches('canceled')))
    visit.checkout.send({ type: 'checkout.open', cartId });
  else pressAgain(visit);
}

/** Until the checkout is at rest without a complaint of the line or the gateway. */
export const untilSaved = (page: Page, what: string, more: (snapshot: CheckoutSnapshot) => boolean = () => true) =>
  page.see({
    what,
    actor: checkoutOf,
    fits: (snapshot) => isOver(snapshot) || (rests(snapshot) && snapshot.context.fault === null && more(snapshot)),
    isTrouble: isTroubled,
    retry: openTill,
    redo: openTill,
  });

const soldOut = (checkout: Checkout | null): boolean =>
  checkout !== null && (checkout.line_items.length === 0 || has(checkout, 'out_of_stock', 'error'));

const has = (checkout: Checkout | null, code: string, type?: string): boolean =>
  checkout?.messages?.some((message) => message.code === code && (type === undefined || message.type === type)) ?? false;

async function losePage(page: Page, { plan }: LifeOptions, at: Loss): Promise<void> {
  if (plan.lossAt !== at) return;
  delete plan.lossAt;
  await page.leaveFor(2, 1_800);
}

export async function toTheTill(page: Page, options: LifeOptions): Promise<void> {
  const startedAt = options.world.clock.now();
  openTill(page.visit);
  await untilSaved(page, 'the checkout to open');
  options.took('open the checkout', options.world.clock.now() - startedAt);
  await fillInAddress(page, options);
  await losePage(page, options, 'contact');
  await chooseDelivery(page, options);
  if (options.plan.temper === 'indecisive') await goBack(page, options);
  await losePage(page, options, 'delivery');
}

async function fillInAddress(page: Page, options: LifeOptions): Promise<void> {
  const { world, person } = options;
  const { street, number, letter, postalCode, place } = person.address;
  const line = `${street} ${number}${letter ?? ''}`;
  const completion = page.visit.address();
  for (const query of [street.slice(0, 4), line]) {
    completion.send({ type: 'address.type', query, country: 'NO' });
    await page.think(1, 3);
  }
  const suggestions = completion.getSnapshot().context.suggestions;
  completion.stop();
  const fitting = suggestions.find(
    ({ address }) => address.postal_code === postalCode && address.street_address?.toLowerCase() === line.toLowerCase(),
  );
  const typed: PostalAddress = { street_address: line, postal_code: postalCode, address_locality: place, address_country: 'NO' };
  const names = { first_name: person.firstName, last_name: person.lastName };
  const address: PostalAddress = { ...(fitting?.address ?? typed), ...names };
  const buyer = { ...names, email: person.email, phone_number: person.phone };
  const submit = (visit: Visit): void => {
    const snapshot = visit.checkout.getSnapshot();
    if (!rests(snapshot)) return openTill(visit);
    if (snapshot.context.step !== 'contact') visit.checkout.send({ type: 'step.edit', step: 'contact' });
    visit.checkout.send({ type: 'contact.submit', buyer, address });
  };
  const startedAt = world.clock.now();
  submit(page.visit);
  const saved = await page.see({
    what: 'the address to be saved',
    actor: checkoutOf,
    fits: (snapshot) =>
      isOver(snapshot) ||
      (rests(snapshot) &&
        snapshot.context.fault === null &&
        (snapshot.context.step !== 'contact' || soldOut(snapshot.context.checkout))),
    isTrouble: (snapshot) =>
      isTroubled(snapshot) || (rests(snapshot) && snapshot.context.step === 'contact' && snapshot.context.leaving === null),
    retry: submit,
    redo: submit,
  });
  options.took('save the address', world.clock.now() - startedAt);
  if (soldOut(saved.context.checkout)) throw new Leaving('sold-out', 'sold out at the till');
}

const offered = (checkout: Checkout | null): readonly FulfillmentOption[] =>
  checkout?.fulfillment?.methods?.[0]?.groups?.[0]?.options ?? [];

async function chooseDelivery(page: Page, options: LifeOptions): Promise<void> {
  const { plan } = options;
  await page.think(4, 25);
  await untilSaved(page, 'ways of delivery', ({ context }) => offered(context.checkout).length > 0);
  const choose = (visit: Visit): void => {
    const snapshot = visit.checkout.getSnapshot();
    if (!rests(snapshot)) return openTill(visit);
    const best = bestOf(offered(snapshot.context.checkout), plan.taste);
    if (best) visit.checkout.send({ type: 'delivery.choose', optionId: best.id });
    visit.checkout.send({ type: 'delivery.submit' });
  };
  choose(page.visit);
  await page.see({
    what: 'the delivery to be chosen',
    actor: checkoutOf,
    fits: (snapshot) =>
      isOver(snapshot) ||
      (rests(snapshot) && snapshot.context.fault === null && ['payment', 'review'].includes(snapshot.context.step)),
    isTrouble: isTroubled,
    retry: choose,
    redo: choose,
  });
}

function bestOf(options: readonly FulfillmentOption[], taste: Taste): FulfillmentOption | undefined {
  return [...options].sort((one, other) => rank(one, taste) - rank(other, taste) || optionPrice(one) - optionPrice(other))[0];
}

function rank(option: FulfillmentOption, taste: Taste): number {
  const promise = option['dev.vitrine.delivery'];
  if (taste === 'hurried') return Date.parse(promise?.arrives.to ?? '9999-12-31T00:00:00Z');
  if (taste === 'green') return promise?.co2_grams ?? Number.MAX_SAFE_INTEGER;
  if (taste === 'strolling') return promise?.point ? (promise.point.distance_metres ?? 0) : Number.MAX_SAFE_INTEGER;
  return optionPrice(option);
}

/** Looks at the contact step once more and leaves it as it is, then takes another delivery. */
async function goBack(page: Page, { random }: LifeOptions): Promise<void> {
  await page.think(2, 10);
  page.visit.checkout.send({ type: 'step.edit', step: 'delivery' });
  await page.think(3, 20);
  const ways = offered(page.visit.checkout.getSnapshot().context.checkout);
  if (ways.length > 0) page.visit.checkout.send({ type: 'delivery.choose', optionId: random.pick(ways).id });
  await untilSaved(page, 'another delivery');
  page.visit.checkout.send({ type: 'delivery.submit' });
  await untilSaved(page, 'the step to be left');
}

/** A way to pay that is tried until it is taken: a card, or the phone and what is pressed there. */
type Means = { card: CardInHand; app?: never } | { app: 'approve' | 'decline'; card?: never };

/** In the order in which they are tried; the bad ones first, and sometimes nothing else. */
function meansOf({ plan }: LifeOptions): Means[] {
  const byPhone = plan.payBy === 'vipps';
  const good: Means = byPhone ? { app: 'approve' } : { card: plan.isChallenged ? CARDS.challenged : CARDS.plain };
  const bad: Means = byPhone ? { app: 'decline' } : { card: CARDS.empty };
  const refused = Array.from({ length: Math.min(plan.declines, 3) }, () => bad);
  return plan.declines > 3 ? refused : [...refused, good];
}

const isBad = ({ card, app }: Means): boolean => card === CARDS.empty || app === 'decline';

/** Attempts that came to nothing without a no from the bank, after which somebody shops elsewhere. */
const MOST_ATTEMPTS = 12;

export async function payAtTheTill(page: Page, options: LifeOptions): Promise<Paid> {
  const { world, plan } = options;
  const means = meansOf(options);
  let attempts = 0;
  let total = 0;
  let promisedAt = 0;
  for (;;) {
    page.isCommitted = false;
    const before = await untilSaved(page, 'the till');
    if (isOver(before)) return placedOrder(page, before, total, promisedAt, world.clock.now());
    if (soldOut(before.context.checkout)) throw new Leaving('sold-out', 'sold out at the till');
    if (before.matches('incomplete')) {
      if (++attempts > MOST_ATTEMPTS)
        throw new Leaving('gave-up-before-paying', `the till wants more: ${stateOf(page.visit.checkout)}`);
      await backToTheForm(page, options, before);
      continue;
    }
    const by = means[0];
    if (!by) throw new Leaving('declined-for-good', 'every way to pay was declined');
    if (!(await typeIn(page, options, by))) continue;
    await losePage(page, options, 'payment');
    const ready = page.visit.checkout.getSnapshot();
    if (!ready.matches({ ready_for_complete: 'idle' }) || ready.context.instrument === null) continue;

    ({ total, promisedAt } = agreement(ready.context.checkout!));
    const startedAt = world.clock.now();
    page.isCommitted = true;
    page.visit.checkout.send({ type: 'order.place' });
    if (plan.doubleClicks) {
      await page.think(0, 1);
      page.visit.checkout.send({ type: 'order.place' });
    }
    await losePage(page, options, 'paying');
    const answer = await untilKnown(page, options, by);
    if (isOver(answer)) {
      options.took('pay', world.clock.now() - startedAt);
      return placedOrder(page, answer, total, promisedAt, world.clock.now());
    }
    const { decline } = answer.context;
    const saidNo = decline?.code === 'payment_declined';
    if (saidNo && isBad(by)) means.shift();
    if (++attempts > MOST_ATTEMPTS) {
      if (saidNo) throw new Leaving('declined-for-good', 'the bank says no time and again');
      throw new Leaving('gave-up-before-paying', `paying came to nothing: ${stateOf(page.visit.checkout)}`);
    }
    await page.think(5, 30);
  }
}

/** What the page shows when the button is pressed. */
function agreement(checkout: Checkout): { total: number; promisedAt: number } {
  const total = checkout.totals.find(({ type }) => type === 'total')?.amount ?? 0;
  const group = checkout.fulfillment?.methods?.[0]?.groups?.[0];
  const chosen = group?.options?.find(({ id }) => id === group.selected_option_id);
  return { total, promisedAt: Date.parse(chosen?.['dev.vitrine.delivery']?.arrives.to ?? '') || 0 };
}

async function backToTheForm(page: Page, options: LifeOptions, { context }: CheckoutSnapshot): Promise<void> {
  if (context.step === 'delivery' && offered(context.checkout).length > 0) return chooseDelivery(page, options);
  await fillInAddress(page, options);
  await chooseDelivery(page, options);
}

/** False when the page did not come to the review; the caller looks again what is the case. */
async function typeIn(page: Page, options: LifeOptions, { card }: Means): Promise<boolean> {
  const known = page.visit.checkout.getSnapshot().context;
  if (known.instrument !== null && known.step === 'review') return true;
  await page.think(8, 30);
  const collect = (visit: Visit): void => {
    const snapshot = visit.checkout.getSnapshot();
    const { checkout } = snapshot.context;
    if (!checkout || !rests(snapshot)) return openTill(visit);
    const { load } = page.browser;
    const byPhone = !card && checkout.ucp.payment_handlers[VIPPS_HANDLER] !== undefined;
    const surface = byPhone ? payByVipps(checkout, load, options.person.phone) : typeCard(card ?? CARDS.plain, checkout, load);
    visit.payment.send({ type: 'surface.mounted', surface });
    visit.payment.send({ type: 'payment.collect' });
  };
  collect(page.visit);
  const seen = await page.see({
    what: 'the review',
    actor: checkoutOf,
    fits: (snapshot) => !rests(snapshot) || snapshot.matches('incomplete') || snapshot.context.instrument !== null,
    retry: collect,
    redo: collect,
  });
  await page.think(1, 10);
  return seen.context.instrument !== null;
}

/** Until it is known what came of "Pay". The bank's question is answered on the way, or closed. */
async function untilKnown(page: Page, options: LifeOptions, { app }: Means): Promise<CheckoutSnapshot> {
  const { plan } = options;
  let answered: string | undefined;
  for (;;) {
    const answer = await page.see({
      what: 'an answer to "Pay"',
      actor: checkoutOf,
      fits: (snapshot) =>
        isOver(snapshot) ||
        rests(snapshot) ||
        snapshot.matches('canceled') ||
        (snapshot.matches({ complete_in_progress: 'challenge' }) && snapshot.context.challenge?.id !== answered),
      isTrouble: (snapshot) => snapshot.matches('closed'),
      retry: openTill,
      redo: openTill,
    });
    if (!answer.matches({ complete_in_progress: 'challenge' })) return answer;
    const challenge = answer.context.challenge!;
    if (plan.lossAt === 'challenge') {
      await losePage(page, options, 'challenge');
      continue;
    }
    if (plan.closesChallenge) {
      await page.think(5, 60);
      page.visit.checkout.send({ type: 'challenge.leave' });
      answered = challenge.id;
      plan.closesChallenge = false;
      continue;
    }
    await page.think(5, 30);
    try {
      if (app) await approveInTheApp(challenge.config.url, page.browser.load, app);
      else await answerAtTheBank(challenge.config.url, page.browser.load);
    } catch {
      // The bank's page did not come: the frame is loaded again.
      page.troubles++;
      await page.think(3, 20);
      continue;
    }
    answered = challenge.id;
    page.visit.checkout.send({ type: 'challenge.done', id: challenge.id });
  }
}

function placedOrder(page: Page, { context }: CheckoutSnapshot, total: number, promisedAt: number, at: number): PlacedOrder {
  const order = page.visit.lastOrder();
  const { checkout } = context;
  if (!order || !checkout) throw new Error('An order was placed, and nobody knows which.');
  return {
    id: order.id,
    token: order.token,
    label: checkout.order?.label ?? '',
    total: total || agreement(checkout).total,
    lines: checkout.line_items.map(({ item, quantity }) => ({ sku: item.id, quantity })),
    at,
    promisedAt: promisedAt || agreement(checkout).promisedAt,
  };
}
