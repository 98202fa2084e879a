import { Fault } from '@vitrine/contract';
import * as v from 'valibot';

/**
 * Reads verified bytes as JSON of a known shape.
 *
 * @throws {Fault} `defect` when a good signature stands on a broken contract.
 */
export function readWebhookBody<Body>(name: string, shape: v.GenericSchema<unknown, Body>, bytes: Uint8Array): Body {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Fault('defect', `${name}.broken-contract`, `A webhook of ${name} is not JSON`);
  }
  const result = v.safeParse(shape, json);
  if (result.success) return result.output;
  const at = result.issues.map((issue) => v.getDotPath(issue) ?? '(whole body)').slice(0, 5);
  throw new Fault('defect', `${name}.broken-contract`, `A webhook of ${name} broke its contract: ${at.join(', ')}`, {
    detail: { at },
  });
}

/** RFC 3339 as milliseconds since 1970. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);
