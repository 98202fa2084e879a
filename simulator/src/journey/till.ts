/** At the till: an address that is completed, a delivery chosen by temper, a card, and the bank's question. */
import { optionPrice, type Checkout, type FulfillmentOption, type PostalAddress } from '@vitrine/contract';
import type { Visit } from '@vitrine/widget';
import { answerAtTheBank } from './bank-page.ts';
import { CARDS, typeCard, type CardInHand } from './card-in-hand.ts';
import { note, pageFetch, type ShopperOptions, type Temper, type Think } from './person.ts';
import { until } from './until.ts';

/** The checkout is at rest, whether it lacks something or not. */
export const untilSaved = (visit: Visit, { world }: ShopperOptions, what: string) =>
  until(
    world.clock,
    visit.checkout,
    what,
    (snapshot) => snapshot.matches({ incomplete: 'idle' }) || snapshot.matches({ ready_for_complete: 'idle' }),
  );

export async function fillInAddress(visit: Visit, options: ShopperOptions, think: Think): Promise<void> {
  const { world, person } = options;
  const { street, number, letter, postalCode, place } = person.address;
  const line = `${street} ${number}${letter ?? ''}`;
  const completion = visit.address();
  for (const query of [street.slice(0, 4), street, line]) {
    completion.send({ type: 'address.type', query, country: 'NO' });
    await think(1, 3);
  }
  const { context } = await until(
    world.clock,
    completion,
    'suggestions',
    (snapshot) => !snapshot.matches('typing') && !snapshot.matches('asking'),
  );
  completion.stop();
  const fitting = context.suggestions.find(
    ({ address }) => address.postal_code === postalCode && address.street_address?.toLowerCase() === line.toLowerCase(),
  );
  const typed: PostalAddress = { street_address: line, postal_code: postalCode, address_locality: place, address_country: 'NO' };
  const names = { first_name: person.firstName, last_name: person.lastName };
  const address: PostalAddress = { ...(fitting?.address ?? typed), ...names };
  const buyer = { ...names, email: person.email, phone_number: person.phone };
  visit.checkout.send({ type: 'contact.submit', buyer, address });
  const saved = await untilSaved(visit, options, 'the address to be saved');
  if (saved.context.step === 'contact')
    throw new Error(`The address was refused: ${saved.context.checkout?.messages?.map(({ content }) => content).join(' ')}`);
}

export async function chooseDelivery(
  visit: Visit,
  temper: Temper,
  options: ShopperOptions,
  think: Think,
): Promise<FulfillmentOption> {
  await think(4, 25);
  const { checkout } = visit.checkout.getSnapshot().context;
  const offered = checkout?.fulfillment?.methods?.[0]?.groups?.[0]?.options ?? [];
  const [best] = [...offered].sort(
    (one, other) => rank(one, temper) - rank(other, temper) || optionPrice(one) - optionPrice(other),
  );
  if (!best) throw new Error('No carrier delivers there.');
  note(
    options,
    `${options.person.firstName} is ${temper} and chooses ${best.title} of ${offered.length} deliveries, for ${(optionPrice(best) / 100).toFixed(2)} kr`,
  );
  visit.checkout.send({ type: 'delivery.choose', optionId: best.id });
  await untilSaved(visit, options, 'the choice to be saved');
  visit.checkout.send({ type: 'delivery.submit' });
  await untilSaved(visit, options, 'the step to be left');
  return best;
}

function rank(option: FulfillmentOption, temper: Temper): number {
  const promise = option['dev.vitrine.delivery'];
  if (temper === 'hurried') return Date.parse(promise?.arrives.to ?? '9999-12-31T00:00:00Z');
  if (temper === 'green') return promise?.co2_grams ?? Number.MAX_SAFE_INTEGER;
  if (temper === 'strolling') return promise?.point ? (promise.point.distance_metres ?? 0) : Number.MAX_SAFE_INTEGER;
  return optionPrice(option);
}

export async function pay(
  visit: Visit,
  options: ShopperOptions,
  think: Think,
): Promise<{ checkout: Checkout; total: number; wasDeclined: boolean; wasChallenged: boolean }> {
  const { world, random } = options;
  const drawn = random.weighted<readonly CardInHand[]>([
    [[CARDS.plain], 5],
    [[CARDS.challenged], 4],
    [[CARDS.empty, CARDS.plain], 1],
    [[CARDS.empty, CARDS.challenged], 1],
  ]);
  const cards = options.whims?.cards ?? drawn;
  let wasChallenged = false;
  for (const card of cards) {
    const before = visit.checkout.getSnapshot().context.checkout;
    if (!before) throw new Error('The checkout is gone.');
    visit.payment.send({ type: 'surface.mounted', surface: typeCard(card, before, pageFetch(options)) });
    await think(10, 40);
    note(options, `${options.person.firstName} types the card that ends in ${card.number.slice(-4)}`);
    visit.payment.send({ type: 'payment.collect' });
    await until(
      world.clock,
      visit.checkout,
      'the review',
      (snapshot) => snapshot.context.step === 'review' && snapshot.context.instrument !== null,
    );
    await think(2, 12);
    const total = before.totals.find(({ type }) => type === 'total')?.amount ?? 0;
    visit.checkout.send({ type: 'order.place' });

    let answer = await untilAnswered(visit, options);
    if (answer.matches({ complete_in_progress: 'challenge' })) {
      wasChallenged = true;
      const challenge = answer.context.challenge!;
      await think(5, 30);
      await answerAtTheBank(challenge.config.url, pageFetch(options));
      visit.checkout.send({ type: 'challenge.done', id: challenge.id });
      answer = await untilAnswered(visit, options, challenge.id);
    }
    visit.payment.send({ type: 'surface.unmounted' });
    if (answer.matches('completed')) {
      return { checkout: answer.context.checkout!, total, wasDeclined: card !== cards[0], wasChallenged };
    }
    if (!answer.context.decline) throw new Error('The order was not placed, and nobody says why.');
    await think(5, 20);
  }
  throw new Error('Every card was declined.');
}

/** Until there is something for the shopper to do, or to be glad about. */
const untilAnswered = (visit: Visit, { world }: ShopperOptions, answeredChallenge?: string) =>
  until(
    world.clock,
    visit.checkout,
    'an answer to "Pay"',
    (snapshot) =>
      snapshot.matches('completed') ||
      snapshot.matches({ ready_for_complete: 'idle' }) ||
      snapshot.matches({ incomplete: 'idle' }) ||
      (snapshot.matches({ complete_in_progress: 'challenge' }) && snapshot.context.challenge?.id !== answeredChallenge),
  );
