import { invalid, refuse } from './envelope.ts';

type Body = Record<string, unknown>;

export function readText(body: Body, name: string, otherwise: string, path = ''): string {
  const value = body[name];
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'string') return invalid(path + name, 'Must be text.');
  if (value.length > 4_000) return invalid(path + name, 'Is too long.');
  return value;
}

export function readTruth(body: Body, name: string, otherwise: boolean): boolean {
  const value = body[name];
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'boolean') return invalid(name, 'Must be true or false.');
  return value;
}

/** The id of a reference such as `customer: { id: 12 }`. */
export function readReference(body: Body, name: string, path = ''): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  const id = typeof value === 'object' ? (value as { id?: unknown }).id : undefined;
  if (!Number.isSafeInteger(id)) return invalid(`${path}${name}.id`, 'This field must be filled in.');
  return id as number;
}

/** @throws {Answer} 409 when somebody else has changed the thing since. */
export function checkVersion(body: Body, version: number): void {
  const sent = body['version'];
  if (sent === undefined || sent === null) return;
  if (typeof sent !== 'number') invalid('version', 'Must be a number.');
  if (sent !== version) refuse('revision', `Version ${sent} was sent, ${version} is stored.`);
}
