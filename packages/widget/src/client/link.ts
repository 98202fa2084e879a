import { Fault, toFault, type BusinessProfile, type IdempotencyKey } from '@vitrine/contract';
import { isNotFound } from './faults.ts';
import { checked, type Shape } from './guards.ts';
import { Transport, type TransportOptions } from './transport.ts';

export interface Asking {
  signal?: AbortSignal;
}

/** The ways of asking one gateway that every group of its operations is made of. */
export interface Link {
  readonly transport: Transport;
  /** Milliseconds since 1970 in the shop. */
  readonly shopTime: () => number;
  readonly profile: () => Promise<BusinessProfile>;
  /** A question with a body. */
  readonly ask: <Answer>(operation: string, path: string, shape: Shape, body: unknown, asking?: Asking) => Promise<Answer>;
  /** A question by its address alone. */
  readonly read: <Answer>(operation: string, path: string, shape: Shape, more?: Asking & { token?: string }) => Promise<Answer>;
  /** A command under its key. */
  readonly tell: <Answer>(
    operation: string,
    method: 'POST' | 'PUT',
    path: string,
    shape: Shape,
    key: IdempotencyKey,
    body: unknown,
    tries?: number,
  ) => Promise<Answer>;
  /** What the answer is at a shop that has not announced this extension. */
  readonly orWithout: <Answer>(
    extension: string,
    ask: () => Promise<Answer>,
    without: () => Answer | Promise<Answer>,
  ) => Promise<Answer>;
}

export function createLink(options: TransportOptions): Link {
  const transport = new Transport(options);
  let discovery: Promise<BusinessProfile> | undefined;

  const link: Link = {
    transport,
    shopTime: () => (options.shopTime ?? options.clock).now(),
    /** Read once; a failure is forgotten, so that the next one who needs it asks again. */
    profile() {
      discovery ??= link.read<BusinessProfile>('discovery', '/.well-known/ucp', { ucp: 'object' });
      discovery.catch(() => (discovery = undefined));
      return discovery;
    },
    ask: async (operation, path, shape, body, asking) =>
      checked(await transport.send({ operation, path, body, ...asking }), shape, operation),
    read: async (operation, path, shape, more) =>
      checked(await transport.send({ operation, method: 'GET', path, ...more }), shape, operation),
    tell: async (operation, method, path, shape, key, body, tries) =>
      checked(
        await transport.send({
          operation,
          method,
          path,
          body,
          key,
          manner: 'command',
          ...(tries === undefined ? {} : { tries }),
        }),
        shape,
        operation,
      ),
    /** That somebody else's shop lacks one is found out when it fails, to spare our own shops a question. */
    async orWithout(extension, ask, without) {
      try {
        return await ask();
      } catch (thrown) {
        const fault = toFault(thrown);
        if (fault.kind === 'defect') throw fault;
        const known = await link.profile().catch(() => undefined);
        if (!known || extension in (known.ucp.capabilities ?? {})) throw fault;
        return without();
      }
    },
  };
  return link;
}

/** `null` is an answer: there is no such thing, or no longer. */
export async function orNull<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof Fault && isNotFound(thrown)) return null;
    throw thrown;
  }
}
