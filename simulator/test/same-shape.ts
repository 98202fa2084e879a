/**
 * Where an answer lacks something that a documented example has. Arrays: every element of ours is held against the
 * example's elements taken together. A null in the example says nothing about the type. Empty: the shapes agree.
 */
export function missingShape(example: unknown, ours: unknown, path = '$'): string[] {
  if (example === null || example === undefined) return [];
  if (Array.isArray(example)) {
    if (!Array.isArray(ours)) return [`${path}: ${kindOf(ours)} instead of a list`];
    if (example.length === 0) return [];
    if (ours.length === 0) return [`${path}: an empty list, and the example has elements`];
    return example.flatMap((element: unknown) => {
      const tries = ours.map((own: unknown, index) => missingShape(element, own, `${path}[${index}]`));
      return tries.reduce((best, next) => (next.length < best.length ? next : best));
    });
  }
  if (typeof example === 'object') {
    if (typeof ours !== 'object' || ours === null || Array.isArray(ours))
      return [`${path}: ${kindOf(ours)} instead of an object`];
    return Object.entries(example).flatMap(([key, value]) => {
      const own = (ours as Record<string, unknown>)[key];
      if (own === undefined) return [`${path}.${key}: missing`];
      return missingShape(value, own, `${path}.${key}`);
    });
  }
  return typeof example === typeof ours ? [] : [`${path}: ${kindOf(ours)} instead of ${typeof example}`];
}

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value);
