/** Accounts of the shop *Kniv & Fjøl* in the simulated world. Magic, public, and worth nothing elsewhere. */
export const KEYS = {
  store: 'pk_vitrine_knivogfjol',
  tripletex: {
    consumerToken: 'vitrine-consumer-token',
    employeeToken: 'vitrine-employee-token',
    webhookSecret: 'vitrine-erp-webhook-secret',
  },
  stripe: {
    secretKey: 'sk_test_vitrine',
    publishableKey: 'pk_test_vitrine',
    webhookSecret: 'whsec_vitrineStripeWebhookSecret0001',
  },
  bring: {
    uid: 'post@knivogfjol.example',
    key: 'vitrine-bring-key',
    customerNumber: 'PARCELS_NORWAY-10040123456',
    webhookSecret: 'vitrine-bring-webhook-secret',
  },
  courier: { key: 'vitrine-courier-key', webhookSecret: 'whsec_Y291cmllci12aXRyaW5lLXNlY3JldC0wMDAx' },
  warehouse: { key: 'vitrine-warehouse-key', webhookSecret: 'whsec_d2FyZWhvdXNlLXZpdHJpbmUtc2VjcmV0LTAx' },
  messages: { key: 'vitrine-messages-key', webhookSecret: 'whsec_bWVzc2FnZXMtdml0cmluZS1zZWNyZXQtMDAwMQ==' },
  vipps: {
    clientId: '11111111-2222-4333-8444-555555555555',
    clientSecret: 'vitrine-vipps-secret',
    subscriptionKey: 'vitrine-vipps-subscription',
    merchantSerialNumber: '912345',
    webhookSecret: 'dml0cmluZS12aXBwcy13ZWJob29rLXNlY3JldC0wMQ',
  },
  easypost: { key: 'EZTKvitrine', webhookSecret: 'vitrine-easypost-webhook-secret' },
  reviews: {
    key: 'vitrine-reviews-key',
    proofSecret: 'vitrine-reviews-purchase-proof',
    webhookSecret: 'whsec_cmV2aWV3cy12aXRyaW5lLXNlY3JldC0wMDAx',
  },
  push: {
    subject: 'mailto:post@knivogfjol.example',
    publicKey: 'BFeDv0PTdVvtgZsqXbuWQfnd5stSicWKaiQJhBIXvnISLhDzIR0wO2nGBy4Ggv2REosRnsN_sUMUiCH5Mf3gq40',
    privateKey: 'se9CRnuNQGV8KYR9WEsPotXWW8SmBBpjV420Q_-jgyQ',
  },
  suppliers: { key: 'vitrine-suppliers-key' },
} as const;

/** Where each system really is, or would be. */
export const ORIGINS = {
  tripletex: 'https://tripletex.no',
  stripe: 'https://api.stripe.com',
  bring: 'https://api.bring.com',
  courier: 'https://api.bydelbud.example',
  kartverket: 'https://ws.geonorge.no',
  warehouse: 'https://wms.knivogfjol.example',
  messages: 'https://api.meldingen.example',
  vipps: 'https://apitest.vipps.no',
  easypost: 'https://api.easypost.com',
  reviews: 'https://api.omtaler.example',
  push: 'https://push.nettleser.example',
  suppliers: 'https://edi.grossisten.example',
  gateway: 'https://gateway.knivogfjol.example',
  shop: 'https://knivogfjol.example',
} as const;
