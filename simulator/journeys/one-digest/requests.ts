import type { KEYS } from '../../src/shop/keys.ts';

/** Requests to several systems at their real addresses, as a page's own script would send them, and what came back. */
export async function askAll(
  fetch: typeof globalThis.fetch,
  keys: typeof KEYS,
): Promise<{ status: number; type: string; body: string }[]> {
  const stripe = { authorization: `Bearer ${keys.stripe.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' };
  const bring = { 'X-Mybring-API-Uid': keys.bring.uid, 'X-Mybring-API-Key': keys.bring.key };
  const requests: [string, RequestInit?][] = [
    ['https://api.stripe.com/v1/payment_intents', { method: 'POST', headers: stripe, body: 'amount=12900&currency=nok' }],
    ['https://api.stripe.com/v1/payment_intents/pi_nothing', { headers: stripe }],
    ['https://api.stripe.com/v1/balance_of_nobody', { headers: stripe }],
    ['https://ws.geonorge.no/adresser/v1/sok?sok=strand&fuzzy=true&treffPerSide=3'],
    ['https://api.bring.com/pickuppoint/api/pickuppoint/NO/postalCode/6401.json', { headers: bring }],
    [
      `https://tripletex.no/v2/token/session/:create?consumerToken=${keys.tripletex.consumerToken}&employeeToken=${keys.tripletex.employeeToken}&expirationDate=2026-12-24`,
      { method: 'PUT' },
    ],
  ];
  const answers = [];
  for (const [url, init] of requests) {
    const response = await fetch(url, init);
    answers.push({ status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() });
  }
  return answers;
}
