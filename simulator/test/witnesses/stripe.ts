import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange, Witness } from '../../src/kernel/witness.ts';
import { openApiContract, specsFolder, type OpenApiContract } from '../contracts.ts';
import { missingShape } from '../same-shape.ts';

/** Came after the version of the document, and is taken by the simulator as well. */
const NEWER_PARAMETERS = ['allowed_payment_method_types'];

let contract: OpenApiContract | undefined;
let fixtures: Record<string, unknown> | undefined;

/**
 * Stripe's document of 2023-08-16, trimmed to what a shop uses. What was trimmed away and is played all the same is held
 * to its schema by way of a list or a single object that the document kept, disputes to Stripe's own fixture.
 */
const judge: Witness = (exchange) => {
  const { method, path, status } = exchange;
  // Card fields and the bank's page are no part of the API.
  if (!path.startsWith('/v1/')) return [];
  contract ??= openApiContract('stripe/openapi.2023-08-16.trimmed.json');
  const body: unknown = exchange.responseText === undefined ? undefined : JSON.parse(exchange.responseText);
  // Every operation refuses in one envelope, also where there is no operation.
  if (status >= 400 && status !== 402) return contract.response('GET', '/v1/events', status, body);
  const answer = collapsed(body, expansions(exchange));
  const asked = lessNews(exchange);
  const trimmed = TRIMMED.find(({ pattern }) => pattern.test(path));
  if (trimmed) return trimmed.judge(contract, answer, method);
  return [
    ...contract.query(method, path, queryNames(exchange.query)).map((complaint) => `asked: ${complaint}`),
    ...(asked
      ? contract.request(method, path, exchange.requestHeaders.get('content-type') ?? '', asked).map((one) => `sent: ${one}`)
      : []),
    ...contract.response(method, path, status, answer),
  ];
};

export const witness: Witness | undefined = specsFolder() ? judge : undefined;

const inList = (url: string) => (known: OpenApiContract, body: unknown, method: string) =>
  method === 'DELETE' ? [] : known.response('GET', url, 200, { object: 'list', data: [body], has_more: false, url });

const members = (body: unknown): unknown[] => (body as { data?: unknown[] }).data ?? [];

/** Paths that were trimmed from the document, and what stands in for them. */
const TRIMMED: { pattern: RegExp; judge: (known: OpenApiContract, body: unknown, method: string) => string[] }[] = [
  {
    pattern: /^\/v1\/charges$/,
    judge: (known, body) => members(body).flatMap((one) => known.response('GET', '/v1/charges/ch_1', 200, one)),
  },
  { pattern: /^\/v1\/payment_methods\/[^/]+(\/(attach|detach))?$/, judge: inList('/v1/payment_methods') },
  { pattern: /^\/v1\/customers\/[^/]+$/, judge: inList('/v1/customers') },
  { pattern: /^\/v1\/disputes$/, judge: (_, body) => members(body).flatMap(likeTheFixture) },
  { pattern: /^\/v1\/disputes\/[^/]+(\/close)?$/, judge: (_, body) => likeTheFixture(body) },
];

function likeTheFixture(dispute: unknown): string[] {
  fixtures ??= (
    JSON.parse(readFileSync(join(specsFolder()!, 'stripe/fixtures3.json'), 'utf8')) as { resources: Record<string, unknown> }
  ).resources;
  // Most disputes are eligible for nothing, and the fixture's list has one entry.
  return missingShape({ ...(fixtures['dispute'] as object), enhanced_eligibility_types: [] }, dispute);
}

/** `created[gte]` is the parameter `created`. */
const queryNames = (query: URLSearchParams) =>
  new URLSearchParams([...query].map(([name, value]) => [name.replace(/\[.*$/, ''), value]));

function lessNews({ requestText }: Exchange): string {
  const form = new URLSearchParams(requestText);
  const kept = [...form].filter(([name]) => !NEWER_PARAMETERS.some((newer) => name.startsWith(newer)));
  return kept.length === [...form].length ? requestText : new URLSearchParams(kept).toString();
}

function expansions({ query, requestText }: Exchange): string[] {
  const named = (params: URLSearchParams) => [...params].filter(([name]) => /^expand\b/.test(name)).map(([, value]) => value);
  return [...named(query), ...named(new URLSearchParams(requestText))];
}

/** The document knows expandable fields as ids only; an expanded one becomes its id again. */
const collapsed = (body: unknown, paths: readonly string[]): unknown =>
  paths.reduce((whole, path) => collapse(whole, path.split('.')), body);

function collapse(node: unknown, [step, ...rest]: string[]): unknown {
  if (step === undefined || typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((member) => collapse(member, [step, ...rest]));
  const group = node as Record<string, unknown>;
  const inner = group[step];
  if (Array.isArray(inner)) return { ...group, [step]: inner.map((member) => collapse(member, rest)) };
  if (typeof inner === 'object' && inner !== null && 'id' in inner) return { ...group, [step]: inner.id };
  return node;
}
