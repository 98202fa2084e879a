/** As V8's sampling profiler tells it. */
export interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

/** Whose code a script is, by its address; the first that fits. */
const ROOMS: readonly (readonly [name: string, address: RegExp])[] = [
  ['XState', /node_modules\/xstate/],
  ['MSW', /node_modules\/(msw|@mswjs)/],
  ['valibot', /node_modules\/valibot/],
  ['Hono', /node_modules\/hono/],
  ['hashes', /node_modules\/@noble/],
  ['other libraries', /node_modules/],
  ['Node: Request, Response, URL, streams', /^node:/],
  ['gateway: order book', /packages\/gateway\/src\/order-book/],
  ['gateway: connectors', /packages\/gateway\/src\/connectors/],
  ['gateway: flows, routes and the rest', /packages\/gateway/],
  ['widget: client, machines, visit', /packages\/(widget|contract)/],
  ['simulator: kernel', /simulator\/src\/kernel/],
  ['simulator: services', /simulator\/src\/services/],
  ['simulator: shoppers and checkers', /simulator\/src\/(journeys?|checkers|scenarios|shop)/],
  ['simulator: seeds and the rest', /simulator\//],
];

/** Share of CPU time by whose code ran, largest first; idle time is left out. */
export function shares({ nodes, samples, timeDeltas }: Profile): [name: string, share: number][] {
  const roomOf = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const sums = new Map<string, number>();
  let total = 0;
  samples.forEach((id, index) => {
    const room = roomOf.get(id);
    if (room === undefined) return;
    const us = timeDeltas[index] ?? 0;
    total += us;
    sums.set(room, (sums.get(room) ?? 0) + us);
  });
  return [...sums].map(([name, us]): [string, number] => [name, us / total]).sort((a, b) => b[1] - a[1]);
}

function nameOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string | undefined {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  return ROOMS.find(([, address]) => address.test(url))?.[0] ?? 'V8 and compiling';
}
