import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Fault } from '@vitrine/contract';
import type { AddressInfo } from 'node:net';
import type { World } from '../kernel/world.ts';
import { ConnectionBroken } from './connection-broken.ts';
import { answerForSystems } from './simulated-systems.ts';

export interface ServeOptions {
  /** A function where the world may be changed for another while the server runs. */
  world: World | (() => World);
  /** Loopback, unless told otherwise: this is no server for strangers. */
  host?: string;
  /** 0 takes any free port. */
  port: number;
  /** Asked for whatever is no simulated system: the gateway, the shop's page, the control room. */
  extra?: (request: Request) => Promise<Response | undefined>;
}

export interface ServedWorld {
  /** Without a trailing slash, such as `http://127.0.0.1:4400`. */
  url: string;
  port: number;
  /** Resolves when the port is free again; open streams are cut. */
  close(): Promise<void>;
}

/** Where a simulated system is reached on a server. For {@link WorldOptions.publicUrls}. */
export const publicUrlOf = (serverUrl: string, system: string): string => `${serverUrl}/sim/${system}`;

/**
 * Puts the world's systems on a real port, each under `/sim/<name>`, and Stripe under `/v1` too, where Stripe's own
 * clients look for it when they are given a host and a port.
 *
 * @throws {Fault} `unavailable`, `server.port-taken`, when something else listens there.
 */
export async function serveWorld({ world, host = '127.0.0.1', port, extra }: ServeOptions): Promise<ServedWorld> {
  const current = typeof world === 'function' ? world : () => world;
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request: Request, env: unknown) => {
      try {
        return await answerForSystems(current(), request, extra);
      } catch (thrown) {
        if (thrown instanceof ConnectionBroken) {
          (env as HttpBindings).outgoing.destroy();
          return RESPONSE_ALREADY_SENT;
        }
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        return Response.json({ message: `The simulator broke: ${message}` }, { status: 500 });
      }
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new Fault(
          'unavailable',
          'server.port-taken',
          `Port ${port} on ${host} is taken by another program. Choose another one, for instance --port ${port + 1}.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
