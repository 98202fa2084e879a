import { amountOf, selectedOption, type Checkout } from '@vitrine/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.ts';
import type { Store } from '../visit-context.ts';
import { windowInWords } from './figures.ts';
import { linesOf, totalsOf } from './summary.ts';

interface ReviewState {
  busy: boolean;
  /** What keeps the order from being placed, after the button was pressed. */
  missing: string | null;
  place: () => void;
}

/** The sentence that names the terms, with their links in the order and grammar of the language. */
function agreement(checkout: Checkout, { messages, locale }: Store): TemplateResult | typeof nothing {
  const { review } = messages.checkout;
  const links = checkout.links.filter(({ type }) => type !== 'faq' && type !== 'shipping_policy');
  if (links.length === 0) return nothing;
  const parts = new Intl.ListFormat(locale).formatToParts(links.map((_, index) => String(index)));
  return html`<p class="agreement">
    ${review.agree}${parts.map(({ type, value }) => {
      if (type === 'literal') return value;
      const link = links[Number(value)]!;
      return html`<a class="link inline" href=${link.url} target="_blank" rel="noopener"
        >${review.links[link.type] ?? link.title ?? link.type}</a
      >`;
    })}.
  </p>`;
}

/** The last step: what is ordered and what it costs right above the one button that means paying. Source: CRD art. 8(2). */
export function review(checkout: Checkout, store: Store, state: ReviewState): TemplateResult {
  const words = store.messages.checkout;
  const promise = selectedOption(checkout.fulfillment)?.['dev.vitrine.delivery'];
  const total = money(amountOf(checkout.totals, 'total'), checkout.currency, store.locale);
  return html`<div class="review">
    <h4 class="review-intro">${words.review.intro}</h4>
    ${linesOf(checkout, store, false)}
    ${promise ? html`<p class="review-when">${words.delivery.arrives(windowInWords(promise.arrives, store.visit.shopTime(), store.locale))}</p>` : nothing}
    ${totalsOf(checkout, store)} ${agreement(checkout, store)}
    ${state.missing ? html`<p class="notice bad" role="alert" id="missing"><span>${words.review.missing} ${state.missing}</span></p>` : nothing}
    <button
      class="button primary wide pay"
      part="pay"
      type="button"
      aria-disabled=${state.busy ? 'true' : 'false'}
      aria-describedby=${state.missing ? 'missing' : nothing}
      @click=${state.place}
    >
      ${state.busy ? html`<span class="spinner" aria-hidden="true"></span>${words.review.placing}` : words.review.place(total)}
    </button>
  </div>`;
}
