/**
 * Writes JSON without asking anything of the page. `JSON.stringify` calls `toJSON` of arrays and objects, and pages with
 * old copies of Prototype.js have an `Array.prototype.toJSON` that turns lists into text.
 *
 * @throws {TypeError} for what JSON has no word for: functions, symbols, bigints, numbers that are not finite.
 */
export function writeJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) {
    let text = '';
    for (let index = 0; index < value.length; index++) text += (index > 0 ? ',' : '') + writeJson(value[index] ?? null);
    return `[${text}]`;
  }
  if (typeof value !== 'object')
    throw new TypeError(`JSON has no word for ${typeof value === 'number' ? value : `a ${typeof value}`}.`);
  let text = '';
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) text += `${text ? ',' : ''}${JSON.stringify(name)}:${writeJson(member)}`;
  }
  return `{${text}}`;
}
