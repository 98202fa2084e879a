import { amountOf, type Checkout, type LineItem } from '@vitrine/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.ts';
import type { Store } from '../visit-context.ts';
import { marks } from './marks.ts';

interface SummaryState {
  /** On phones: whether the lines are shown, not only the amount. */
  open: boolean;
  codeOpen: boolean;
  toggle: () => void;
  openCode: () => void;
  apply: (code: string) => void;
  remove: (code: string) => void;
}

const lineTotal = (line: LineItem): number =>
  line.totals.find((total) => total.type === 'total')?.amount ?? line.item.price * line.quantity;

/** One line each: photo, how many, what, how much. */
export function linesOf(checkout: Checkout, { messages, locale }: Store, photos = true): TemplateResult {
  return html`<ul class="lines">
    ${checkout.line_items.map(
      (line) =>
        html`<li class="line">
          ${photos ? html`<span class="photo">${line.item.image_url ? html`<img src=${line.item.image_url} alt="" width="56" height="56" loading="lazy" />` : marks.bag}</span>` : nothing}
          <span class="line-words">
            <span class="line-title">${line.item.title}</span>
            <span class="small">${messages.checkout.summary.quantity(line.quantity)}</span>
          </span>
          <span class="amount">${money(lineTotal(line), checkout.currency, locale)}</span>
        </li>`,
    )}
  </ul>`;
}

/** Sums as a list of terms. VAT is inside the prices and is told, not added. */
export function totalsOf(
  checkout: Checkout,
  { messages, locale }: Store,
  whole = messages.checkout.summary.total,
): TemplateResult {
  const words = messages.checkout.summary;
  const shown = checkout.totals.filter(
    ({ type, amount }) => type !== 'total' && type !== 'tax' && (amount !== 0 || type === 'fulfillment' || type === 'subtotal'),
  );
  const delivery = shown.some(({ type }) => type === 'fulfillment');
  const inside = checkout.totals.find(({ type }) => type === 'total')?.lines ?? [];
  const vat = amountOf(checkout.totals, 'tax');
  const currency = checkout.currency;
  return html`<dl class="totals">
    ${shown.map(
      ({ type, amount, display_text }) =>
        html`<div class="total-row">
          <dt>${words.totals[type] ?? display_text ?? type}</dt>
          <dd>${type === 'fulfillment' && amount === 0 ? messages.checkout.delivery.free : money(amount, currency, locale)}</dd>
        </div>`,
    )}
    ${
      delivery
        ? nothing
        : html`<div class="total-row">
            <dt>${words.totals.fulfillment}</dt>
            <dd class="small">${words.deliveryLater}</dd>
          </div>`
    }
    <div class="total-row whole">
      <dt>${whole}</dt>
      <dd>${money(amountOf(checkout.totals, 'total'), currency, locale)}</dd>
    </div>
    ${inside.map(
      ({ display_text, amount }) =>
        html`<div class="total-row vat">
          <dt>${display_text}</dt>
          <dd>${money(amount, currency, locale)}</dd>
        </div>`,
    )}
    ${
      inside.length === 0 && vat > 0
        ? html`<div class="total-row vat">
            <dt class="visually-hidden">${words.vat}</dt>
            <dd>${words.vatIncluded(money(vat, currency, locale))}</dd>
          </div>`
        : nothing
    }
  </dl>`;
}

/** The order with its total, in sight at every step: beside the form, or on phones as a disclosure that shows the amount. */
export function summary(checkout: Checkout, store: Store, state: SummaryState): TemplateResult {
  const words = store.messages.checkout.summary;
  const codes = checkout.discounts?.codes ?? [];
  const complaint = checkout.messages?.find((message) => message.path?.startsWith('$.discounts'));
  const submit = (event: Event) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('code') as HTMLInputElement;
    if (field.value.trim()) state.apply(field.value.trim());
    else field.focus();
  };
  return html`<aside class="summary ${state.open ? 'open' : ''}" part="summary" aria-label=${words.title}>
    <button
      class="summary-toggle"
      type="button"
      aria-expanded=${state.open ? 'true' : 'false'}
      aria-controls="summary-body"
      @click=${state.toggle}
    >
      <span class="summary-words">${state.open ? words.hide : words.show} ${marks.chevron}</span>
      <span class="summary-amount">${money(amountOf(checkout.totals, 'total'), checkout.currency, store.locale)}</span>
    </button>
    <div class="summary-body" id="summary-body">
      <h3 class="summary-title">${words.title}</h3>
      ${linesOf(checkout, store)}
      <div class="codes">
        ${codes.map((code) => html`<span class="code"><span>${code}</span><button type="button" class="code-remove" aria-label=${words.removeCode(code)} @click=${() => state.remove(code)}>${marks.close}</button></span>`)}
        ${
          state.codeOpen
            ? html`<form class="code-form" @submit=${submit}>
                <div class="field">
                  <label for="code">${words.code}</label>
                  <input
                    class="input"
                    id="code"
                    name="code"
                    type="text"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    enterkeyhint="done"
                    aria-invalid=${complaint ? 'true' : nothing}
                    aria-describedby=${complaint ? 'code-error' : nothing}
                  />
                </div>
                <button class="button" type="submit">${words.applyCode}</button>
              </form>`
            : html`<button class="link" type="button" @click=${state.openCode}>${words.haveCode}</button>`
        }
        ${complaint ? html`<p class="error" id="code-error" role="alert">${store.messages.checkout.notes[complaint.code ?? ''] ?? complaint.content}</p>` : nothing}
      </div>
      ${totalsOf(checkout, store)}
    </div>
  </aside>`;
}
