import type { FormGroup, FormValue } from './form.ts';
import { invalid, missing, Refusal } from './refusal.ts';

/** A call's parameters, read one at a time. Each reader refuses in Stripe's words. */
export class Params {
  readonly #group: FormGroup;

  constructor(group: FormGroup) {
    this.#group = group;
  }

  /** Stripe refuses names that it does not know. */
  allow(names: readonly string[]): void {
    const strangers = Object.keys(this.#group).filter((name) => !names.includes(name));
    if (strangers.length === 0) return;
    const label = strangers.length === 1 ? 'unknown parameter' : 'unknown parameters';
    throw invalid(`Received ${label}: ${strangers.join(', ')}`, { code: 'parameter_unknown', param: strangers[0]! });
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#group, name);
  }

  value(name: string): FormValue | undefined {
    return this.has(name) ? this.#group[name] : undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, { param: name });
    if (value === '')
      throw invalid(
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
        { code: 'parameter_invalid_empty', param: name },
      );
    if (value.length > 5_000)
      throw invalid(`Invalid string: ${value.slice(0, 20)}…; must be at most 5000 characters`, {
        code: 'parameter_invalid_string_too_long',
        param: name,
      });
    return value;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value))
      throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name });
    return Number(value);
  }

  /** Whole minor units above zero. */
  amount(name: string): number | undefined {
    const value = this.integer(name);
    if (value === undefined) return undefined;
    if (value < 1)
      throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param: name });
    if (value > 99_999_999) throw invalid('Amount must be no more than 999,999.99.', { code: 'amount_too_large', param: name });
    return value;
  }

  flag(name: string): boolean {
    const value = this.text(name);
    if (value === undefined || value === 'false') return false;
    if (value === 'true') return true;
    throw invalid(`Invalid boolean: ${value}`, { param: name });
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (!choice)
      throw invalid(`Invalid ${name}: must be one of ${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}`, { param: name });
    return choice;
  }

  list(name: string): string[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.some((member) => typeof member !== 'string'))
      throw invalid('Invalid array', { param: name });
    return value as string[];
  }

  group(name: string): Params | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' || Array.isArray(value)) throw invalid('Invalid object', { param: name });
    return new Params(value);
  }

  /** Merged with what is there; an empty text takes a key away. */
  metadata(known: Record<string, string> = {}): Record<string, string> {
    const value = this.value('metadata');
    if (value === undefined) return known;
    if (value === '') return {};
    if (typeof value === 'string') throw invalid('Invalid object', { param: 'metadata' });
    const merged = { ...known };
    for (const [key, entry] of Object.entries(value)) {
      if (typeof entry !== 'string')
        throw invalid(`Metadata values must be strings, but for key '${key}' you passed a group.`, { param: `metadata[${key}]` });
      if (key.length > 40)
        throw invalid(`Metadata keys can have up to 40 characters, but '${key}' has ${key.length}.`, { param: 'metadata' });
      if (entry.length > 500)
        throw invalid(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${entry.length} characters.`,
          { param: `metadata[${key}]` },
        );
      if (entry === '') delete merged[key];
      else merged[key] = entry;
    }
    if (Object.keys(merged).length > 50)
      throw new Refusal(400, {
        type: 'invalid_request_error',
        message: 'You can only have up to 50 keys in metadata.',
        param: 'metadata',
      });
    return merged;
  }

  /** Name, e-mail, telephone and address, each null when absent. */
  billingDetails(): BillingDetails {
    const given = this.group('billing_details');
    const address = given?.group('address');
    const [city, country, line1, line2, postal_code, state] = (
      ['city', 'country', 'line1', 'line2', 'postal_code', 'state'] as const
    ).map((part) => address?.text(part) ?? null);
    return {
      address: { city: city!, country: country!, line1: line1!, line2: line2!, postal_code: postal_code!, state: state! },
      email: given?.text('email') ?? null,
      name: given?.text('name') ?? null,
      phone: given?.text('phone') ?? null,
    };
  }
}

export interface BillingDetails {
  address: Record<'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state', string | null>;
  email: string | null;
  name: string | null;
  phone: string | null;
}
