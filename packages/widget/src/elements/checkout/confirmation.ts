import { selectedOption, type Checkout, type OrderConfirmation, type PaymentInstrument } from '@vitrine/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../visit-context.ts';
import { windowInWords } from './figures.ts';
import { marks } from './marks.ts';
import { linesOf, totalsOf } from './summary.ts';

/** The order as it stands, with its tracking in place from the first minute. */
export function confirmation(
  {
    checkout,
    order,
    instrument,
    email,
  }: { checkout: Checkout; order: OrderConfirmation; instrument: PaymentInstrument | null; email: string | undefined },
  store: Store,
): TemplateResult {
  const words = store.messages.checkout;
  const promise = selectedOption(checkout.fulfillment)?.['dev.vitrine.delivery'];
  const destination = checkout.fulfillment?.methods?.[0]?.destinations?.[0];
  const token = order['dev.vitrine.tracking']?.token;
  const display = instrument?.display ?? checkout.payment?.instruments[0]?.display;
  return html`<div class="confirmation" part="confirmation">
    <div class="thanks">
      <span class="seal">${marks.check}</span>
      <div>
        <h2 class="title" tabindex="-1" id="heading">${words.confirmation.title}</h2>
        <p class="number">${words.confirmation.number(order.label ?? order.id)}</p>
      </div>
    </div>
    ${email ? html`<p class="mail">${marks.mail}<span>${words.confirmation.mail(email)}</span></p>` : nothing}
    ${token ? html`<vitrine-tracking part="tracking" exportparts="thread, headline" order=${order.id} token=${token}></vitrine-tracking>` : nothing}
    <div class="bought">
      <h3 class="section-title">${words.confirmation.items}</h3>
      ${linesOf(checkout, store)} ${totalsOf(checkout, store, words.confirmation.total)}
      <dl class="facts">
        ${
          promise
            ? html`<div>
                <dt>${words.confirmation.arrives}</dt>
                <dd class="sentence">${windowInWords(promise.arrives, store.visit.shopTime(), store.locale)}</dd>
              </div>`
            : nothing
        }
        ${
          destination
            ? html`<div>
                <dt>${words.confirmation.sentTo}</dt>
                <dd>
                  ${[destination.first_name, destination.last_name].filter(Boolean).join(' ')}<br />${destination.street_address}<br />${destination.postal_code}
                  ${destination.address_locality}
                </dd>
              </div>`
            : nothing
        }
        ${
          display?.last_digits
            ? html`<div>
                <dt>${words.confirmation.paidWith}</dt>
                <dd>${words.payment.ending(cardName(display.brand, words.payment.card), display.last_digits)}</dd>
              </div>`
            : nothing
        }
      </dl>
    </div>
  </div>`;
}

const NAMES: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** A brand as it is printed on the card. */
export const cardName = (brand: string | undefined, otherwise: string): string =>
  brand ? (NAMES[brand] ?? otherwise) : otherwise;
