import {
  CAPABILITY,
  STRIPE_HANDLER,
  THREE_DS_CHALLENGE,
  UCP_VERSION,
  type AddressSuggestion,
  type Checkout,
  type CheckoutCompleteRequest,
  type CheckoutId,
  type CheckoutUpdateRequest,
  type FulfillmentOption,
  type Message,
  type OrderId,
  type OrderToken,
  type Tracking,
} from '@vitrine/contract';
import { ScriptedGateway } from './scripted-gateway.ts';

const HOUR = 3_600_000;
/** Monday 23 November 2026, 07:00 UTC: where the scripted visit's clock stands. */
export const START = 1_795_417_200_000;
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

const place = (street: string, postcode = '5003') => ({
  street_address: street,
  postal_code: postcode,
  address_locality: 'Bergen',
  address_country: 'NO',
});

const point = (
  id: string,
  name: string,
  street: string,
  metres: number,
): NonNullable<FulfillmentOption['dev.vitrine.delivery']>['point'] => ({
  id,
  name,
  address: place(street),
  position: { latitude: 60.39, longitude: 5.32 },
  opening_hours: ['Mandag–fredag 08–22', 'Lørdag 09–20'],
  distance_metres: metres,
});

const SUGGESTIONS: AddressSuggestion[] = ['Bryggegata 12', 'Bryggegata 12B', 'Bryggen 3'].map((label, index) => ({
  id: `a-${index}`,
  label,
  detail: '5003 Bergen',
  address: place(label),
}));

/** The scripted gateway with checkouts, an address register and one order on its way. Tokens decide how a payment ends. */
export class CheckoutGateway extends ScriptedGateway {
  checkout: Checkout | null = null;
  tracking: Tracking | null = null;
  /** Page of the bank, and of the card fields, on an origin of their own. */
  challengeUrl = 'https://bank.example/challenge';
  fieldsUrl: string | null = 'https://pay.example/fields';
  silent: { carrier_id: string; name: string }[] = [];
  quotesEndAt = at(0.5);
  /** The shop's own country, when it says so. */
  country: string | null = null;
  #codes: string[] = [];
  #complaints: Message[] = [];
  #completed = 0;
  #reads = 0;

