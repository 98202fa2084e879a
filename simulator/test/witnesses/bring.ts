import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Witness } from '../../src/kernel/witness.ts';
import { specsFolder } from '../contracts.ts';
import { RecordedShapes } from '../learned-shape.ts';

/** Operations of Bring's API with a documented example, by what stands in the path. */
const OPERATIONS: readonly { name: string; pattern: RegExp; folder: string; answers: RegExp; requests?: RegExp }[] = [
  {
    name: 'products',
    pattern: /^\/shippingguide\/api\/v2\/products$/,
    folder: 'shipping-guide-2',
    answers: /response/,
    requests: /request/,
  },
  { name: 'points', pattern: /^\/pickuppoint\//, folder: 'pickup-point', answers: /^(by_|filter_)/ },
  {
    name: 'book',
    pattern: /^\/booking\/api\/booking$/,
    folder: 'booking',
    answers: /^(successfulResponse|errors)/,
    requests: /^(?!successfulResponse|errors|customers|pickuporder)/,
  },
  {
    name: 'subscribe',
    pattern: /^\/event-cast\/api\/v1\/webhooks$/,
    folder: 'event-cast',
    answers: /^webhook-request\.json$/,
    requests: /^create-webhook-request/,
  },
  { name: 'track', pattern: /^\/tracking\/api\/v2\//, folder: 'tracking', answers: /^(?!service_unavailable)/ },
];

function learn(specs: string): Witness {
  const shapes = new RecordedShapes();
  for (const { name, folder, answers, requests } of OPERATIONS) {
    const within = join(specs, 'bring', folder, 'examples');
    for (const file of readdirSync(within).filter((one) => one.endsWith('.json'))) {
      const read: unknown = JSON.parse(readFileSync(join(within, file), 'utf8'));
      if (answers.test(file)) shapes.learn(name, read);
      if (requests?.test(file)) shapes.learn(`${name} request`, read);
    }
  }
  // Examples write ids as numbers; the prose takes either.
  shapes.learn('products request', { consignments: [{ id: '1', packages: [{ id: '1' }] }] });
  return ({ path, status, requestText, responseText }) => {
    const operation = OPERATIONS.find(({ pattern }) => pattern.test(path));
    // Refusals of the shipping guide and of pickup points have no example.
    if (!operation || !responseText || (status >= 400 && operation.name !== 'book')) return [];
    const asked =
      status < 400 && requestText && operation.requests
        ? shapes.judge(`${operation.name} request`, JSON.parse(requestText), true)
        : [];
    return [
      ...asked.map((complaint) => `request ${complaint}`),
      ...shapes.judge(operation.name, withoutRefused(JSON.parse(responseText))),
    ];
  };
}

interface Guide {
  consignments?: { products?: { errors?: unknown }[] }[];
}

/** A service that cannot be had carries `errors` in place of a price; no example shows one. */
function withoutRefused(body: unknown): unknown {
  const { consignments } = body as Guide;
  if (!Array.isArray(consignments) || !consignments.some(({ products }) => products)) return body;
  return {
    ...(body as Guide),
    consignments: consignments.map((one) => ({ ...one, products: one.products?.filter(({ errors }) => !errors) })),
  };
}

const specs = specsFolder();

/** Every answer has the members and kinds of Bring's documented examples, and requests name nothing that they do not. */
export const witness: Witness | undefined = specs === undefined ? undefined : learn(specs);
