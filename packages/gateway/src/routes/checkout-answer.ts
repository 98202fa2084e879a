import {
  THREE_DS_CHALLENGE,
  type Checkout,
  type CheckoutId,
  type Fulfillment,
  type FulfillmentOption,
  type Message,
  type PaymentHandlerDeclaration,
  type Total,
} from '@vitrine/contract';
import { problemsOf } from '../flows/checkout.ts';
import { orderLink } from '../flows/notify.ts';
import { deliveryPrice } from '../flows/quote-delivery.ts';
import type { Room } from '../flows/room.ts';
import type { CheckoutRow, QuotedOption } from '../order-book/rows.ts';
import { CHECKOUT_SPEAKS, currencyNotes, envelope } from './answers.ts';

/** A checkout as UCP shows it. */
export function checkoutAnswer(room: Room, id: string, row: CheckoutRow, extra: Message[] = []): Checkout {
  const { shop } = room;
  const expired = row.expiresAt <= room.clock.now() && row.status !== 'completed' && row.status !== 'complete_in_progress';
  const status = expired ? 'canceled' : row.status;
  const messages = [...messagesOf(room, row, status), ...extra];
  const fulfillment = fulfillmentOf(room, row);
  return {
    ucp: { ...envelope(...CHECKOUT_SPEAKS), payment_handlers: handlers(room) },
    id: id as CheckoutId,
    status,
    line_items: row.priced.line_items,
    currency: shop.currency,
    totals: row.priced.totals,
    ...(row.buyer ? { buyer: row.buyer } : {}),
    context: { address_country: shop.country, ...row.context },
    ...(fulfillment ? { fulfillment } : {}),
    ...(row.priced.discounts ? { discounts: row.priced.discounts } : {}),
    ...(row.instrument ? { payment: { instruments: [row.instrument] } } : {}),
    ...(row.challenge && status === 'complete_in_progress'
      ? {
          actions: {
            [THREE_DS_CHALLENGE]: [
              {
                id: row.challenge.id,
                config: {
                  payment_instrument_id: row.challenge.instrumentId,
                  url: `${shop.publicUrl}/payment-actions/${row.challenge.id}`,
                },
              },
            ],
          },
        }
      : {}),
    ...(messages.length ? { messages } : {}),
    links: [
      { type: 'terms_of_service', url: shop.termsUrl },
      { type: 'privacy_policy', url: shop.privacyUrl },
    ],
    expires_at: new Date(row.expiresAt).toISOString(),
    ...(row.order && status === 'completed'
      ? {
          order: {
            id: row.order.id as never,
            ...(row.order.label ? { label: row.order.label } : {}),
            permalink_url: orderLink(shop.orderUrl, row.order.id, row.order.token),
            'dev.vitrine.tracking': { token: row.order.token as never },
          },
        }
      : {}),
  };
}

/** Handlers by their registry name, as a checkout and the profile announce them. */
export function handlers(room: Pick<Room, 'payments'>): Record<string, PaymentHandlerDeclaration[]> {
  const all: Record<string, PaymentHandlerDeclaration[]> = {};
  for (const { handlerName, handler } of room.payments) all[handlerName] = [...(all[handlerName] ?? []), handler];
  return all;
}

function messagesOf(room: Room, row: CheckoutRow, status: Checkout['status']): Message[] {
  if (status === 'canceled' || status === 'completed') return row.notes;
  if (status === 'complete_in_progress') {
    return row.challenge
      ? [{ type: 'info', code: 'payment_challenge', path: '$.payment', content: 'Your bank asks for a confirmation.' }]
      : [
          {
            type: 'info',
            code: 'payment_checking',
            path: '$.payment',
            content: 'We are checking with your bank. You will not be charged twice.',
          },
        ];
  }
  return [
    ...row.notes,
    ...row.priced.messages,
    ...currencyNotes(row.context?.currency, room.shop.currency),
    ...problemsOf(row, room),
  ];
}

function fulfillmentOf(room: Room, row: CheckoutRow): Fulfillment | undefined {
  const { destination, quotes } = row;
  if (!destination) return undefined;
  const line_item_ids = row.priced.line_items.map(({ id }) => id);
  return {
    methods: [
      {
        id: 'shipping',
        type: 'shipping',
        line_item_ids,
        destinations: [destination],
        selected_destination_id: destination.id,
        groups: [
          {
            id: 'parcel',
            line_item_ids,
            options: (quotes?.options ?? []).map((quoted) => priced(room, quoted, row)),
            selected_option_id: row.selectedOptionId ?? null,
          },
        ],
      },
    ],
    ...(quotes?.silent.length ? { 'dev.vitrine.delivery': { silent_carriers: quotes.silent } } : {}),
  };
}

/** An option with what it costs this cart; a price that was waived is still told. */
function priced(room: Room, quoted: QuotedOption, row: CheckoutRow): FulfillmentOption {
  const amount = deliveryPrice(room, quoted, row.priced.goods);
  const waived: Total[] =
    amount < quoted.price
      ? [
          { type: 'fulfillment', amount: quoted.price },
          { type: 'discount', amount: amount - quoted.price },
        ]
      : [];
  return { ...quoted.option, totals: [...waived, { type: 'total', amount }] };
}
