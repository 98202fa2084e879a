import type { PostalAddress, Position } from './address.ts';
import type { Amount } from './money.ts';
import type { Total } from './totals.ts';

/** Where the parcel ends. */
export type DeliveryKind = 'home' | 'mailbox' | 'pickup_point' | 'locker' | 'express_courier';

export interface PickupPoint {
  id: string;
  name: string;
  address: PostalAddress;
  position: Position;
  /** As the carrier writes them, a line a day. */
  opening_hours: string[];
  distance_metres?: number;
}

/** Extension `dev.vitrine.delivery` on a fulfilment option. Times are RFC 3339 in UTC. */
export interface DeliveryPromise {
  carrier_id: string;
  kind: DeliveryKind;
  /** The window in which the parcel arrives. */
  arrives: { from: string; to: string };
  /** Order before this to keep the window. */
  cut_off?: string;
  /** The quote ends here; afterwards the option is quoted anew. */
  expires: string;
  co2_grams?: number;
  /** Only and always on `pickup_point` and `locker`: one option per point, so no pickup goes without one. */
  point?: PickupPoint;
}

/** Source: UCP `fulfillment_option.json`. */
export interface FulfillmentOption {
  id: string;
  title: string;
  description?: { plain: string };
  carrier?: string;
  earliest_fulfillment_time?: string;
  latest_fulfillment_time?: string;
  totals: Total[];
  'dev.vitrine.delivery'?: DeliveryPromise;
}

export interface FulfillmentGroup {
  id: string;
  line_item_ids: string[];
  options?: FulfillmentOption[];
  selected_option_id?: string | null;
}

export interface ShippingDestination extends PostalAddress {
  id: string;
  type: 'shipping_address';
}

export interface FulfillmentMethod {
  id: string;
  type: 'shipping';
  line_item_ids: string[];
  destinations?: ShippingDestination[];
  selected_destination_id?: string | null;
  groups?: FulfillmentGroup[];
}

export interface Fulfillment {
  methods?: FulfillmentMethod[];
  /** Ours: carriers that did not answer in time, so that the page can say so. */
  'dev.vitrine.delivery'?: { silent_carriers: { carrier_id: string; name: string }[] };
}

/** What the page sends: one method, one destination, one choice. */
export interface FulfillmentRequest {
  methods: {
    id?: string;
    type: 'shipping';
    line_item_ids?: string[];
    destinations?: (PostalAddress & { id?: string })[];
    selected_destination_id?: string | null;
    groups?: { id: string; selected_option_id?: string | null }[];
  }[];
}

/** The option that is chosen, if any. */
export function selectedOption(fulfillment: Fulfillment | undefined): FulfillmentOption | undefined {
  const group = fulfillment?.methods?.[0]?.groups?.[0];
  return group?.options?.find((option) => option.id === group.selected_option_id);
}

/** What an option costs. */
export const optionPrice = (option: FulfillmentOption): Amount =>
  option.totals.find((total) => total.type === 'total')?.amount ?? 0;
