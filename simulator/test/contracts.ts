import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import qs from 'qs';

/** Published contracts, which live beside the repository and not in it. Undefined where they are absent: then tests that need them skip. */
export function specsFolder(): string | undefined {
  const folder = resolve(import.meta.dirname, '../../../shared/specs');
  return existsSync(folder) ? folder : undefined;
}

/** Says why a test is skipped. @returns whether contracts are there. */
export function hasSpecs(): boolean {
  const found = specsFolder() !== undefined;
  if (!found) console.warn('Skipped: no published contracts at ../shared/specs beside the repository.');
  return found;
}

export interface OpenApiContract {
  /** What is wrong with a request's body; empty when nothing is. `path` has no origin, no server prefix and no query. */
  request(method: string, path: string, contentType: string, body: string): string[];
  /** What is wrong with an answer's body. */
  response(method: string, path: string, status: number, body: unknown): string[];
  /** Query parameters that the contract does not know for this operation, and required ones that are missing. */
  query(method: string, path: string, query: URLSearchParams): string[];
}

interface Operation {
  method: string;
  path: string;
  pattern: RegExp;
  literal: boolean;
  parameters: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

/**
 * A vendor's own OpenAPI 3.0 document as the judge of what is sent and answered.
 *
 * @param file Below {@link specsFolder}, such as `tripletex/openapi.trimmed.json`.
 * @param options `oneOf: 'any'` reads oneOf as anyOf, for documents whose branches overlap. `closed` refuses members that
 *   the document does not name, for documents that require none and would accept anything.
 */
export function openApiContract(file: string, options: { oneOf?: 'any'; closed?: boolean } = {}): OpenApiContract {
  const folder = specsFolder();
  if (!folder) throw new Error('Published contracts are absent; ask hasSpecs() first.');
  const document = toJsonSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')), {
    loose: options.oneOf === 'any',
    closed: options.closed ?? false,
  }) as {
    paths: Record<string, Record<string, Omit<Operation, 'method' | 'path' | 'pattern' | 'literal'>>>;
    components?: unknown;
  };
  const json = judge(document.components, false);
  const form = judge(document.components, 'array');
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'put', 'post', 'delete', 'patch'].includes(method))
      .map(([method, operation]): Operation => {
        const pattern = new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
        return {
          ...operation,
          parameters: operation.parameters ?? [],
          method: method.toUpperCase(),
          path,
          pattern,
          literal: !path.includes('{'),
        };
      }),
  );
  const find = (method: string, path: string) =>
    operations
      .filter((operation) => operation.method === method && operation.pattern.test(decodeURIComponent(path)))
      .sort((a, b) => Number(b.literal) - Number(a.literal))[0];

  return {
    request(method, path, contentType, body) {
      const operation = find(method, path);
      if (!operation) return [`no operation ${method} ${path}`];
      const content = operation.requestBody?.content ?? {};
      const media = Object.keys(content).find((name) => contentType.startsWith(name.split(';')[0]!));
      if (!media) return body ? [`content type ${contentType} is not one of ${Object.keys(content).join(', ')}`] : [];
      const isForm = media.includes('form');
      const data: unknown = isForm ? qs.parse(body, { arrayLimit: 1_000, depth: 20 }) : JSON.parse(body || '{}');
      return (isForm ? form : json)(`request ${method} ${operation.path}`, content[media]!.schema, data);
    },
    response(method, path, status, body) {
      const operation = find(method, path);
      if (!operation) return [`no operation ${method} ${path}`];
      const response = operation.responses[status] ?? operation.responses['default'];
      if (!response) return [`status ${status} is not documented`];
      const schema = response.content?.['application/json']?.schema ?? Object.values(response.content ?? {})[0]?.schema;
      return schema ? json(`response ${method} ${operation.path} ${status}`, schema, body) : [];
    },
    query(method, path, query) {
      const operation = find(method, path);
      if (!operation) return [`no operation ${method} ${path}`];
      const known = operation.parameters.filter((parameter) => parameter.in === 'query');
      const unknown = [...query.keys()].filter((name) => !known.some((parameter) => parameter.name === name));
      const missing = known.filter(({ name, required }) => required && !query.has(name));
      return [...unknown.map((name) => `unknown parameter ${name}`), ...missing.map(({ name }) => `missing parameter ${name}`)];
    },
  };
}

type Judge = (key: string, schema: unknown, data: unknown) => string[];

function judge(components: unknown, coerceTypes: boolean | 'array'): Judge {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, validateFormats: false, unicodeRegExp: false });
  ajv.addSchema({ $id: 'doc', components: components ?? {} });
  const compiled = new Map<string, ValidateFunction>();
  return (key, schema, data) => {
    let validate = compiled.get(key);
    if (!validate) {
      validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')));
      compiled.set(key, validate);
    }
    if (validate(data)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  };
}

/** OpenAPI 3.0 spells null and exclusive limits in its own way. */
function toJsonSchema(node: unknown, reading: { loose: boolean; closed: boolean }): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, reading));
  if (!node || typeof node !== 'object') return node;
  const schema: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node))
    schema[reading.loose && key === 'oneOf' ? 'anyOf' : key] = toJsonSchema(value, reading);
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    if (schema[exclusive]) {
      schema[exclusive] = schema[limit];
      delete schema[limit];
    } else delete schema[exclusive];
  }
  if (reading.closed && schema['type'] === 'object' && schema['properties']) schema['additionalProperties'] ??= false;
  if (schema['nullable'] !== true) return schema;
  delete schema['nullable'];
  return { anyOf: [{ type: 'null' }, schema] };
}
