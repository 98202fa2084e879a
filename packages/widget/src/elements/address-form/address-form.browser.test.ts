import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { checkoutPage, focused, settled, type CheckoutPage } from '../../../test/checkout-page.ts';

const field = (page: CheckoutPage, name: string) => page.find<HTMLInputElement>(`#${name}`);
const values = ({ visit }: CheckoutPage) => visit.checkout.getSnapshot().context;

/** As a browser fills a form: values first, then one event, and never a keystroke. */
function autofill(page: CheckoutPage, filled: Record<string, string>): void {
  for (const [name, value] of Object.entries(filled)) field(page, name).value = value;
  field(page, 'email').dispatchEvent(new Event('change', { bubbles: true }));
}

async function type(page: CheckoutPage, name: string, value: string): Promise<void> {
  const input = field(page, name);
  input.focus();
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  await page.clock.runFor(2_000);
  await settled(page);
}

async function choose(page: CheckoutPage, country: string): Promise<void> {
  const select = page.find<HTMLSelectElement>('#address_country');
  select.value = country;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(page);
}

async function press(page: CheckoutPage, key: string): Promise<void> {
  field(page, 'street_address').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await settled(page);
}

const FILLED = {
  email: 'ola@example.no',
  first_name: 'Ola',
  last_name: 'Nordmann',
  address_country: 'NO',
  street_address: 'Storgata 1',
  postal_code: '0155',
  address_locality: 'Oslo',
  phone_number: '912 34 567',
};

describe('the address form', () => {
  it('stands in one tree with the tokens that browsers fill by', async () => {
    const page = await checkoutPage('contact');
    const tokens = [...page.find('form.address').querySelectorAll<HTMLInputElement>('.input')].map((input) =>
      input.getAttribute('autocomplete'),
    );
    expect(tokens).to.deep.equal([
      'email',
      'shipping country',
      'shipping given-name',
      'shipping family-name',
      'shipping address-line1',
      'shipping postal-code',
      'shipping address-level2',
      'shipping tel',
    ]);
  });

  it('takes what a browser fills in, and sends it as it stands', async () => {
    const page = await checkoutPage('contact');
    autofill(page, FILLED);
    page.find<HTMLFormElement>('form.address').requestSubmit();
    await waitUntil(() => values(page).step === 'delivery');
    expect(values(page).buyer).to.deep.include({ email: 'ola@example.no', first_name: 'Ola', phone_number: '+4791234567' });
    expect(values(page).address).to.deep.include({ street_address: 'Storgata 1', postal_code: '0155', address_country: 'NO' });
  });

  it('keeps every letter of a street that is really typed', async () => {
    const page = await checkoutPage('contact');
    await choose(page, 'NO');
    field(page, 'street_address').focus();
    await sendKeys({ type: 'Strandgaten' });
    expect(field(page, 'street_address').value).to.equal('Strandgaten');
  });

  it('opens no list when a browser fills the street', async () => {
    const page = await checkoutPage('contact');
    autofill(page, FILLED);
    await settled(page);
    expect(field(page, 'street_address').getAttribute('aria-expanded')).to.equal('false');
  });

  it('begins with the country of the shop, which a shopper can leave', async () => {
    const page = await checkoutPage('contact', { prepare: (gateway) => (gateway.country = 'NO') });
    const country = () => page.find<HTMLSelectElement>('#address_country').value;
    expect(country()).to.equal('NO');
    await choose(page, 'SE');
    expect(country()).to.equal('SE');
    await choose(page, '');
    expect(country()).to.equal('');
    const elsewhere = await checkoutPage('contact', { prepare: (gateway) => (gateway.country = 'JP') });
    expect(elsewhere.find<HTMLSelectElement>('#address_country').value, 'where nothing is delivered').to.equal('');
  });

  it('chooses no country that nobody named, and ticks no box for the shopper', async () => {
    const page = await checkoutPage('contact');
    expect(page.find<HTMLSelectElement>('#address_country').value).to.equal('');
    expect(page.find<HTMLInputElement>('[name="marketing"]').checked).to.equal(false);
  });

  it('goes to the first mistake, which names its remedy', async () => {
    const page = await checkoutPage('contact');
    autofill(page, { ...FILLED, email: 'ola@', postal_code: '12' });
    page.find<HTMLFormElement>('form.address').requestSubmit();
    await settled(page);
    await waitUntil(() => focused() === field(page, 'email'));
    const described = field(page, 'email').getAttribute('aria-describedby')!.split(' ')[0]!;
    expect(page.find(`#${described}`).textContent).to.contain('navn@eksempel.no');
    expect(field(page, 'postal_code').getAttribute('aria-invalid')).to.equal('true');
  });

  it('complains when a field is left, not while it is typed, and stops once it is right', async () => {
    const page = await checkoutPage('contact');
    const email = field(page, 'email');
    email.focus();
    email.value = 'ola';
    email.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    await settled(page);
    expect(page.find('#email-error') === null).to.equal(true);
    field(page, 'first_name').focus();
    await settled(page);
    expect(page.find('#email-error')).to.exist;
    email.value = 'ola@example.no';
    email.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    await settled(page);
    expect(page.find('#email-error') === null).to.equal(true);
  });

  it('shows the gateway’s complaint at the field it is about', async () => {
    const page = await checkoutPage('contact');
    autofill(page, { ...FILLED, postal_code: '9999' });
    page.find<HTMLFormElement>('form.address').requestSubmit();
    await waitUntil(() => page.find('#postal_code-error'));
    expect(page.find('#postal_code-error').textContent).to.equal('Postnummeret finnes ikke.');
    expect(values(page).step).to.equal('contact');
  });
});

