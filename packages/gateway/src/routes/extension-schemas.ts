import { NOTIFICATION_CHANNELS, NOTIFICATION_STAGES, VITRINE_VERSION } from '@vitrine/contract';

type Schema = Record<string, unknown>;

const string = { type: 'string' };
const integer = { type: 'integer' };
const time = { type: 'string', format: 'date-time' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (required: string[], properties: Schema): Schema => ({ type: 'object', required, properties });
const ucp = (path: string): Schema => ({ $ref: `https://ucp.dev/schemas/${path}` });

const envelope = ucp('ucp.json#/$defs/success');
const product = ucp('shopping/types/product.json');
const context = ucp('common/types/context.json');
const address = ucp('common/types/postal_address.json');
const position = object(['latitude', 'longitude'], {
  latitude: { type: 'number', minimum: -90, maximum: 90 },
  longitude: { type: 'number', minimum: -180, maximum: 180 },
});
const window = object(['from', 'to'], { from: time, to: time });
const limit = { type: 'integer', minimum: 1 };

const reason = {
  oneOf: [
    object(['code', 'buyers'], { code: { const: 'popular' }, buyers: integer }),
    object(['code', 'title', 'buyers', 'of'], { code: { const: 'bought_with' }, title: string, buyers: integer, of: integer }),
    object(['code'], { code: { const: 'viewed' } }),
    object(['code', 'query'], { code: { const: 'searched' }, query: string }),
    object(['code'], { code: { const: 'new' } }),
  ],
};

const chapter = {
  enum: ['ordered', 'paid', 'picked', 'packed', 'labelled', 'handed_over', 'in_transit', 'out_for_delivery', 'delivered'],
};

const point = object(['id', 'name', 'address', 'position', 'opening_hours'], {
  id: string,
  name: string,
  address,
  position,
  opening_hours: list(string),
  distance_metres: { type: 'number', minimum: 0 },
});

const stars = { type: 'integer', minimum: 1, maximum: 5 };
const count = { type: 'integer', minimum: 0 };
const channels = { type: 'array', items: { enum: NOTIFICATION_CHANNELS }, uniqueItems: true };
const stages = (required: readonly string[]): Schema =>
  object([...required], Object.fromEntries(NOTIFICATION_STAGES.map((stage) => [stage, channels])));

/** JSON Schemas of our extensions by file name, as `/schemas/{name}.json` serves them. Each has `request` and `response`. */
export const EXTENSION_SCHEMAS: Readonly<Record<string, Schema>> = {
  showcase: {
    request: object(['placement'], {
      placement: string,
      limit,
      category: string,
      context,
      profile: object([], { viewed: list(string), searched: list(string), cart: list(string), bought: list(string) }),
    }),
    response: object(['ucp', 'placement', 'source', 'items'], {
      ucp: envelope,
      placement: string,
      source: { enum: ['personal', 'popular'] },
      items: list(object(['product', 'reason'], { product, reason })),
    }),
  },
  suggest: {
    request: object(['query'], { query: string, limit, context }),
    response: object(['ucp', 'completions', 'products'], {
      ucp: envelope,
      completions: list(object(['query', 'count'], { query: string, count: { type: 'integer', minimum: 1 } })),
      products: list(product),
    }),
  },
  offers: {
    request: object(['cart_id'], { cart_id: string, limit }),
    response: object(['ucp', 'offers'], {
      ucp: envelope,
      offers: list(
        object(['id', 'product', 'bought_together'], {
          id: string,
          product,
          bought_together: object(['title', 'buyers', 'of'], {
            title: string,
            buyers: { type: 'integer', minimum: 1 },
            of: { type: 'integer', minimum: 1 },
          }),
          arithmetic: object(['price', 'saves_delivery', 'pays_more'], {
            price: integer,
            saves_delivery: integer,
            pays_more: integer,
          }),
        }),
      ),
      free_delivery: object(['threshold', 'missing'], {
        threshold: { type: 'integer', minimum: 0 },
        missing: { type: 'integer', minimum: 0 },
      }),
    }),
  },
  address: {
    request: object(['query', 'address_country'], {
      query: string,
      address_country: { type: 'string', pattern: '^[A-Za-z]{2}$' },
      limit,
    }),
    response: object(['ucp', 'suggestions'], {
      ucp: envelope,
      suggestions: list(
        object(['id', 'label', 'detail', 'address'], { id: string, label: string, detail: string, address, position }),
      ),
    }),
  },
  delivery: {
    option: object(['carrier_id', 'kind', 'arrives', 'expires'], {
      carrier_id: string,
      kind: { enum: ['home', 'mailbox', 'pickup_point', 'locker', 'express_courier'] },
      arrives: window,
      cut_off: time,
      expires: time,
      co2_grams: { type: 'number', minimum: 0 },
      point,
    }),
    fulfillment: object(['silent_carriers'], {
      silent_carriers: list(object(['carrier_id', 'name'], { carrier_id: string, name: string })),
    }),
  },
  reviews: {
    response: object(['ucp', 'product_id', 'reviews', 'pagination', 'provenance'], {
      ucp: envelope,
      product_id: string,
      summary: object(['average', 'count', 'histogram'], {
        average: { type: 'number', minimum: 0, maximum: 5 },
        count,
        histogram: object(['1', '2', '3', '4', '5'], { 1: count, 2: count, 3: count, 4: count, 5: count }),
      }),
      reviews: list(
        object(['id', 'sku', 'stars', 'text', 'author', 'language', 'verified_purchase', 'published_at', 'helpful'], {
          id: string,
          sku: string,
          stars,
          title: string,
          text: string,
          author: string,
          language: string,
          verified_purchase: { type: 'boolean' },
          published_at: time,
          helpful: count,
        }),
      ),
      pagination: object(['has_next_page', 'total_count'], {
        has_next_page: { type: 'boolean' },
        cursor: string,
        total_count: count,
      }),
      provenance: object(['verified_purchases_only'], { verified_purchases_only: { type: 'boolean' } }),
    }),
    draft: object(['sku', 'stars', 'text'], { sku: string, stars, title: string, text: string, author: string }),
    written: object(['ucp', 'review_id', 'sku', 'state'], {
      ucp: envelope,
      review_id: string,
      sku: string,
      state: { const: 'pending' },
    }),
    order: object(['ucp', 'items'], {
      ucp: envelope,
      items: list(
        object(['sku', 'title', 'state'], {
          sku: string,
          title: string,
          state: { enum: ['later', 'open', 'pending', 'published'] },
          review_id: string,
          stars,
        }),
      ),
    }),
  },
  notifications: {
    request: object(['stages'], { stages: stages([]) }),
    response: object(['ucp', 'channels', 'stages', 'quiet_hours', 'subscriptions'], {
      ucp: envelope,
      channels: list(
        object(['channel', 'reachable'], {
          channel: { enum: NOTIFICATION_CHANNELS },
          reachable: { type: 'boolean' },
          to: string,
          failed: string,
        }),
      ),
      stages: stages(NOTIFICATION_STAGES),
      quiet_hours: object(['from', 'until', 'time_zone'], { from: string, until: string, time_zone: string }),
      subscriptions: list(object(['id'], { id: string })),
    }),
    subscription: object(['endpoint', 'keys'], {
      endpoint: { type: 'string', format: 'uri' },
      keys: object(['p256dh', 'auth'], { p256dh: string, auth: string }),
    }),
    config: object(['channels'], { channels, vapid_public_key: string }),
  },
  tracking: {
    response: object(['ucp', 'order_id', 'version', 'chapter', 'events', 'now'], {
      ucp: envelope,
      order_id: string,
      label: string,
      version: { type: 'integer', minimum: 1 },
      chapter,
      events: list(
        object(['id', 'chapter', 'occurred_at', 'code'], {
          id: string,
          chapter,
          occurred_at: time,
          code: {
            enum: [
              'ordered',
              'paid',
              'picking',
              'picked',
              'packed',
              'labelled',
              'handed_over',
              'hub',
              'ready_for_pickup',
              'out_for_delivery',
              'nearby',
              'delivered',
              'exception',
            ],
          },
          place: string,
          by: string,
          note: string,
        }),
      ),
      carrier: object(['id', 'name'], { id: string, name: string, tracking_number: string, tracking_url: string }),
      arrives: window,
      destination: position,
      route: list(position),
      vehicle: object(['position', 'at', 'metres_left', 'stops_before'], {
        position,
        at: time,
        heading: { type: 'number' },
        metres_left: { type: 'number' },
        stops_before: integer,
      }),
      proof: object(['at', 'kind'], { at: time, kind: { enum: ['photo', 'signature', 'pin', 'door'] }, note: string, position }),
      now: time,
    }),
  },
};

/** One schema document with its own address. */
export const schemaDocument = (publicUrl: string, name: string): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${publicUrl}/schemas/${name}.json`,
  title: `dev.vitrine.${name}`,
  version: VITRINE_VERSION,
  $defs: EXTENSION_SCHEMAS[name],
});
