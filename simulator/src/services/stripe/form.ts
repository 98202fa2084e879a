/** What a form says once its brackets are read: texts, lists and groups of them. */
export type FormValue = string | FormValue[] | FormGroup;
export interface FormGroup {
  [name: string]: FormValue;
}

const DEEPEST = 12;

/**
 * Reads `metadata[order]=1&expand[]=charge&events[0]=*` as Stripe does. Groups have no prototype, so that a field
 * called `__proto__` is a field.
 */
export function parseForm(text: string): FormGroup {
  const root: Record<string, unknown> = emptyGroup();
  for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), value);
  return settle(root) as FormGroup;
}

const emptyGroup = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

/** `a[b][]` is `a`, `b` and an empty name, which means "append". Names with crooked brackets are taken as they are. */
function pathOf(name: string): string[] {
  const shape = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!shape) return [name];
  const rest = [...shape[2]!.matchAll(/\[([^[\]]*)\]/g)].map(([, inner]) => inner!);
  return [shape[1]!, ...rest].slice(0, DEEPEST);
}

function place(group: Record<string, unknown>, path: string[], value: string): void {
  let at = group;
  for (const [index, step] of path.entries()) {
    const name = step === '' ? String(Object.keys(at).length) : step;
    if (index === path.length - 1) {
      at[name] = value;
      return;
    }
    const inner = at[name];
    const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : emptyGroup();
    at[name] = next;
    at = next;
  }
}

/** Groups whose names are 0, 1, 2 … are lists. */
function settle(value: unknown): FormValue {
  if (typeof value === 'string') return value;
  const group = value as Record<string, unknown>;
  const names = Object.keys(group);
  for (const name of names) group[name] = settle(group[name]);
  const isList = names.length > 0 && names.every((name, index) => name === String(index));
  return isList ? (names.map((name) => group[name]) as FormValue[]) : (group as FormGroup);
}
