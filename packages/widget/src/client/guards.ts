import { Fault } from '@vitrine/contract';

/** A JSON object, as it came in. */
export type Json = Readonly<Record<string, unknown>>;

/** What the page relies on in an answer, member by member: enough not to break, little enough to cost nothing. */
export type Shape = Readonly<Record<string, 'text' | 'number' | 'list' | 'object'>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS = {
  text: (value: unknown) => typeof value === 'string',
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  list: (value: unknown) => Array.isArray(value),
  object: isObject,
};

/**
 * The answer, when it has what the page relies on. Members that nobody asked for are let through.
 *
 * @throws {Fault} `defect` when it has not.
 */
export function checked<Answer>(answer: unknown, shape: Shape, operation: string): Answer {
  const wrong = isObject(answer)
    ? Object.entries(shape).find(([name, kind]) => !KINDS[kind](answer[name]))
    : ['(all of it)', 'object'];
  if (!wrong) return answer as Answer;
  throw new Fault('defect', 'gateway.broken-answer', `The answer to "${operation}" should have ${wrong[0]} as ${wrong[1]}.`, {
    detail: answer,
  });
}
