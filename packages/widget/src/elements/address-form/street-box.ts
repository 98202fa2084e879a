import type { AddressSuggestion } from '@vitrine/contract';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Visit } from '../../visit.ts';
import type { Store } from '../visit-context.ts';
import { Completion } from './completion.ts';

interface StreetBoxOptions {
  store: () => Store | null;
  country: () => string;
  /** A suggestion was chosen. */
  choose: (suggestion: AddressSuggestion) => void;
}

/**
 * The street with its completion: an ARIA combobox with a list. What is typed stays whatever the list says, and the
 * last row always lets the shopper go on without it. A browser that fills the form opens no list.
 */
export class StreetBox {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: StreetBoxOptions;
  readonly #completion: Completion;
  #open = false;
  #active = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, options: StreetBoxOptions) {
    this.#host = host;
    this.#options = options;
    this.#completion = new Completion(host, (): Visit | undefined => options.store()?.visit);
  }

  get open(): boolean {
    return this.#open && this.#completion.state !== 'idle';
  }

  render({ value, describedBy, invalid }: { value: string; describedBy: string; invalid: boolean }): TemplateResult {
    const words = this.#options.store()?.messages.checkout;
    const suggestions = this.#completion.suggestions;
    const listed = this.open && suggestions.length > 0;
    return html`<div class="combo">
      <input
        class="input"
        part="input"
        id="street_address"
        name="street_address"
        type="text"
        role="combobox"
        autocomplete="shipping address-line1"
        autocapitalize="words"
        enterkeyhint="next"
        spellcheck="false"
        required
        aria-autocomplete="list"
        aria-expanded=${listed ? 'true' : 'false'}
        aria-controls="street-list"
        aria-activedescendant=${listed && this.#active >= 0 ? `street-${this.#active}` : nothing}
        aria-describedby=${describedBy || nothing}
        aria-invalid=${invalid ? 'true' : nothing}
        .value=${live(value)}
        @input=${this.#typed}
        @keydown=${this.#pressed}
        @blur=${() => this.#shut()}
      />
      <ul
        class="suggestions"
        id="street-list"
        role="listbox"
        aria-label=${words?.address.list ?? ''}
        ?hidden=${!listed}
        @pointerdown=${(event: Event) => event.preventDefault()}
      >
        ${
          listed
            ? html`${suggestions.map(
                  (suggestion, index) =>
                    html`<li
                      id="street-${index}"
                      role="option"
                      class="suggestion"
                      aria-selected=${index === this.#active ? 'true' : 'false'}
                      @click=${() => this.#take(suggestion)}
                    >
                      <span class="suggestion-street">${suggestion.label}</span>
                      <span class="suggestion-place">${suggestion.detail}</span>
                    </li>`,
                )}
                <li
                  id="street-${suggestions.length}"
                  role="option"
                  class="suggestion own"
                  aria-selected=${this.#active === suggestions.length ? 'true' : 'false'}
                  @click=${() => this.#keep()}
                >
                  ${words?.address.typeMyself}
                </li>`
            : nothing
        }
      </ul>
      <span class="visually-hidden" role="status">${this.#spoken()}</span>
    </div>`;
  }

  /** One sentence on what the list holds, also shown below the field when there is nothing to list. */
  note(): string | null {
    const words = this.#options.store()?.messages.checkout.address;
    if (!words || !this.open) return null;
    if (this.#completion.state === 'nothing') return words.nothing;
    if (this.#completion.state === 'failed') return words.failed;
    return null;
  }

  #spoken(): string {
    const words = this.#options.store()?.messages.checkout.address;
    if (!words || !this.open) return '';
    return this.#completion.suggestions.length > 0 ? words.found(this.#completion.suggestions.length) : (this.note() ?? '');
  }

  #typed = (event: Event): void => {
    // Autofill and scripts set a value without an input type; only typing opens the list.
    if (!(event instanceof InputEvent) || !event.inputType) return this.#shut();
    const country = this.#options.country();
    const query = (event.target as HTMLInputElement).value;
    this.#active = -1;
    if (!country || query.trim().length < 2) return this.#shut();
    this.#open = true;
    this.#completion.ask(query, country);
    this.#host.requestUpdate();
  };

  #pressed = (event: KeyboardEvent): void => {
    const suggestions = this.#completion.suggestions;
    const listed = this.open && suggestions.length > 0;
    const last = suggestions.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!listed) {
        if (suggestions.length === 0) return;
        this.#open = true;
      }
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#active = this.#active < 0 ? (step > 0 ? 0 : last) : (this.#active + step + last + 1) % (last + 1);
      this.#host.requestUpdate();
    } else if (event.key === 'Enter' && listed && this.#active >= 0) {
      event.preventDefault();
      const suggestion = suggestions[this.#active];
      if (suggestion) this.#take(suggestion);
      else this.#keep();
    } else if (event.key === 'Escape' && listed) {
      event.preventDefault();
      event.stopPropagation();
      this.#shut();
    }
  };

  #take(suggestion: AddressSuggestion): void {
    this.#options.choose(suggestion);
    this.#shut();
  }

  #keep(): void {
    this.#shut();
  }

  #shut(): void {
    if (!this.#open && this.#active < 0) return;
    this.#open = false;
    this.#active = -1;
    this.#completion.clear();
    this.#host.requestUpdate();
  }
}
