import { fixture, html, waitUntil } from '@open-wc/testing';
import type { BuyerRequest, PostalAddress } from '@vitrine/contract';
import '../src/elements/checkout/define.ts';
import type { VitrineCheckout } from '../src/elements/checkout/checkout.ts';
import '../src/elements/store/define.ts';
import { CheckoutGateway } from './checkout-gateway.ts';
import { scriptedVisit, type ScriptedVisit } from './scripted-visit.ts';

export const INGRID: { buyer: BuyerRequest; address: PostalAddress } = {
  buyer: { first_name: 'Ingrid', last_name: 'Solberg', email: 'ingrid@example.no' },
  address: {
    first_name: 'Ingrid',
    last_name: 'Solberg',
    street_address: 'Bryggegata 12B',
    postal_code: '5003',
    address_locality: 'Bergen',
    address_country: 'NO',
  },
};

/** The same server under its other name: another origin for the browser, as a payment provider's is. */
export const OTHER_ORIGIN = location.origin.includes('127.0.0.1')
  ? location.origin.replace('127.0.0.1', 'localhost')
  : location.origin.replace('localhost', '127.0.0.1');

export const providerPage = (name: string, query: Record<string, string>): string =>
  `${OTHER_ORIGIN}/packages/widget/test/${name}?${new URLSearchParams(query)}`;

export interface CheckoutPage extends ScriptedVisit {
  gateway: CheckoutGateway;
  checkout: VitrineCheckout;
  /** One element of the checkout's own shadow tree. */
  find: <Found extends Element = HTMLElement>(selector: string) => Found;
}

export type Stage = 'closed' | 'contact' | 'delivery' | 'payment' | 'review';

interface PageOptions {
  locale?: string;
  /** Token that the card fields give; without one they refuse. */
  token?: string;
  prepare?: (gateway: CheckoutGateway) => void;
}

/** A page with a checkout that has come this far. */
export async function checkoutPage(stage: Stage, { locale = 'nb', token, prepare }: PageOptions = {}): Promise<CheckoutPage> {
  const gateway = new CheckoutGateway();
  gateway.fieldsUrl = providerPage('card-fields.html', token ? { token } : {});
  prepare?.(gateway);
  const scripted = scriptedVisit(locale, gateway);
  const { visit } = scripted;
  const host = await fixture<HTMLElement>(
    html`<vitrine-store .visit=${visit} locale=${locale}><vitrine-checkout></vitrine-checkout></vitrine-store>`,
  );
  const checkout = host.querySelector('vitrine-checkout')!;
  const find = <Found extends Element = HTMLElement>(selector: string) => checkout.renderRoot.querySelector<Found>(selector)!;
  await waitUntil(() => checkout.renderRoot.childElementCount > 0, 'words are loaded');
  const page: CheckoutPage = { ...scripted, gateway, checkout, find };
  if (stage === 'closed') return page;
  visit.checkout.send({ type: 'checkout.open', cartId: 'cart-1' });
  await waitUntil(() => visit.checkout.getSnapshot().context.checkout, 'the checkout is open');
  if (stage === 'contact') return settled(page);
  visit.checkout.send({ type: 'contact.submit', ...INGRID });
  await waitUntil(() => visit.checkout.getSnapshot().context.step === 'delivery', 'the contact is saved');
  if (stage === 'delivery') return settled(page);
  visit.checkout.send({ type: 'delivery.submit' });
  await waitUntil(() => visit.payment.getSnapshot().value === 'ready', 'the card fields are there');
  if (stage === 'payment') return settled(page);
  visit.payment.send({ type: 'payment.collect' });
  await waitUntil(() => visit.checkout.getSnapshot().context.step === 'review', 'the card is collected');
  return settled(page);
}

export async function settled(page: CheckoutPage): Promise<CheckoutPage> {
  await customElements.whenDefined('vitrine-shipping-quotes');
  await page.checkout.updateComplete;
  return page;
}

/** The element that has the focus, looked for through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
