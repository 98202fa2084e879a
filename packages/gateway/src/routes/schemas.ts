import { MAX_LINES, MAX_QUANTITY } from '@vitrine/contract';
import * as v from 'valibot';
import { serverOwned } from './body.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const name = text(100);
const line = text(200);

const limit = (most: number) =>
  v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.transform((wanted) => Math.min(wanted, most)),
    ),
  );

export const Context = v.object({
  address_country: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'Expected ISO 3166-1 alpha-2'))),
  address_region: v.optional(name),
  postal_code: v.optional(text(20)),
  language: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/, 'Expected a BCP 47 tag'))),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Expected ISO 4217'))),
  intent: v.optional(text(500)),
});

const Address = {
  first_name: v.optional(name),
  last_name: v.optional(name),
  street_address: v.optional(line),
  extended_address: v.optional(line),
  postal_code: v.optional(text(20)),
  address_locality: v.optional(name),
  address_region: v.optional(name),
  address_country: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'Expected ISO 3166-1 alpha-2'), v.toUpperCase())),
  phone_number: v.optional(text(40)),
};

const Consent = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9_-]+)+$/, 'Expected a reverse domain name')),
  v.object({ granted: v.boolean(), source: v.optional(v.picklist(['platform', 'business'])) }),
);

export const Buyer = v.object({
  first_name: v.optional(name),
  last_name: v.optional(name),
  email: v.optional(text(254)),
  phone_number: v.optional(text(40)),
  consent: v.optional(v.pipe(Consent, v.maxEntries(20))),
});

const Line = v.object({
  id: v.optional(text(100)),
  item: v.object({ id: v.pipe(text(100), v.minLength(1)), title: serverOwned, price: serverOwned, image_url: serverOwned }),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
  totals: serverOwned,
});

const Lines = v.pipe(v.array(Line), v.maxLength(MAX_LINES));

const Discounts = v.object({ codes: v.optional(v.pipe(v.array(text(50)), v.maxLength(5))), applied: serverOwned });

/** Members of a cart or checkout that a page reads and never writes. */
const owned = {
  ucp: serverOwned,
  status: serverOwned,
  currency: serverOwned,
  totals: serverOwned,
  messages: serverOwned,
  links: serverOwned,
  actions: serverOwned,
  expires_at: serverOwned,
  continue_url: serverOwned,
  order: serverOwned,
};

export const CartBody = v.object({
  line_items: Lines,
  buyer: v.optional(Buyer),
  context: v.optional(Context),
  discounts: v.optional(Discounts),
  ...owned,
});

const Fulfillment = v.object({
  methods: v.pipe(
    v.array(
      v.object({
        id: v.optional(text(100)),
        type: v.optional(v.literal('shipping'), 'shipping'),
        line_item_ids: v.optional(v.array(text(100))),
        destinations: v.optional(
          v.pipe(
            v.array(v.object({ id: v.optional(text(100)), type: v.optional(v.literal('shipping_address')), ...Address })),
            v.maxLength(5),
          ),
        ),
        selected_destination_id: v.optional(v.nullable(text(100))),
        groups: v.optional(
          v.pipe(
            v.array(
              v.object({
                id: v.optional(text(100)),
                selected_option_id: v.optional(v.nullable(text(300))),
                options: serverOwned,
              }),
            ),
            v.maxLength(5),
          ),
        ),
      }),
    ),
    v.maxLength(1),
  ),
  'dev.vitrine.delivery': serverOwned,
});

const checkoutMembers = {
  buyer: v.optional(Buyer),
  context: v.optional(Context),
  fulfillment: v.optional(Fulfillment),
  discounts: v.optional(Discounts),
  ...owned,
};

export const CheckoutCreateBody = v.object({ cart_id: v.optional(text(200)), line_items: v.optional(Lines), ...checkoutMembers });

export const CheckoutUpdateBody = v.object({ line_items: Lines, ...checkoutMembers });

const Instrument = v.object({
  id: v.pipe(text(200), v.minLength(1)),
  handler_id: text(200),
  type: text(50),
  selected: v.optional(v.boolean()),
  billing_address: v.optional(v.object(Address)),
  credential: v.optional(v.object({ type: text(100), token: v.pipe(text(500), v.minLength(1)) })),
  display: v.optional(
    v.object({
      brand: v.optional(text(40)),
      last_digits: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'Expected the last four digits, and no more'))),
      expiry_month: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
      expiry_year: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2200))),
    }),
  ),
});

export const CompleteBody = v.object({
  payment: v.object({ instruments: v.pipe(v.array(Instrument), v.minLength(1), v.maxLength(5)) }),
  buyer: v.optional(Buyer),
  'dev.vitrine.agreed_total': v.nullish(v.pipe(v.number(), v.integer())),
  ...owned,
});

export const NoBody = v.object({});

const ids = (most: number) =>
  v.optional(
    v.pipe(
      v.array(text(100)),
      v.transform((list) => list.slice(0, most)),
    ),
  );

export const SearchBody = v.pipe(
  v.object({
    query: v.optional(text(200)),
    context: v.optional(Context),
    filters: v.optional(
      v.object({
        categories: v.optional(v.pipe(v.array(text(200)), v.maxLength(50))),
        price: v.optional(
          v.object({
            min: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
            max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
          }),
        ),
      }),
    ),
    pagination: v.optional(v.object({ cursor: v.optional(text(40)), limit: limit(60) })),
  }),
  v.check(({ query, filters }) => query !== undefined || filters !== undefined, 'Expected a query or filters'),
);

export const LookupBody = v.object({
  ids: v.pipe(v.array(text(200)), v.minLength(1), v.maxLength(100)),
  context: v.optional(Context),
});

export const ProductBody = v.object({
  id: v.pipe(text(200), v.minLength(1)),
  selected: v.optional(v.pipe(v.array(v.object({ name: text(100), label: text(100) })), v.maxLength(10))),
  preferences: v.optional(v.pipe(v.array(text(100)), v.maxLength(10))),
  context: v.optional(Context),
});

export const ShowcaseBody = v.object({
  placement: v.pipe(text(100), v.minLength(1)),
  limit: limit(50),
  category: v.optional(text(200)),
  context: v.optional(Context),
  profile: v.optional(v.object({ viewed: ids(50), searched: ids(20), cart: ids(50), bought: ids(100) })),
});

export const SuggestBody = v.object({ query: text(200), limit: limit(20), context: v.optional(Context) });

export const OffersBody = v.object({ cart_id: text(200), limit: limit(10) });

export const AddressBody = v.object({
  query: text(200),
  address_country: v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'Expected ISO 3166-1 alpha-2'), v.toUpperCase()),
  limit: limit(20),
});
