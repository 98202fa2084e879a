import { amountOf, type Cart } from '@vitrine/contract';
import { html, nothing } from 'lit';
import type { ShownLine } from '../../machines/cart.machine.ts';
import { money } from '../format.ts';
import type { Store } from '../visit-context.ts';
import { isPriced } from './cart-line.ts';

/**
 * What the cart costs. While wishes are under way the lines are added up here, and shown as not yet settled: the
 * gateway's own sums take their place with its answer.
 */
export function renderSums(cart: Cart | null, lines: readonly ShownLine[], pending: boolean, currency: string, store: Store) {
  const words = store.messages.shop;
  const priced = lines.every(isPriced);
  const text = (amount: number): string => money(amount, currency, store.locale);
  const totals = cart?.totals ?? [];
  const goods = lines.reduce((sum, line) => sum + line.total, 0);
  const discount = amountOf(totals, 'discount') + amountOf(totals, 'items_discount');
  const delivery = totals.find((total) => total.type === 'fulfillment');
  // Prices include VAT, so the gateway tells it as inner lines of the total, behind the amount without it.
  const taxes = totals.find((total) => total.type === 'total')?.lines?.slice(1) ?? [];
  const total = pending ? goods + discount + (delivery?.amount ?? 0) : amountOf(totals, 'total');
  return html`<dl class="sums" part="summary" aria-busy=${pending ? 'true' : nothing}>
    ${
      discount === 0 && !delivery
        ? nothing
        : html`<div>
            <dt>${words.subtotal}</dt>
            <dd>${text(pending ? goods : amountOf(totals, 'subtotal'))}</dd>
          </div>`
    }
    ${
      discount === 0
        ? nothing
        : html`<div>
            <dt>${words.discount}</dt>
            <dd>${text(discount)}</dd>
          </div>`
    }
    <div>
      <dt>${words.delivery}</dt>
      <dd>${delivery ? text(delivery.amount) : words.deliveryLater}</dd>
    </div>
    <div class="grand">
      <dt>${words.total}</dt>
      <dd>${priced ? text(total) : '…'}</dd>
    </div>
    ${
      pending
        ? nothing
        : taxes.map(
            (tax) =>
              html`<div class="tax">
                <dt>${tax.display_text}</dt>
                <dd>${text(tax.amount)}</dd>
              </div>`,
          )
    }
  </dl>`;
}
