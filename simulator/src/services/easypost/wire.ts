import type { Fields } from '../parcels/reading.ts';
import { findService } from './rating.ts';
import type { AddressRow, DetailRow, ParcelRow, RateRow, ShipmentRow, TrackerRow } from './rows.ts';

/** `2026-11-23T07:00:00Z`: whole seconds, as EasyPost writes times. */
export const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const kroner = (ore: number, digits = 2): string => (ore / 100).toFixed(digits);

export const wireAddress = ({ id, at, reference: _, verifications, residential, ...rest }: AddressRow): Fields => ({
  id,
  object: 'Address',
  created_at: iso(at),
  updated_at: iso(at),
  ...rest,
  mode: 'test',
  carrier_facility: null,
  residential,
  federal_tax_id: null,
  state_tax_id: null,
  verifications,
});

export const wireParcel = ({ id, at, length, width, height, weight }: ParcelRow): Fields => ({
  id,
  object: 'Parcel',
  created_at: iso(at),
  updated_at: iso(at),
  length,
  width,
  height,
  predefined_package: null,
  weight,
  mode: 'test',
});

export function wireRate({ id, at, carrier, service, price, days, deliveryDay }: RateRow, shipmentId: string): Fields {
  const listed = Math.round((price * 1.2) / 100) * 100;
  return {
    id,
    object: 'Rate',
    created_at: iso(at),
    updated_at: iso(at),
    mode: 'test',
    service,
    carrier,
    rate: kroner(price),
    currency: 'NOK',
    retail_rate: kroner(listed),
    retail_currency: 'NOK',
    list_rate: kroner(listed),
    list_currency: 'NOK',
    billing_type: 'carrier',
    delivery_days: days,
    delivery_date: deliveryDay === null ? null : iso(deliveryDay),
    delivery_date_guaranteed: deliveryDay !== null,
    est_delivery_days: days,
    shipment_id: shipmentId,
    carrier_account_id: findService(carrier, service)?.account ?? '',
  };
}

const location = (city: string | null, zip: string | null, country: string | null): Fields => ({
  object: 'TrackingLocation',
  city,
  state: null,
  country,
  zip,
});

const wireDetail = ({ at, status, detail, message, city, zip, country }: DetailRow, carrier: string): Fields => ({
  object: 'TrackingDetail',
  message,
  description: message,
  status,
  status_detail: detail,
  datetime: iso(at),
  source: carrier,
  carrier_code: '',
  tracking_location: location(city, zip, country),
});

/** A weight that is whole is still written with a decimal on EasyPost's own wire; see `webhookBody`. */
export function wireTracker(row: TrackerRow, publicUrl: string): Fields {
  const { id, at, updatedAt, code, carrier, service, status, detail, signedBy, weight, expected, shipmentId, from, to } = row;
  return {
    id,
    object: 'Tracker',
    mode: 'test',
    tracking_code: code,
    status,
    status_detail: detail,
    created_at: iso(at),
    updated_at: iso(updatedAt),
    signed_by: signedBy,
    weight,
    est_delivery_date: expected === null ? null : iso(expected),
    shipment_id: shipmentId,
    carrier,
    tracking_details: row.details.map((one) => wireDetail(one, carrier)),
    fees: [],
    carrier_detail: service
      ? {
          object: 'CarrierDetail',
          service,
          container_type: null,
          est_delivery_date_local: null,
          est_delivery_time_local: null,
          origin_location: from,
          origin_tracking_location: location(from, null, 'NO'),
          destination_location: to,
          destination_tracking_location: location(to, null, 'NO'),
          guaranteed_delivery_date: null,
          alternate_identifier: null,
          initial_delivery_attempt: null,
        }
      : null,
    finalized: row.plan.length === 0,
    is_return: status === 'return_to_sender',
    public_url: `${publicUrl}/track/${id}`,
  };
}

export function wireShipment(row: ShipmentRow, tracker: TrackerRow | undefined, publicUrl: string): Fields {
  const { id, at, updatedAt, reference, from, to, parcel, options, isReturn, rates, messages, bought, refundStatus } = row;
  return {
    created_at: iso(at),
    is_return: isReturn,
    messages: messages.map((message) => ({ ...message, carrier_account_id: null })),
    mode: 'test',
    options: { ...options, currency: 'NOK', payment: { type: 'SENDER' }, date_advance: 0 },
    reference,
    status: tracker?.status ?? 'unknown',
    tracking_code: bought?.trackingCode ?? null,
    updated_at: iso(updatedAt),
    batch_id: null,
    batch_status: null,
    batch_message: null,
    customs_info: null,
    from_address: wireAddress(from),
    insurance: bought?.insurance ?? null,
    order_id: null,
    parcel: wireParcel(parcel),
    postage_label: bought
      ? {
          object: 'PostageLabel',
          id: bought.labelId,
          created_at: iso(bought.at),
          updated_at: iso(bought.at),
          date_advance: 0,
          integrated_form: 'none',
          label_date: iso(bought.at),
          label_resolution: 300,
          label_size: '4x6',
          label_type: 'default',
          label_file_type: 'application/pdf',
          label_url: `${publicUrl}/files/postage_label/${bought.labelId}.pdf`,
          label_pdf_url: `${publicUrl}/files/postage_label/${bought.labelId}.pdf`,
          label_zpl_url: null,
          label_epl2_url: null,
          label_file: null,
        }
      : null,
    rates: rates.map((one) => wireRate(one, id)),
    refund_status: refundStatus,
    scan_form: null,
    selected_rate: bought ? wireRate(bought.rate, id) : null,
    tracker: tracker ? wireTracker(tracker, publicUrl) : null,
    to_address: wireAddress(to),
    usps_zone: null,
    return_address: wireAddress(isReturn ? to : from),
    buyer_address: wireAddress(to),
    forms: [],
    fees: bought
      ? [
          { object: 'Fee', type: 'LabelFee', amount: '0.00000', charged: true, refunded: refundStatus === 'refunded' },
          {
            object: 'Fee',
            type: 'PostageFee',
            amount: kroner(bought.rate.price, 5),
            charged: true,
            refunded: refundStatus === 'refunded',
          },
        ]
      : [],
    id,
    object: 'Shipment',
  };
}
