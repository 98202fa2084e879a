/**
 * Runs something and measures how much of it went into reading and writing JSON, 0 to 1. The profiler cannot tell: it
 * books them on whoever called.
 */
export async function jsonShare(work: () => Promise<{ cpuS: number }>): Promise<number> {
  const { parse, stringify } = JSON;
  let ms = 0;
  const measured =
    <Args extends unknown[], Result>(call: (...args: Args) => Result) =>
    (...args: Args): Result => {
      const from = performance.now();
      try {
        return call(...args);
      } finally {
        ms += performance.now() - from;
      }
    };
  JSON.parse = measured(parse);
  JSON.stringify = measured(stringify as (...args: unknown[]) => string) as typeof JSON.stringify;
  try {
    const { cpuS } = await work();
    return ms / 1_000 / cpuS;
  } finally {
    Object.assign(JSON, { parse, stringify });
  }
}
