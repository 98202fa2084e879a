import { MAX_QUANTITY } from '@vitrine/contract';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ShownLine } from '../../machines/cart.machine.ts';
import { money } from '../format.ts';
import { icons } from '../icons.ts';
import type { Store } from '../visit-context.ts';

/** A wish that came without its product has no price until the gateway has said it. */
export const isPriced = (line: ShownLine): boolean => !line.pending || line.unitPrice > 0;

/** One line of the cart. `set` takes the wished quantity; 0 removes the line. */
export function renderLine(line: ShownLine, { messages, locale }: Store, currency: string, set: (quantity: number) => void) {
  const words = messages.shop;
  const { title, quantity } = line;
  const type = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const typed = Number(input.value.trim());
    if (Number.isInteger(typed) && typed >= 0 && input.value.trim() !== '') set(Math.min(typed, MAX_QUANTITY));
    else input.value = String(quantity);
  };
  const full = quantity >= MAX_QUANTITY;
  return html`<li class="line ${line.pending ? 'pending' : ''}" part="line" data-sku=${line.sku}>
    ${
      line.imageUrl
        ? html`<img class="photo" part="thumbnail" src=${line.imageUrl} alt="" />`
        : html`<span class="photo" part="thumbnail"></span>`
    }
    <p class="name"><bdi>${title}</bdi></p>
    <span class="sum">${isPriced(line) ? money(line.total, currency, locale) : '…'}</span>
    <span class="each">${quantity > 1 ? words.each(money(line.unitPrice, currency, locale)) : ''}</span>
    <div class="tools">
      <div class="stepper" part="stepper" role="group" aria-label=${words.quantityOf(title)}>
        <button type="button" aria-label=${words.fewer(title)} @click=${() => set(quantity - 1)}>${icons.minus}</button>
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="2"
          aria-label=${words.quantityOf(title)}
          .value=${live(String(quantity))}
          @change=${type}
        />
        <button
          type="button"
          aria-label=${words.more(title)}
          aria-disabled=${full ? 'true' : 'false'}
          @click=${() => full || set(quantity + 1)}
        >
          ${icons.plus}
        </button>
      </div>
      <button class="link remove" type="button" aria-label=${words.removeNamed(title)} @click=${() => set(0)}>
        ${words.remove}
      </button>
    </div>
  </li>`;
}
