import type { Exchange, Witness } from '../../src/kernel/witness.ts';
import { openApiContract, specsFolder, type OpenApiContract } from '../contracts.ts';

const HEADERS = ['authorization', 'ocp-apim-subscription-key', 'merchant-serial-number'];
const REFERENCE = /^\/epayment\/v1\/(?:test\/)?payments\/[^/]+/;

let contract: OpenApiContract | undefined;

/**
 * Vipps MobilePay's ePayment document of late 2023. Read with three pinches of salt: `customer` is a oneOf whose branches
 * overlap (as anyOf, as the vendor's own client has it); an event in the log is said to need `paymentAction`, which no
 * schema describes and the vendor's client does not know (it is called `name`); and references have grown from 50 to 64
 * characters since. The gate in front of the API refuses in its own words, `statusCode` and `message`.
 */
const judge: Witness = (exchange) => {
  const { method, path, status, requestText } = exchange;
  if (!path.startsWith('/epayment/')) return [];
  contract ??= openApiContract('vipps-mobilepay/epayment.v1.bundled.json', { oneOf: 'any' });
  const body: unknown = exchange.responseText ? JSON.parse(exchange.responseText) : undefined;
  if (status === 401) return gate(body);
  if (status >= 400) {
    const isKnown = contract.response(method, path, 200, undefined)[0] !== `no operation ${method} ${path}`;
    return isKnown ? contract.response('POST', '/epayment/v1/payments', 400, body) : gate(body);
  }
  const asked = missingHeaders(exchange);
  // Not every operation describes a body, and the vendor's client sends none where none is needed.
  const sent = requestText
    ? contract.request(method, path, exchange.requestHeaders.get('content-type') ?? '', requestText).map((one) => `sent: ${one}`)
    : [];
  if (path.endsWith('/approve')) return [...asked, ...sent];
  return [...asked, ...sent, ...contract.response(method, path, status, eventsAsDescribed(path, body))];
};

export const witness: Witness | undefined = specsFolder() ? judge : undefined;

function missingHeaders({ method, path, requestHeaders }: Exchange): string[] {
  const command = method === 'POST' && !path.includes('/test/');
  const wanted = command ? [...HEADERS, 'idempotency-key'] : HEADERS;
  const missing = wanted.filter((name) => !requestHeaders.get(name)).map((name) => `asked without the header ${name}`);
  const long =
    command && (requestHeaders.get('idempotency-key') ?? '').length > 50 ? ['asked with too long an Idempotency-Key'] : [];
  const reference = REFERENCE.exec(path)?.[0].split('/').at(-1);
  const odd = reference && !/^[a-zA-Z0-9-]{8,64}$/.test(reference) ? [`asked with a reference that is none: ${reference}`] : [];
  return [...missing, ...long, ...odd];
}

const gate = (body: unknown): string[] => {
  const { statusCode, message } = (body ?? {}) as { statusCode?: unknown; message?: unknown };
  return typeof statusCode === 'number' && typeof message === 'string' ? [] : ['the gate refuses without statusCode and message'];
};

function eventsAsDescribed(path: string, body: unknown): unknown {
  if (!path.endsWith('/events') || !Array.isArray(body)) return body;
  return body.map((event: { name?: string }) => ({ ...event, paymentAction: event.name }));
}