  constructor() {
    super();
    const { fetch: shop } = this;
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      const path = new URL(request.url).pathname;
      const area = path.split('/')[1]!;
      if (!['checkout-sessions', 'addresses', 'orders'].includes(area)) return shop(input, init);
      const held = await shop(new Request(`https://gateway.example/${area}/held`));
      if (held.status === 503) return held;
      if (path.endsWith('/tracking/stream')) return openStream();
      const text = await request.text();
      const answer = this.#say(request.method, path, text ? (JSON.parse(text) as object) : {});
      return answer ? Response.json(answer) : Response.json({ title: 'Not found', status: 404 }, { status: 404 });
    };
  }

  /** The bank has decided: the next reading of the checkout says so. */
  settle(): void {
    this.#complete();
  }

  /** Says with each answer what time it is in the shop, milliseconds since 1970, as a real gateway does. */
  tellTime(ms: number): void {
    const { fetch: silent } = this;
    this.fetch = async (input, init) => {
      const answer = await silent(input, init);
      answer.headers.set('date', new Date(ms).toUTCString());
      return answer;
    };
  }

  /** How often an order was asked for. */
  get completed(): number {
    return this.#completed;
  }

  /** How often the checkout was read. */
  get checkoutReads(): number {
    return this.#reads;
  }

  #say(method: string, path: string, body: object): object | null {
    if (path === '/addresses/suggest') {
      const { query } = body as { query: string };
      const wanted = query.toLowerCase();
      const suggestions = SUGGESTIONS.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(wanted));
      return { ucp: { version: UCP_VERSION }, suggestions };
    }
    if (path.endsWith('/tracking')) return this.tracking;
    if (path === '/checkout-sessions') return (this.checkout = this.#open());
    if (!this.checkout || !path.startsWith('/checkout-sessions/')) return null;
    if (path.endsWith('/complete')) return this.#pay(body as CheckoutCompleteRequest);
    if (method === 'PUT') return this.#update(body as CheckoutUpdateRequest);
    this.#reads++;
    return this.checkout;
  }

  #open(): Checkout {
    const goods = this.goods.slice(0, 2).map(({ variants }) => variants[0]!);
    const handlers = this.fieldsUrl
      ? [{ id: 'card', version: UCP_VERSION, config: { publishable_key: 'pk_test', fields_url: this.fieldsUrl } }]
      : [];
    return this.#priced({
      ucp: {
        version: UCP_VERSION,
        status: 'success',
        capabilities: { [CAPABILITY.paymentAuthentication]: [{ version: UCP_VERSION }] },
        payment_handlers: { [STRIPE_HANDLER]: handlers },
      },
      id: 'checkout-1' as CheckoutId,
      status: 'incomplete',
      line_items: goods.map((variant, index) => ({
        id: `line-${index}`,
        item: {
          id: variant.id,
          title: variant.title,
          price: variant.price.amount,
          ...(variant.media?.[0] ? { image_url: variant.media[0].url } : {}),
        },
        quantity: index + 1,
        totals: [{ type: 'total', amount: variant.price.amount * (index + 1) }],
      })),
      currency: 'NOK',
      ...(this.country ? { context: { address_country: this.country } } : {}),
      totals: [],
      messages: [
        {
          type: 'error',
          code: 'missing',
          path: '$.buyer.email',
          content: 'An e-mail address is needed.',
          severity: 'recoverable',
        },
      ],
      links: [
        { type: 'terms_of_service', url: 'https://shop.example/terms' },
        { type: 'privacy_policy', url: 'https://shop.example/privacy' },
      ],
    });
  }

  #options(): FulfillmentOption[] {
    const option = (
      id: string,
      carrier: string,
      amount: number,
      promise: Omit<NonNullable<FulfillmentOption['dev.vitrine.delivery']>, 'expires' | 'carrier_id'>,
    ): FulfillmentOption => ({
      id,
      title: id,
      carrier,
      totals: [{ type: 'total', amount }],
      'dev.vitrine.delivery': { ...promise, carrier_id: carrier.toLowerCase(), expires: this.quotesEndAt },
    });
    const pickup = (id: string, name: string, street: string, metres: number, amount = 7_900) =>
      option(`pickup-${id}`, 'Bring', amount, {
        kind: 'pickup_point',
        arrives: { from: at(48), to: at(48) },
        co2_grams: 210,
        point: point(id, name, street, metres)!,
      });
    return [
      option('mailbox', 'Bring', 5_900, { kind: 'mailbox', arrives: { from: at(48), to: at(72) }, co2_grams: 180 }),
      option('express', 'Bydel Bud', 14_900, {
        kind: 'express_courier',
        arrives: { from: at(7), to: at(11) },
        cut_off: at(1.2),
        co2_grams: 0,
      }),
      option('evening', 'Bring', 12_900, { kind: 'home', arrives: { from: at(34), to: at(38) }, co2_grams: 340 }),
      pickup('1', 'Kiwi Torget', 'Torggata 4', 240),
      pickup('2', 'Coop Brygga', 'Strandgata 21', 780),
      pickup('3', 'Pakkeboks Stasjonen', 'Jernbanegata 1', 1_240, 6_900),
    ];
  }

  #update({ buyer, fulfillment, discounts }: CheckoutUpdateRequest): Checkout {
    const method = fulfillment?.methods[0];
    const destination = method?.destinations?.[0];
    const before = this.checkout!;
    this.#codes = [...(discounts?.codes ?? this.#codes)];
    this.#complaints = this.#codes
      .filter((code) => code !== 'HOST10')
      .map((code): Message => ({ type: 'warning', code: 'discount_code_invalid', path: '$.discounts.codes[0]', content: code }));
    const wrong: Message[] =
      destination?.postal_code === '9999'
        ? [
            {
              type: 'error',
              code: 'invalid',
              path: '$.fulfillment.methods[0].destinations[0].postal_code',
              content: 'Postnummeret finnes ikke.',
              severity: 'recoverable',
            },
          ]
        : [];
    const options = this.#options();
    const wanted = method?.groups?.[0]?.selected_option_id ?? before.fulfillment?.methods?.[0]?.groups?.[0]?.selected_option_id;
    const ready = destination !== undefined && wrong.length === 0;
    return (this.checkout = this.#priced({
      ...before,
      status: ready ? 'ready_for_complete' : 'incomplete',
      buyer: { ...(buyer as Checkout['buyer']) },
      discounts: { codes: this.#codes },
      messages: [...wrong, ...this.#complaints],
      ...(destination
        ? {
            fulfillment: {
              methods: [
                {
                  id: 'shipping',
                  type: 'shipping' as const,
                  line_item_ids: [],
                  destinations: [{ ...destination, id: 'd', type: 'shipping_address' as const }],
                  groups: [
                    {
                      id: 'parcel',
                      line_item_ids: [],
                      options: ready ? options : [],
                      selected_option_id: ready ? (wanted ?? 'mailbox') : null,
                    },
                  ],
                },
              ],
              ...(this.silent.length > 0 ? { 'dev.vitrine.delivery': { silent_carriers: this.silent } } : {}),
            },
          }
        : {}),
    }));
  }

  #pay({ payment }: CheckoutCompleteRequest): Checkout {
    this.#completed++;
    const instrument = payment.instruments[0]!;
    const token = instrument.credential?.token ?? '';
    const refusal = /^pm_decline_(\w+)$/.exec(token)?.[1];
    const { credential: _, ...shown } = instrument;
    this.checkout = { ...this.checkout!, payment: { instruments: [shown] } };
    if (refusal) {
      const message = {
        type: 'error' as const,
        code: 'payment_declined',
        path: '$.payment',
        content: 'No.',
        severity: 'recoverable' as const,
        decline_code: refusal,
      };
      return (this.checkout = { ...this.checkout, status: 'ready_for_complete', messages: [message] });
    }
    if (token === 'pm_challenge') {
      const action = {
        id: `challenge-${this.#completed}`,
        config: { payment_instrument_id: instrument.id, url: this.challengeUrl },
      };
      return (this.checkout = {
        ...this.checkout,
        status: 'complete_in_progress',
        messages: [],
        actions: { [THREE_DS_CHALLENGE]: [action] },
      });
    }
    if (token === 'pm_sold_out') {
      const message = { type: 'warning' as const, code: 'out_of_stock', path: '$.line_items', content: 'Sold out.' };
      return (this.checkout = { ...this.checkout, status: 'incomplete', line_items: [], messages: [message] });
    }
    if (token === 'pm_slow') return (this.checkout = { ...this.checkout, status: 'complete_in_progress', messages: [] });
    return this.#complete();
  }

  #complete(): Checkout {
    const { actions: _, ...rest } = this.checkout!;
    this.tracking = trackingAt('paid');
    return (this.checkout = {
      ...rest,
      status: 'completed',
      messages: [],
      order: {
        id: 'order-1' as OrderId,
        label: '10042',
        permalink_url: 'https://shop.example/orders/1',
        'dev.vitrine.tracking': { token: 'token-1' as OrderToken },
      },
    });
  }

  #priced(checkout: Checkout): Checkout {
    const goods = checkout.line_items.reduce((sum, { totals }) => sum + totals[0]!.amount, 0);
    const group = checkout.fulfillment?.methods?.[0]?.groups?.[0];
    const delivery = group?.options?.find(({ id }) => id === group.selected_option_id)?.totals[0]?.amount;
    const off = this.#codes.includes('HOST10') ? Math.round(goods / 10) : 0;
    const total = goods - off + (delivery ?? 0);
    return {
      ...checkout,
      totals: [
        { type: 'subtotal', amount: goods },
        ...(off ? [{ type: 'discount' as const, amount: -off }] : []),
        ...(delivery === undefined ? [] : [{ type: 'fulfillment' as const, amount: delivery }]),
        { type: 'total', amount: total, lines: [{ display_text: 'Mva. 25 %', amount: Math.round(total / 5) }] },
      ],
    };
  }
}

