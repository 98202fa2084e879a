import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Carrier, Network } from '../kernel/network.ts';

/** A carrier over a real socket on loopback, for {@link WorldOptions.transport}. */
export interface HttpCarrier {
  carry: Carrier;
  close(): Promise<void>;
}

/**
 * Brings every message between systems through Node's own HTTP: what travels is what a stranger's program would see.
 * The world's clock waits for each, so that a run is the same as in memory, only slower.
 */
export async function openHttpCarrier(fetch: typeof globalThis.fetch): Promise<HttpCarrier> {
  /** Whose messages travel here, each under its number. */
  const networks: Network[] = [];
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      const [, number = '', service = '', path = '/'] = /^\/(\d+)\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
      const from = request.headers.get('x-vitrine-from') ?? 'stranger';
      const answer = networks[Number(number)]?.answer(service, {
        method: request.method,
        path: path + search,
        headers: request.headers,
        text: await request.text(),
        from,
        isRecorded: false,
      });
      return answer ?? new Response(null, { status: 502 });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    async carry(network, service, request) {
      if (!networks.includes(network)) networks.push(network);
      const { pathname, search } = new URL(request.url);
      const body = request.body ? await request.arrayBuffer() : undefined;
      return fetch(`http://127.0.0.1:${port}/${networks.indexOf(network)}/${service}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        ...(body ? { body } : {}),
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
