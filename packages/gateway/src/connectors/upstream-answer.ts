/** The whole body as text. */
export const readText = (response: Response): Promise<string> => response.text();

/** JSON, or the fact that it is none. An empty body reads as `undefined`: that is what 204 answers. */
export function parseJson(text: string): { readable: boolean; value: unknown } {
  if (text.trim() === '') return { readable: true, value: undefined };
  try {
    return { readable: true, value: JSON.parse(text) as unknown };
  } catch {
    return { readable: false, value: undefined };
  }
}

/** Milliseconds that `Retry-After` asks for, as seconds or as a date. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The machine-readable codes of an error body, and the names of fields it complains of: all that a log may keep of it. */
export function codeOf(body: unknown): { code?: string; fields?: string[] } {
  if (typeof body !== 'object' || body === null) return {};
  const { error, code, validationMessages } = body as { error?: unknown; code?: unknown; validationMessages?: unknown };
  const inner = typeof error === 'object' && error !== null ? (error as { code?: unknown; type?: unknown }) : {};
  const found = [inner.code, code, inner.type].find(
    (one): one is string | number => (typeof one === 'string' && one.length <= 60) || typeof one === 'number',
  );
  const fields = Array.isArray(validationMessages)
    ? validationMessages.map((one: unknown) => String((one as { field?: unknown } | null)?.field)).slice(0, 10)
    : [];
  return { ...(found === undefined ? {} : { code: String(found) }), ...(fields.length > 0 ? { fields } : {}) };
}
