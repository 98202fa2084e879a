import type { UcpEnvelope } from './ucp.ts';

/** Source: UCP `postal_address.json` (schema.org words). */
export interface PostalAddress {
  first_name?: string;
  last_name?: string;
  street_address?: string;
  extended_address?: string;
  postal_code?: string;
  address_locality?: string;
  address_region?: string;
  /** ISO 3166-1 alpha-2. */
  address_country?: string;
  phone_number?: string;
}

/** WGS 84, degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

/** One address of the register that fits what has been typed. */
export interface AddressSuggestion {
  id: string;
  /** First line, as a reader expects it: `Bryggegata 12B`. */
  label: string;
  /** Second line: `5003 Bergen`. */
  detail: string;
  address: PostalAddress;
  position?: Position;
}

/** `POST /addresses/suggest`, of extension `dev.vitrine.address`. */
export interface AddressSuggestRequest {
  query: string;
  address_country: string;
  limit?: number;
}

export interface AddressSuggestResponse {
  ucp: UcpEnvelope;
  suggestions: AddressSuggestion[];
}
