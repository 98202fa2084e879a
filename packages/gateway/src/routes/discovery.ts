import { CAPABILITY, EXTENSION, UCP_VERSION, VITRINE_VERSION, type BusinessProfile, type UcpEntity } from '@vitrine/contract';
import type { Hono } from 'hono';
import type { Room } from '../flows/room.ts';
import { ok } from './answers.ts';
import { answer } from './carts.ts';
import { handlers } from './checkout-answer.ts';
import type { Env } from './door.ts';
import { EXTENSION_SCHEMAS, schemaDocument } from './extension-schemas.ts';
import { notificationConfig } from './notifications.ts';
import { Refusal } from './problems.ts';

const UCP_SITE = `https://ucp.dev/${UCP_VERSION}`;

const standard = (page: string, schema: string, parents?: string | string[]): UcpEntity[] => [
  {
    version: UCP_VERSION,
    spec: `${UCP_SITE}/specification/${page}`,
    schema: `${UCP_SITE}/schemas/shopping/${schema}.json`,
    ...(parents ? { extends: parents } : {}),
  },
];

/** `GET /.well-known/ucp`, and the schemas of our extensions. What is not there is not announced. */
export function discoveryRoutes(app: Hono<Env>, room: Room): void {
  app.get('/.well-known/ucp', (c) => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.json(profileOf(room));
  });

  app.get('/schemas/:file', (c) => {
    const name = /^([a-z]+)\.json$/.exec(c.req.param('file'))?.[1];
    if (!name || !Object.hasOwn(EXTENSION_SCHEMAS, name)) throw new Refusal(404, 'schema.unknown', 'There is no such schema.');
    c.header('Cache-Control', 'public, max-age=3600');
    return answer(ok(schemaDocument(room.shop.publicUrl, name)));
  });
}

function profileOf(room: Room): BusinessProfile {
  const { shop } = room;
  const own = (name: string, parents?: string, config?: Record<string, unknown>): UcpEntity[] => [
    {
      version: VITRINE_VERSION,
      schema: `${shop.publicUrl}/schemas/${name}.json`,
      ...(parents ? { extends: parents } : {}),
      ...(config ? { config } : {}),
    },
  ];
  return {
    ucp: {
      version: UCP_VERSION,
      services: {
        'dev.ucp.shopping': [
          {
            version: UCP_VERSION,
            spec: `${UCP_SITE}/specification/overview`,
            schema: `${UCP_SITE}/services/shopping/rest.openapi.json`,
            transport: 'rest',
            endpoint: shop.publicUrl,
          },
        ],
      },
      capabilities: {
        [CAPABILITY.catalogSearch]: standard('shopping/catalog/search', 'catalog_search'),
        [CAPABILITY.catalogLookup]: standard('shopping/catalog/lookup', 'catalog_lookup'),
        [CAPABILITY.cart]: standard('shopping/cart', 'cart'),
        [CAPABILITY.checkout]: standard('shopping/checkout', 'checkout'),
        [CAPABILITY.fulfillment]: standard('fulfillment', 'fulfillment', CAPABILITY.checkout),
        [CAPABILITY.discount]: standard('discount', 'discount', [CAPABILITY.cart, CAPABILITY.checkout]),
        [CAPABILITY.buyerConsent]: standard('buyer-consent', 'buyer_consent', [CAPABILITY.cart, CAPABILITY.checkout]),
        [CAPABILITY.paymentAuthentication]: standard('payment/authentication', 'payment_authentication', CAPABILITY.checkout),
        [CAPABILITY.order]: standard('shopping/order', 'order'),
        [EXTENSION.showcase]: own('showcase'),
        [EXTENSION.suggest]: own('suggest'),
        [EXTENSION.offers]: own('offers', CAPABILITY.cart),
        [EXTENSION.address]: own('address'),
        [EXTENSION.delivery]: own('delivery', CAPABILITY.fulfillment),
        [EXTENSION.tracking]: own('tracking', CAPABILITY.order),
        [EXTENSION.notifications]: own('notifications', CAPABILITY.order, notificationConfig(room)),
        ...(room.reviews ? { [EXTENSION.reviews]: own('reviews') } : {}),
      },
      payment_handlers: handlers(room),
    },
    'dev.vitrine.shop': {
      name: shop.name,
      currency: shop.currency,
      country: shop.country,
      terms_url: shop.termsUrl,
      privacy_url: shop.privacyUrl,
    },
  };
}
