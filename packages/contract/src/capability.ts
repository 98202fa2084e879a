/** Names of the standard capabilities that the gateway offers. */
export const CAPABILITY = {
  catalogSearch: 'dev.ucp.shopping.catalog.search',
  catalogLookup: 'dev.ucp.shopping.catalog.lookup',
  cart: 'dev.ucp.shopping.cart',
  checkout: 'dev.ucp.shopping.checkout',
  fulfillment: 'dev.ucp.shopping.fulfillment',
  discount: 'dev.ucp.shopping.discount',
  buyerConsent: 'dev.ucp.shopping.buyer_consent',
  paymentAuthentication: 'dev.ucp.shopping.payment_authentication',
  order: 'dev.ucp.shopping.order',
} as const;