describe('the completion of the street', () => {
  it('is walked with the keyboard and fills street, postcode and place', async () => {
    const page = await checkoutPage('contact');
    await choose(page, 'NO');
    await type(page, 'street_address', 'brygge');
    await waitUntil(() => field(page, 'street_address').getAttribute('aria-expanded') === 'true');
    await expect(page.checkout).to.be.accessible();
    await press(page, 'ArrowDown');
    await press(page, 'ArrowDown');
    expect(page.find('[aria-selected="true"]').id).to.equal(field(page, 'street_address').getAttribute('aria-activedescendant'));
    await press(page, 'Enter');
    expect(field(page, 'street_address').value).to.equal('Bryggegata 12B');
    expect(field(page, 'postal_code').value).to.equal('5003');
    expect(field(page, 'address_locality').value).to.equal('Bergen');
    expect(field(page, 'street_address').getAttribute('aria-expanded')).to.equal('false');
  });

  it('closes by Escape and by "type it yourself", and keeps what was typed', async () => {
    const page = await checkoutPage('contact');
    await choose(page, 'NO');
    await type(page, 'street_address', 'brygge');
    await waitUntil(() => page.find('.suggestion'));
    await press(page, 'Escape');
    expect(page.find('.suggestion') === null).to.equal(true);
    await type(page, 'street_address', 'bryggen');
    await waitUntil(() => page.find('.suggestion.own'));
    await press(page, 'ArrowUp');
    await press(page, 'Enter');
    expect(field(page, 'street_address').value).to.equal('bryggen');
  });

  it('is never a gate: nothing found, or nobody there, and the form goes on', async () => {
    const page = await checkoutPage('contact');
    await choose(page, 'NO');
    await type(page, 'street_address', 'zzzz');
    await waitUntil(() => page.find('#street_address-hint')?.textContent?.includes('Ingen treff'));
    page.gateway.failing.add('addresses');
    await type(page, 'street_address', 'yyyy');
    await page.clock.runFor(60_000);
    await waitUntil(() => page.find('#street_address-hint')?.textContent?.includes('svarer ikke'));
    autofill(page, FILLED);
    page.find<HTMLFormElement>('form.address').requestSubmit();
    await waitUntil(() => values(page).step === 'delivery');
  });

  it('fills the place from the postcode, and replaces only what it filled itself', async () => {
    const page = await checkoutPage('contact');
    await choose(page, 'NO');
    await type(page, 'postal_code', '5003');
    await waitUntil(() => field(page, 'address_locality').value === 'Bergen');
    await type(page, 'address_locality', 'Bergen sentrum');
    await type(page, 'postal_code', '500');
    await type(page, 'postal_code', '5003');
    expect(field(page, 'address_locality').value).to.equal('Bergen sentrum');
  });
});
