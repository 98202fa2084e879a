import type { AddressSuggestion, Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { AddressPort } from '../../ports.ts';
import { inProperCase } from '../letter-case.ts';
import { createUpstream } from '../upstream.ts';

export interface KartverketOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
}

/** The register asks for no more than this at a time, and people read no more. */
const MOST_HITS = 20;

const Hits = v.object({
  adresser: v.array(
    v.object({
      adressetekst: v.string(),
      postnummer: v.nullish(v.string()),
      poststed: v.nullish(v.string()),
      kommunenummer: v.nullish(v.string()),
      adressekode: v.nullish(v.number()),
      representasjonspunkt: v.nullish(v.object({ lat: v.number(), lon: v.number() })),
    }),
  ),
});

type Hit = v.InferOutput<typeof Hits>['adresser'][number];

/** Addresses without a postal code are no place to send a parcel to. */
function toSuggestion({
  adressetekst: street,
  postnummer,
  poststed,
  kommunenummer,
  representasjonspunkt: point,
}: Hit): AddressSuggestion[] {
  if (!postnummer || !poststed) return [];
  const city = inProperCase(poststed);
  return [
    {
      id: [kommunenummer ?? '', postnummer, street].join('/'),
      label: street,
      detail: `${postnummer} ${city}`,
      address: { street_address: street, postal_code: postnummer, address_locality: city, address_country: 'NO' },
      ...(point ? { position: { latitude: point.lat, longitude: point.lon } } : {}),
    },
  ];
}

/**
 * Kartverket's open register of Norwegian addresses, without a key. Positions are EPSG:4258, which in Norway is WGS 84
 * within a metre. Source: `GET /adresser/v1/sok` of ws.geonorge.no.
 *
 * @throws {Fault} `unavailable` when the register is silent: the shopper then types on without help.
 */
export function createKartverket({ baseUrl, fetch, clock }: KartverketOptions): AddressPort {
  const upstream = createUpstream({ name: 'address', baseUrl, fetch, clock });
  return {
    async suggest({ text, country, limit }, { signal } = {}) {
      const wanted = text.trim().replace(/\s+/g, ' ');
      if (country !== 'NO' || wanted === '') return [];
      const { adresser } = await upstream.ask('/adresser/v1/sok', {
        query: { sok: wanted, fuzzy: true, utkoordsys: 4258, treffPerSide: Math.max(1, Math.min(limit, MOST_HITS)), side: 0 },
        answer: Hits,
        deadlineMs: 2_500,
        signal,
      });
      return adresser.flatMap(toSuggestion).slice(0, limit);
    },
  };
}
