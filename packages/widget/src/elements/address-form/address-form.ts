import type { AddressSuggestion, BuyerRequest, Message, PostalAddress } from '@vitrine/contract';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Store } from '../visit-context.ts';
import { Completion } from './completion.ts';
import { COUNTRIES, postcodeFits, postcodeIsNumeric } from './countries.ts';
import { complaintsOf, contactOf, emptyFields, FIELDS, fieldsOf, problemOf, type FieldName, type FieldValues } from './fields.ts';
import { StreetBox } from './street-box.ts';

interface AddressFormOptions {
  store: () => Store | null;
  /** Countries to offer, ISO 3166-1 alpha-2. One alone is no question and is filled in. */
  countries: () => readonly string[];
  /** The shop's own country, when it is known: most of its shoppers live there. */
  home: () => string | undefined;
  submit: (contact: { buyer: BuyerRequest; address: PostalAddress }) => void;
  /** A field was left with something new in it: worth keeping through a reload. */
  keep: (contact: { buyer: BuyerRequest; address: PostalAddress }) => void;
}

interface FieldForm {
  label: string;
  type?: string;
  autocomplete: string;
  inputmode?: string;
  enterkeyhint?: string;
  autocapitalize?: string;
  hint?: string;
  optional?: boolean;
  size?: 'wide' | 'short' | 'long';
}

/**
 * Contact and address as one form, drawn into the shadow root of its host: all inputs stand in one tree scope, so that
 * browsers and password managers can fill them. What is typed is kept by this controller until the checkout has it.
 */