/** A stream that says it is there, and then nothing: tests tell the machine themselves what happens. */
const openStream = (): Response =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(': here\n\n')) }), {
    headers: { 'content-type': 'text/event-stream' },
  });

const EVENTS: readonly Omit<Tracking['events'][number], 'id'>[] = [
  { chapter: 'ordered', code: 'ordered', occurred_at: at(0) },
  { chapter: 'paid', code: 'paid', occurred_at: at(0.01) },
  { chapter: 'picked', code: 'picking', occurred_at: at(0.4), by: 'Ola', place: 'C-14-2' },
  { chapter: 'picked', code: 'picked', occurred_at: at(0.5), by: 'R-07', place: 'B-03-1' },
  { chapter: 'packed', code: 'packed', occurred_at: at(0.7), by: 'Kari', place: 'P2' },
  { chapter: 'labelled', code: 'labelled', occurred_at: at(0.75) },
  { chapter: 'handed_over', code: 'handed_over', occurred_at: at(6), by: 'Bring' },
  { chapter: 'in_transit', code: 'hub', occurred_at: at(9), place: 'Terminalen på Flesland' },
  { chapter: 'out_for_delivery', code: 'out_for_delivery', occurred_at: at(33), by: 'Nora' },
  { chapter: 'delivered', code: 'delivered', occurred_at: at(34.7), place: 'Bryggegata 12B' },
];

/** One order that has come this far. */
export function trackingAt(chapter: Tracking['chapter'], more: Partial<Tracking> = {}): Tracking {
  const last = EVENTS.findLastIndex((event) => event.chapter === chapter);
  const events = EVENTS.slice(0, last + 1).map((event, index) => ({ ...event, id: `e${index}` }));
  const driving = chapter === 'out_for_delivery';
  const road = Array.from({ length: 12 }, (_, index) => ({
    latitude: 60.385 + index * 0.001,
    longitude: 5.31 + (index > 5 ? 0.008 : index * 0.0016),
  }));
  return {
    ucp: { version: UCP_VERSION, status: 'success' },
    order_id: 'order-1' as OrderId,
    label: '10042',
    version: last + 1,
    chapter,
    events,
    arrives: { from: at(34), to: at(38) },
    carrier: { id: 'bring', name: 'Bring', tracking_number: '70438100000012345' },
    destination: road.at(-1)!,
    now: events.at(-1)!.occurred_at,
    ...(driving ? { route: road, vehicle: { position: road[4]!, at: at(33.1), metres_left: 820, stops_before: 2 } } : {}),
    ...(chapter === 'delivered' ? { proof: { at: at(34.7), kind: 'photo' as const, note: 'Satt ved døren' } } : {}),
    ...more,
  };
}
