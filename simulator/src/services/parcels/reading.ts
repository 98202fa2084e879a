/** Reading JSON that strangers sent: every question gets a value of the right type, or nothing. */
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export const fields = (value: unknown): Fields => (isFields(value) ? value : {});

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Text, or the digits of a number; undefined for anything else and for blank text. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A finite number, also when it was written as text. */
export function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** The body as an object; undefined when it is no JSON or no object. */
export function readBody(body: string): Fields | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return isFields(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