export class AddressForm implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: AddressFormOptions;
  readonly #street: StreetBox;
  readonly #places: Completion;
  readonly #left = new Set<FieldName>();
  readonly #changed = new Set<FieldName>();
  #values: FieldValues = emptyFields();
  #typed = false;
  #submitted = false;
  #complaints: Partial<Record<FieldName, string>> = {};
  #messages: readonly Message[] | undefined;
  /** The place that a postcode gave, which another postcode may replace. */
  #placeGiven = '';
  #focusWanted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: AddressFormOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#street = new StreetBox(host, {
      store: options.store,
      country: () => this.#values.address_country,
      choose: (suggestion) => this.#choose(suggestion),
    });
    this.#places = new Completion(
      host,
      () => options.store()?.visit,
      (suggestions) => this.#givePlace(suggestions),
    );
  }

  /** Takes over what the checkout knows, unless the shopper is ahead of it. */
  adopt(buyer: BuyerRequest, address: PostalAddress, messages: readonly Message[] | undefined): void {
    if (!this.#typed) this.#values = { ...fieldsOf(buyer, address) };
    const named = this.#options.countries();
    const home = this.#options.home();
    if (named.length === 1 && !this.#values.address_country) this.#values.address_country = named[0]!;
    else if (home && !this.#typed && !this.#values.address_country && (named.length > 0 ? named : COUNTRIES).includes(home))
      this.#values.address_country = home;
    if (messages !== this.#messages) {
      this.#messages = messages;
      this.#complaints = complaintsOf(messages);
      this.#changed.clear();
    }
  }

  /** Whether what the checkout holds would pass this form. */
  static accepts(buyer: BuyerRequest, address: PostalAddress): boolean {
    const values = fieldsOf(buyer, address);
    return FIELDS.every((name) => problemOf(name, values) === null);
  }

  hostUpdated(): void {
    if (!this.#focusWanted) return;
    this.#focusWanted = false;
    this.#root?.querySelector<HTMLElement>('form.address [aria-invalid="true"]')?.focus();
  }

  render(submitLabel: string, busy: boolean): TemplateResult {
    const { fields } = this.#options.store()!.messages.checkout;
    const values = this.#values;
    const faults = FIELDS.filter((name) => this.#problem(name) !== null).length;
    return html`<form
      class="address"
      part="form"
      novalidate
      @submit=${this.#submit}
      @input=${this.#readFirst}
      @change=${this.#readFirst}
      @focusout=${this.#leave}
    >
      <div class="fields">
        ${this.#field('email', {
          label: fields.email,
          type: 'email',
          autocomplete: 'email',
          inputmode: 'email',
          autocapitalize: 'none',
          hint: fields.emailHint,
          size: 'wide',
        })}
        ${this.#country(fields.country, fields.chooseCountry)}
        ${this.#field('first_name', { label: fields.firstName, autocomplete: 'shipping given-name', autocapitalize: 'words' })}
        ${this.#field('last_name', { label: fields.lastName, autocomplete: 'shipping family-name', autocapitalize: 'words' })}
        ${this.#streetField(fields.street, fields.streetHint)}
        ${this.#field('postal_code', {
          label: fields.postcode,
          size: 'short',
          autocomplete: 'shipping postal-code',
          inputmode: postcodeIsNumeric(values.address_country) ? 'numeric' : 'text',
          autocapitalize: 'characters',
          optional: values.address_country === 'IE',
        })}
        ${this.#field('address_locality', { label: fields.place, size: 'long', autocomplete: 'shipping address-level2', autocapitalize: 'words' })}
        ${this.#field('phone_number', {
          label: fields.phone,
          type: 'tel',
          autocomplete: 'shipping tel',
          inputmode: 'tel',
          enterkeyhint: 'done',
          hint: fields.phoneReason,
          optional: true,
          size: 'wide',
        })}
      </div>
      <label class="choice consent"
        ><input type="checkbox" name="marketing" .checked=${live(values.marketing)} /><span>${fields.marketing}</span></label
      >
      ${this.#submitted && faults > 0 ? html`<p class="form-error" role="alert">${fields.problemCount(faults)}</p>` : nothing}
      <button class="button primary wide" part="continue" type="submit" aria-disabled=${busy ? 'true' : 'false'}>
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${submitLabel}
      </button>
    </form>`;
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }

  #field(name: FieldName, form: FieldForm): TemplateResult {
    const words = this.#options.store()!.messages.checkout.fields;
    const error = this.#sentence(name);
    const described = [error ? `${name}-error` : '', form.hint ? `${name}-hint` : ''].filter(Boolean).join(' ');
    return html`<div class="field ${form.size ?? ''}">
      <label for=${name}
        >${form.optional ? html`${form.label + ' '}<span class="optional">(${words.optional})</span>` : form.label}</label
      >
      <input
        class="input"
        part="input"
        id=${name}
        name=${name}
        type=${form.type ?? 'text'}
        autocomplete=${form.autocomplete}
        inputmode=${form.inputmode ?? nothing}
        enterkeyhint=${form.enterkeyhint ?? 'next'}
        autocapitalize=${form.autocapitalize ?? nothing}
        ?required=${!form.optional}
        aria-describedby=${described || nothing}
        aria-invalid=${error ? 'true' : nothing}
        .value=${live(this.#values[name])}
      />
      ${this.#error(name, error)}${form.hint ? html`<span class="hint" id="${name}-hint">${form.hint}</span>` : nothing}
    </div>`;
  }

  #country(label: string, choose: string): TemplateResult {
    const { locale } = this.#options.store()!;
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    const error = this.#sentence('address_country');
    const chosen = this.#values.address_country;
    return html`<div class="field wide">
      <label for="address_country">${label}</label>
      <select
        class="input"
        part="input"
        id="address_country"
        name="address_country"
        autocomplete="shipping country"
        required
        aria-describedby=${error ? 'address_country-error' : nothing}
        aria-invalid=${error ? 'true' : nothing}
        .value=${live(chosen)}
      >
        <option value="" ?selected=${!chosen}>${choose}</option>
        ${this.#offered(chosen).map((code) => html`<option value=${code} ?selected=${code === chosen}>${names.of(code) ?? code}</option>`)}
      </select>
      ${this.#error('address_country', error)}
    </div>`;
  }

  #offered(chosen: string): readonly string[] {
    const named = this.#options.countries();
    const offered = named.length > 0 ? named : COUNTRIES;
    return chosen && !offered.includes(chosen) ? [...offered, chosen] : offered;
  }

  #streetField(label: string, hint: string): TemplateResult {
    const error = this.#sentence('street_address');
    const note = this.#street.note() ?? (this.#values.address_country ? hint : null);
    const describedBy = [error ? 'street_address-error' : '', note ? 'street_address-hint' : ''].filter(Boolean).join(' ');
    return html`<div class="field wide">
      <label for="street_address">${label}</label>
      ${this.#street.render({ value: this.#values.street_address, describedBy, invalid: error !== null })}
      ${this.#error('street_address', error)}${note ? html`<span class="hint" id="street_address-hint">${note}</span>` : nothing}
    </div>`;
  }

  #error(name: FieldName, sentence: string | null): TemplateResult | typeof nothing {
    return sentence ? html`<span class="error" id="${name}-error">${sentence}</span>` : nothing;
  }

  /** The complaint to show at a field: after it was left or sent, and not while it is being put right. */
  #sentence(name: FieldName): string | null {
    const words = this.#options.store()!.messages.checkout.fields.problems;
    const complaint = this.#changed.has(name) ? undefined : this.#complaints[name];
    // A checkout that is still empty complains of everything; that is no news to who has not begun.
    if (complaint && this.#values[name] !== '') return complaint;
    const problem = this.#problem(name);
    if (!problem || !(this.#submitted || this.#left.has(name))) return null;
    return words[problem];
  }

  #problem(name: FieldName) {
    return problemOf(name, this.#values);
  }

  /** Reads every field, whoever filled it: autofill may fire only one event for all of them. */
  #read = (event?: Event): void => {
    const form = this.#root?.querySelector<HTMLFormElement>('form.address');
    if (!form) return;
    const before = this.#values;
    const next = { ...before };
    for (const name of FIELDS) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) next[name] = field.value;
      if (next[name] !== before[name]) this.#changed.add(name);
    }
    const consent = form.elements.namedItem('marketing');
    if (consent instanceof HTMLInputElement) next.marketing = consent.checked;
    this.#values = next;
    if (event) this.#typed = true;
    if (event?.type === 'change') this.#options.keep(contactOf(next));
    if (next.postal_code !== before.postal_code || next.address_country !== before.address_country) this.#askPlace();
    this.#host.requestUpdate();
  };

  /**
   * On the way down, before any field's own listener: after each listener of a real keystroke the browser lets
   * promises settle, and a render in between would put back what the form has not read yet.
   */
  readonly #readFirst = { handleEvent: (event: Event): void => this.#read(event), capture: true };

  #leave = (event: FocusEvent): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    const name = FIELDS.find((known) => known === field.name);
    // An empty field that was only passed through is not yet a mistake.
    if (!name || (field.value === '' && !this.#changed.has(name))) return;
    this.#left.add(name);
    this.#host.requestUpdate();
  };

  #submit = (event: Event): void => {
    event.preventDefault();
    this.#read();
    this.#submitted = true;
    if (FIELDS.some((name) => this.#problem(name) !== null)) {
      this.#focusWanted = true;
      this.#host.requestUpdate();
      return;
    }
    this.#typed = false;
    this.#submitted = false;
    this.#options.submit(contactOf(this.#values));
  };

  #choose({ address }: AddressSuggestion): void {
    const { street_address, postal_code, address_locality } = address;
    this.#typed = true;
    this.#values = {
      ...this.#values,
      ...(street_address ? { street_address } : {}),
      ...(postal_code ? { postal_code } : {}),
      ...(address_locality ? { address_locality } : {}),
    };
    this.#placeGiven = address_locality ?? '';
    for (const name of ['street_address', 'postal_code', 'address_locality'] as const) this.#changed.add(name);
    this.#host.requestUpdate();
  }

  #askPlace(): void {
    const { postal_code, address_country, address_locality } = this.#values;
    if (address_locality && address_locality !== this.#placeGiven) return;
    if (!address_country || postal_code.trim().length < 3 || !postcodeFits(postal_code, address_country)) return;
    this.#places.ask(postal_code.trim(), address_country);
  }

  #givePlace(suggestions: readonly AddressSuggestion[]): void {
    const compact = (code: string | undefined) => (code ?? '').replace(/\s/g, '').toUpperCase();
    const { postal_code, address_locality } = this.#values;
    const place = suggestions.find(({ address }) => compact(address.postal_code) === compact(postal_code))?.address
      .address_locality;
    if (!place || (address_locality && address_locality !== this.#placeGiven)) return;
    this.#values = { ...this.#values, address_locality: place };
    this.#placeGiven = place;
    this.#host.requestUpdate();
  }
}
