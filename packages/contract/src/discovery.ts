import type { PaymentHandlerDeclaration, UcpEntity } from './ucp.ts';

/** `GET /.well-known/ucp`. Source: UCP `profile.json`, `business_schema`. */
export interface BusinessProfile {
  ucp: {
    version: string;
    services: Record<string, (UcpEntity & { transport: 'rest'; endpoint: string })[]>;
    capabilities: Record<string, UcpEntity[]>;
    payment_handlers: Record<string, PaymentHandlerDeclaration[]>;
  };
  /** What the widgets show of the shop before anything is bought. */
  'dev.vitrine.shop'?: { name: string; currency: string; country: string; terms_url?: string; privacy_url?: string };
}
