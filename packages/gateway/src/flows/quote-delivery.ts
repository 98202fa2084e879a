import { toFault, type Amount, type FulfillmentOption, type PostalAddress, type Position } from '@vitrine/contract';
import type { LineItem } from '@vitrine/contract';
import type { QuotedOption, Quotes } from '../order-book/rows.ts';
import type { CarrierPort, Parcel, ShippingQuote } from '../ports.ts';
import { estimateParcels } from './parcels.ts';
import type { Room } from './room.ts';

/** All carriers are asked at once, and none is waited for longer than this. */
const DEADLINE_MS = 2_500;

/** From "paid" to "on the ramp", when the warehouse has a normal day. */
const PACKING_MS = 60 * 60_000;

/** Hand-over times are promised in whole steps, so that the same question is asked twice in a row. */
const STEP_MS = 5 * 60_000;

/** Names what quotes were made for: another address or another parcel needs new ones. */
export const quoteKey = (destination: PostalAddress, lineItems: readonly LineItem[]): string =>
  JSON.stringify([
    destination.street_address,
    destination.postal_code,
    destination.address_locality,
    destination.address_country,
    lineItems.map(({ item, quantity }) => [item.id, quantity]),
  ]);

/** Asks every carrier for its ways to this address. Carriers that stay silent are named, never waited for. */
export async function quoteDelivery(
  room: Room,
  destination: PostalAddress,
  lineItems: readonly LineItem[],
  /** What the warehouse has packed; estimated from the goods when absent. */
  packed?: Parcel[],
): Promise<Quotes> {
  const { shop, clock, carriers } = room;
  const estimated = estimateParcels(
    lineItems.flatMap(({ item, quantity }) => {
      const article = room.assortment.article(item.id);
      return article ? [{ article, quantity }] : [];
    }),
  );
  const parcels = packed ?? estimated;
  const readyAt = Math.ceil((clock.now() + PACKING_MS) / STEP_MS) * STEP_MS;
  const goodsValue = lineItems.reduce((sum, { item, quantity }) => sum + item.price * quantity, 0);
  const position = await positionOf(room, destination);
  const request = {
    from: shop.warehouse,
    to: destination,
    ...(position ? { position } : {}),
    parcels,
    readyAt,
    goodsValue,
    currency: shop.currency,
  };
  const answers = await Promise.all(
    carriers.map(async (carrier) => {
      try {
        const quotes = await room.within(DEADLINE_MS, (signal) => carrier.quote(request, { signal }));
        return { carrier, quotes: quotes.filter(({ currency }) => currency === shop.currency) };
      } catch (thrown) {
        room.log({ level: 'warn', event: 'quote.silent', carrier: carrier.id, code: toFault(thrown).code });
        return { carrier, quotes: undefined };
      }
    }),
  );
  const options = withIds(answers.flatMap(({ carrier, quotes }) => (quotes ?? []).map((quote) => ({ carrier, quote }))));
  options.sort((a, b) => a.arrives.to - b.arrives.to || a.price - b.price || (a.option.id < b.option.id ? -1 : 1));
  const silent = answers.filter(({ quotes }) => !quotes).map(({ carrier }) => ({ carrier_id: carrier.id, name: carrier.name }));
  return {
    key: quoteKey(destination, lineItems),
    options,
    silent,
    parcels,
    readyAt,
    expires: Math.min(clock.now() + 30 * 60_000, ...options.map(({ expires }) => expires)),
    ...(position ? { position } : {}),
  };
}

/** What an option costs this cart: free from the shop's threshold on, but for couriers who come at once. */
export function deliveryPrice(room: Room, quoted: QuotedOption, goods: Amount): Amount {
  const { freeDeliveryFrom } = room.shop;
  const free =
    freeDeliveryFrom !== undefined &&
    goods >= freeDeliveryFrom &&
    quoted.option['dev.vitrine.delivery']?.kind !== 'express_courier';
  return free ? 0 : quoted.price;
}

/** The cheapest option, the earliest of equals: what a shopper gets who does not choose. */
export function cheapest(room: Room, options: readonly QuotedOption[], goods: Amount): QuotedOption | undefined {
  return options.reduce<QuotedOption | undefined>(
    (best, option) => (!best || deliveryPrice(room, option, goods) < deliveryPrice(room, best, goods) ? option : best),
    undefined,
  );
}

/** Names stay the same when the same way is quoted anew, so that a choice survives its quote. */
function withIds(found: readonly { carrier: CarrierPort; quote: ShippingQuote }[]): QuotedOption[] {
  const taken = new Map<string, number>();
  return found.map(({ carrier, quote }) => {
    const stem = [carrier.id, quote.kind, quote.point?.id ?? quote.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')].join(
      '.',
    );
    const count = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, count);
    return {
      option: optionOf(count === 1 ? stem : `${stem}.${count}`, carrier, quote),
      carrierId: carrier.id,
      carrierName: carrier.name,
      service: quote.service,
      ...(quote.point ? { point: quote.point } : {}),
      price: quote.price,
      arrives: quote.arrives,
      expires: quote.expires,
    };
  });
}

const iso = (at: number) => new Date(at).toISOString();

function optionOf(id: string, carrier: CarrierPort, quote: ShippingQuote): FulfillmentOption {
  const { point } = quote;
  return {
    id,
    title: quote.title,
    ...(point ? { description: { plain: [point.name, point.address.street_address].filter(Boolean).join(', ') } } : {}),
    carrier: carrier.name,
    earliest_fulfillment_time: iso(quote.arrives.from),
    latest_fulfillment_time: iso(quote.arrives.to),
    totals: [{ type: 'total', amount: quote.price }],
    'dev.vitrine.delivery': {
      carrier_id: carrier.id,
      kind: quote.kind,
      arrives: { from: iso(quote.arrives.from), to: iso(quote.arrives.to) },
      ...(quote.cutOff === undefined ? {} : { cut_off: iso(quote.cutOff) }),
      expires: iso(quote.expires),
      ...(quote.co2Grams === undefined ? {} : { co2_grams: quote.co2Grams }),
      ...(point ? { point } : {}),
    },
  };
}

/** Where the door is, when the register knows; couriers and the map want it, quotes do without. */
async function positionOf(
  room: Room,
  { street_address, postal_code, address_locality, address_country }: PostalAddress,
): Promise<Position | undefined> {
  if (!street_address) return undefined;
  try {
    const text = `${street_address}, ${postal_code ?? ''} ${address_locality ?? ''}`.trim();
    const country = address_country ?? room.shop.country;
    const found = await room.within(1_000, (signal) => room.addresses.suggest({ text, country, limit: 5 }, { signal }));
    const same = (a: string | undefined, b: string | undefined) =>
      (a ?? '').trim().toLowerCase() === (b ?? '').trim().toLowerCase();
    const exact = found.find(
      ({ address }) => same(address.street_address, street_address) && same(address.postal_code, postal_code),
    );
    return exact?.position;
  } catch {
    return undefined;
  }
}
