import { hasSpecs, openApiContract } from '../../../../simulator/test/contracts.ts';

/** Hosts whose vendors publish an OpenAPI document, and what of the path stands before its paths. */
const DOCUMENTS = {
  'tripletex.no': { file: 'tripletex/openapi.trimmed.json', prefix: '/v2', outside: /^\/document\// },
  'api.stripe.com': { file: 'stripe/openapi.2023-08-16.trimmed.json', prefix: '', outside: /^$/ },
} as const;

/** Listens to a connector's `fetch` and notes every request and answer that is not in the vendor's document. */
export function judge() {
  const contracts = hasSpecs()
    ? new Map(Object.entries(DOCUMENTS).map(([host, { file, ...rest }]) => [host, { ...rest, contract: openApiContract(file) }]))
    : new Map<string, never>();
  const offences: string[] = [];

  const listen =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const { host, pathname, searchParams } = new URL(request.url);
      const judged = contracts.get(host);
      const path = pathname.slice(judged?.prefix.length ?? 0);
      if (!judged || judged.outside.test(path)) return fetch(input, init);
      const { contract } = judged;
      const note = (what: string, found: string[]) =>
        offences.push(...found.map((one) => `${what} ${request.method} ${path}: ${one}`));

      const names = new URLSearchParams([...searchParams].map(([name, value]) => [name.replace(/\[.*$/, ''), value]));
      note('asked', contract.query(request.method, path, names));
      const text = await request.clone().text();
      if (text) note('sent', contract.request(request.method, path, request.headers.get('content-type') ?? '', text));

      const response = await fetch(input, init);
      if (response.ok && response.status !== 204) {
        const body: unknown = await response.clone().json();
        note('answered', contract.response(request.method, path, response.status, body));
      }
      return response;
    };

  return { listen, offences };
}
