import { expect, html, waitUntil } from '@open-wc/testing';
import { found, inside, openStore } from '../../../test/open-store.ts';
import { scriptedVisit } from '../../../test/scripted-visit.ts';
import './define.ts';

const titles = (shelf: Element): (string | undefined)[] =>
  [...shelf.shadowRoot!.querySelectorAll('vitrine-product-card')].map((card) => inside(card, '.look')?.textContent?.trim());

describe('vitrine-showcase', () => {
  it('is accessible while it waits, full, empty and failed', async () => {
    const scripted = scriptedVisit();
    scripted.gateway.hold('showcases');
    const { store, gateway, clock } = await openStore(
      html`<vitrine-showcase heading="Utvalgt" limit="4"></vitrine-showcase>`,
      scripted,
    );
    await expect(store).to.be.accessible();
    gateway.release('showcases');
    const shelf = store.querySelector('vitrine-showcase')!;
    await found(shelf, 'vitrine-product-card', '.look');
    await expect(store).to.be.accessible();
    shelf.placement = 'nothing';
    await found(shelf, '.state');
    await expect(store).to.be.accessible();
    gateway.failing.add('showcases');
    shelf.placement = 'product';
    await waitUntil(async () => (await clock.runFor(20_000), inside(shelf, '[role=alert]')));
    await expect(store).to.be.accessible();
  });

  it('holds exactly the space it will need', async () => {
    const scripted = scriptedVisit();
    scripted.gateway.hold('showcases');
    const { store, gateway } = await openStore(html`<vitrine-showcase heading="Utvalgt" limit="4"></vitrine-showcase>`, scripted);
    const shelf = store.querySelector('vitrine-showcase')!;
    await shelf.updateComplete;
    const before = shelf.getBoundingClientRect().height;
    gateway.release('showcases');
    await found(shelf, 'vitrine-product-card', '.look');
    expect(shelf.getBoundingClientRect().height).to.equal(before);
  });

  it('says why each thing is shown', async () => {
    const { store } = await openStore(html`<vitrine-showcase limit="2"></vitrine-showcase>`);
    const shelf = store.querySelector('vitrine-showcase')!;
    await found(shelf, 'vitrine-product-card', '.look');
    const reasons = [...shelf.shadowRoot!.querySelectorAll('vitrine-product-card')].map((card) =>
      inside(card, '.reason')!.textContent.trim(),
    );
    expect(reasons).to.deep.equal(['Populært: 112 har kjøpt', 'Ofte kjøpt sammen med Kokkekniv']);
  });

  it('scrolls sideways in its own box, and never widens the page', async () => {
    const { store } = await openStore(html`<vitrine-showcase layout="rail" limit="10"></vitrine-showcase>`);
    const shelf = store.querySelector('vitrine-showcase')!;
    await found(shelf, 'vitrine-product-card', '.look');
    const rail = inside(shelf, '.rail')!;
    expect(rail.scrollWidth).to.be.above(rail.clientWidth);
    expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
  });

  it('tries again when it is asked to', async () => {
    const scripted = scriptedVisit();
    scripted.gateway.failing.add('showcases');
    const { store, gateway, clock } = await openStore(html`<vitrine-showcase limit="3"></vitrine-showcase>`, scripted);
    const shelf = store.querySelector('vitrine-showcase')!;
    await waitUntil(async () => (await clock.runFor(20_000), inside(shelf, '[role=alert] button')));
    gateway.failing.clear();
    inside<HTMLButtonElement>(shelf, '[role=alert] button')!.click();
    await found(shelf, 'vitrine-product-card', '.look');
    expect(titles(shelf)).to.have.length(3);
  });

  it('never asks again for what is already on the shelf', async () => {
    const { store, gateway } = await openStore(html`<vitrine-showcase limit="3"></vitrine-showcase>`);
    const shelf = store.querySelector('vitrine-showcase')!;
    await found(shelf, 'vitrine-product-card', '.look');
    const before = titles(shelf);
    const { parentElement } = shelf;
    shelf.remove();
    parentElement!.append(shelf);
    await found(shelf, 'vitrine-product-card', '.look');
    expect(titles(shelf)).to.deep.equal(before);
    expect(gateway.asked.filter(({ path }) => path === '/showcases')).to.have.length(1);
  });
});
