/** What a form can carry: text, numbers, flags, and these in brackets. */
export type FormValue = string | number | boolean | undefined | readonly FormValue[] | { readonly [key: string]: FormValue };

/** Writes `metadata[reference]=7&types[0]=card`, as Stripe reads it. Members without a value are left out. */
export function formOf(fields: Readonly<Record<string, FormValue>>): string {
  const params = new URLSearchParams();
  const add = (name: string, value: FormValue): void => {
    if (value === undefined) return;
    if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
    } else params.append(name, String(value));
  };
  for (const [name, value] of Object.entries(fields)) add(name, value);
  return params.toString();
}
