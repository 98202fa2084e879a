import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { scriptedVisit } from '../../../test/scripted-visit.ts';
import { openStore, told } from '../../../test/open-store.ts';
import '../add-button/define.ts';
import { browserKeep } from '../../browser-doors.ts';
import './define.ts';

describe('vitrine-store', () => {
  it('leaves the page’s own content as the page made it', async () => {
    const page = await fixture(html`
      <div style="font: 700 22px serif; color: rgb(10, 20, 30)">
        <vitrine-store><p>Våre kniver</p></vitrine-store>
      </div>
    `);
    const look = getComputedStyle(page.querySelector('p')!);
    expect([look.fontFamily, look.fontSize, look.color]).to.deep.equal(['serif', '22px', 'rgb(10, 20, 30)']);
  });

  it('speaks Arabic from right to left', async () => {
    const { store } = await openStore(html`<p>…</p>`, scriptedVisit('ar'));
    expect(getComputedStyle(store.querySelector('p')!).direction).to.equal('rtl');
  });

  it('remembers nothing before the shopper has agreed, and forgets when they say no', async () => {
    const { store, visit } = await openStore(html`<p>…</p>`);
    expect(visit.consent).to.equal('unknown');
    const granted = told(store, 'vitrine-consent-changed');
    store.consent = 'granted';
    await granted;
    expect(visit.consent).to.equal('granted');
    const denied = told(store, 'vitrine-consent-changed');
    store.consent = 'denied';
    await denied;
    expect(visit.consent).to.equal('denied');
  });

  it('keeps its visit when it is moved in the page', async () => {
    const { store, visit } = await openStore(html`<vitrine-add-button sku="BRYNE"></vitrine-add-button>`);
    const parent = store.parentElement!;
    parent.append(store);
    await store.updateComplete;
    store.querySelector('vitrine-add-button')!.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => visit.cart.getSnapshot().context.cart?.line_items.length === 1);
  });

  it('keeps things in memory where the browser refuses', () => {
    const keep = browserKeep('vitrine:test:');
    const refuse = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    try {
      keep.set('cart', 'one');
      expect(keep.get('cart')).to.equal('one');
      keep.delete('cart');
      expect(keep.get('cart')).to.equal(null);
    } finally {
      Storage.prototype.setItem = refuse;
    }
  });
});
