import { optionPrice, type DeliveryPromise, type FulfillmentOption, type PickupPoint } from '@vitrine/contract';

/** One option as the list shows it. */
export interface Quote {
  option: FulfillmentOption;
  price: number;
  promise: DeliveryPromise | undefined;
  /** Start of the arrival window, milliseconds since 1970; infinite when the carrier names none. */
  arrives: number;
}

/** One place to fetch a parcel from. There is no pickup without one. */
export interface PointQuote extends Quote {
  point: PickupPoint;
}

/** A row of the list: one option, or all places to fetch from behind one choice. */
export type Row = { kind: 'option'; quote: Quote } | { kind: 'pickup'; points: readonly PointQuote[] };

const quoteOf = (option: FulfillmentOption): Quote => {
  const promise = option['dev.vitrine.delivery'];
  const from = promise?.arrives.from ?? option.earliest_fulfillment_time;
  return { option, price: optionPrice(option), promise, arrives: from ? Date.parse(from) : Infinity };
};

const isPoint = (quote: Quote): boolean => quote.promise?.point !== undefined;

const sooner = (one: Quote, other: Quote): number =>
  one.arrives === other.arrives ? one.price - other.price : one.arrives - other.arrives;

/** Rows by date of arrival, the cheaper first among equals; places by distance. */
export function rowsOf(options: readonly FulfillmentOption[]): Row[] {
  const quotes = options.map(quoteOf);
  const points = quotes
    .flatMap((quote): PointQuote[] => (quote.promise?.point ? [{ ...quote, point: quote.promise.point }] : []))
    .sort(
      (one, other) => (one.point.distance_metres ?? Infinity) - (other.point.distance_metres ?? Infinity) || sooner(one, other),
    );
  const rows: Row[] = quotes.filter((quote) => !isPoint(quote)).map((quote) => ({ kind: 'option', quote }));
  if (points.length > 0) rows.push({ kind: 'pickup', points });
  const first = (row: Row): Quote => (row.kind === 'option' ? row.quote : [...row.points].sort(sooner)[0]!);
  return rows.sort((one, other) => sooner(first(one), first(other)));
}

/** When the first of these quotes ends, milliseconds since 1970; null when none does. */
export function firstExpiry(options: readonly FulfillmentOption[]): number | null {
  const ends = options
    .map((option) => Date.parse(option['dev.vitrine.delivery']?.expires ?? ''))
    .filter((end) => !Number.isNaN(end));
  return ends.length > 0 ? Math.min(...ends) : null;
}
