import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { CHAPTERS, type Tracking } from '@vitrine/contract';
import { CheckoutGateway, trackingAt } from '../../../test/checkout-gateway.ts';
import { scriptedVisit, type ScriptedVisit } from '../../../test/scripted-visit.ts';
import '../store/define.ts';
import './define.ts';
import type { VitrineTracking } from './tracking.ts';

interface TrackingPage extends ScriptedVisit {
  gateway: CheckoutGateway;
  element: VitrineTracking;
  actor: ReturnType<ScriptedVisit['visit']['tracking']>;
  text: () => string;
}

async function trackingPage(
  tracking: Tracking | null,
  { order = 'order-1', hidden = false, prepare = (_: CheckoutGateway): void => {} } = {},
): Promise<TrackingPage> {
  const gateway = new CheckoutGateway();
  gateway.tracking = tracking;
  prepare(gateway);
  const scripted = scriptedVisit('nb', gateway);
  const host = await fixture<HTMLElement>(
    html`<vitrine-store .visit=${scripted.visit} locale="nb"
      ><vitrine-tracking order=${order} token=${order && 'token-1'} ?hidden=${hidden}></vitrine-tracking
    ></vitrine-store>`,
  );
  const element = host.querySelector('vitrine-tracking')!;
  const text = () => element.shadowRoot!.textContent.replace(/\s+/g, ' ');
  await waitUntil(() => text().trim() !== '');
  const actor = scripted.visit.tracking({ id: 'order-1', token: 'token-1' });
  return { ...scripted, gateway, element, actor, text };
}

describe('the tracker is accessible', () => {
  it('without an order, while it looks, and when nobody answers', async () => {
    const none = await trackingPage(null, { order: '' });
    expect(none.text()).to.contain('Ingen bestilling');
    await expect(none.element).to.be.accessible();
    const looking = await trackingPage(null, { prepare: (gateway) => gateway.hold('orders') });
    expect(looking.element.shadowRoot!.querySelector('[aria-busy="true"]') !== null).to.equal(true);
    await expect(looking.element).to.be.accessible();
    const failed = await trackingPage(null);
    await waitUntil(async () => {
      await failed.clock.runFor(60_000);
      return failed.text().includes('når ikke');
    });
    await expect(failed.element).to.be.accessible();
  });

  for (const chapter of CHAPTERS) {
    it(`in the chapter ${chapter}`, async () => {
      const page = await trackingPage(trackingAt(chapter));
      await waitUntil(() => page.element.shadowRoot!.querySelector('.thread'));
      await expect(page.element).to.be.accessible();
    });
  }
});

describe('the thread', () => {
  it('says what goes on, when it arrives, and who had it in hands and where', async () => {
    const page = await trackingPage(trackingAt('packed'));
    await waitUntil(() => page.text().includes('Pakken er pakket'));
    expect(page.text())
      .to.contain('Kommer i morgen')
      .and.contain('Robot R-07 hentet varene fra B-03-1')
      .and.contain('Kari pakket dem ved P2');
    expect(page.element.shadowRoot!.querySelectorAll('[aria-current="step"]')).to.have.length(1);
  });

  it('tells metres and stops in words while the van drives', async () => {
    const page = await trackingPage(trackingAt('out_for_delivery'));
    await waitUntil(() => page.text().includes('820 m unna'));
    expect(page.text()).to.contain('2 stopp før deg');
  });

  it('shows the proof once it is delivered, and no signal any more', async () => {
    const page = await trackingPage(trackingAt('delivered'));
    await waitUntil(() => page.text().includes('Pakken er levert'));
    expect(page.text()).to.contain('Bilde tatt ved levering').and.contain('Satt ved døren');
    expect(page.element.shadowRoot!.querySelectorAll('.signal')).to.have.length(0);
  });

  it('leaves out chapters that this order skipped', async () => {
    const courier = trackingAt('out_for_delivery');
    const page = await trackingPage({ ...courier, events: courier.events.filter(({ chapter }) => chapter !== 'in_transit') });
    await waitUntil(() => page.element.shadowRoot!.querySelector('.thread'));
    expect(page.text()).not.to.contain('Underveis');
  });
});

describe('how fresh it is', () => {
  for (const [signal, words] of [
    ['live', 'Direkte'],
    ['lagging', 'Sist oppdatert'],
    ['stale', 'Ikke hørt noe siden'],
    ['offline', 'Ingen forbindelse'],
  ] as const) {
    it(`is said honestly when it is ${signal}`, async () => {
      const page = await trackingPage(trackingAt('in_transit'));
      await waitUntil(() => page.element.shadowRoot!.querySelector('.thread'));
      page.actor.send({ type: 'signal.change', signal });
      await page.element.updateComplete;
      expect(page.text()).to.contain(words);
      await expect(page.element).to.be.accessible();
    });
  }

  it('is spoken in few words: a chapter at a time, never the first look, never twice within a breath', async () => {
    const page = await trackingPage(trackingAt('packed'));
    await waitUntil(() => page.element.shadowRoot!.querySelector('.thread'));
    const said = () => page.element.shadowRoot!.querySelector('[role="status"].visually-hidden')!.textContent;
    expect(said()).to.equal('');
    page.actor.send({ type: 'tracking.report', tracking: trackingAt('labelled'), at: page.clock.now() });
    await page.element.updateComplete;
    await waitUntil(() => said().includes('klar til henting'));
    page.actor.send({ type: 'tracking.report', tracking: trackingAt('handed_over'), at: page.clock.now() });
    await page.element.updateComplete;
    expect(said()).to.contain('klar til henting');
    page.actor.send({ type: 'signal.change', signal: 'lagging' });
    await page.clock.runFor(30_000);
    await waitUntil(() => said().includes('forlatt lageret'));
  });
});

describe('the map', () => {
  it('stays away when it is not wanted, and before there is a road', async () => {
    const early = await trackingPage(trackingAt('packed'));
    await waitUntil(() => early.element.shadowRoot!.querySelector('.thread'));
    expect(early.element.shadowRoot!.querySelectorAll('vitrine-tracking-map')).to.have.length(0);
    const page = await trackingPage(trackingAt('out_for_delivery'));
    page.element.noMap = true;
    await waitUntil(() => page.element.shadowRoot!.querySelector('.thread'));
    expect(page.element.shadowRoot!.querySelectorAll('vitrine-tracking-map')).to.have.length(0);
  });

  it('is loaded when it is seen, draws streets, road, door and van, and works by keyboard', async () => {
    const page = await trackingPage(trackingAt('out_for_delivery'));
    page.element.streets = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: {
            type: 'LineString',
            coordinates: [
              [5.31, 60.385],
              [5.32, 60.39],
            ],
          },
        },
      ],
    };
    await waitUntil(
      () => page.element.shadowRoot!.querySelector('vitrine-tracking-map')?.shadowRoot?.querySelector('.leaflet-pane'),
      'it is drawn',
      { timeout: 5_000 },
    );
    const map = page.element.shadowRoot!.querySelector('vitrine-tracking-map')!.shadowRoot!;
    await waitUntil(() => map.querySelector('.pin.vehicle'));
    for (const drawn of ['.street', '.road', '.road.ahead', '.pin.door', '.map[tabindex="0"]', '.map-button'])
      expect(map.querySelector(drawn) !== null, drawn).to.equal(true);
    expect(map.querySelector('.map-button')!.getBoundingClientRect().height).to.equal(44);
    await expect(page.element).to.be.accessible();
  });

  it('shows the van and the door at once, also when the page grows narrow', async () => {
    const page = await trackingPage(trackingAt('out_for_delivery'));
    const map = () => page.element.shadowRoot!.querySelector('vitrine-tracking-map')?.shadowRoot;
    await waitUntil(() => map()?.querySelector('.pin.vehicle'), 'it is drawn', { timeout: 5_000 });
    const isInView = (pin: string): boolean => {
      const [at, frame] = [map()!.querySelector(pin)!, map()!.querySelector('.map')!].map((one) => one.getBoundingClientRect());
      return at!.left >= frame!.left && at!.right <= frame!.right && at!.top >= frame!.top && at!.bottom <= frame!.bottom;
    };
    const both = () => isInView('.pin.vehicle') && isInView('.pin.door');
    await waitUntil(both);
    page.element.style.inlineSize = '280px';
    await waitUntil(() => map()!.querySelector('.map')!.getBoundingClientRect().width < 281 && both());
  });

  it('draws the streets that the store knows, wherever the tracker stands', async () => {
    const page = await trackingPage(trackingAt('out_for_delivery'));
    const script = document.createElement('script');
    script.type = 'application/geo+json';
    const coordinates = [
      [5.31, 60.385],
      [5.32, 60.39],
    ];
    script.textContent = JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: { type: 'LineString', coordinates } }],
    });
    page.element.parentElement!.prepend(script);
    const map = () => page.element.shadowRoot!.querySelector('vitrine-tracking-map')?.shadowRoot;
    page.element.requestUpdate();
    await waitUntil(() => map()?.querySelector('.street'), 'a street is drawn', { timeout: 5_000 });
  });

  it('is not loaded while it is out of sight', async () => {
    const page = await trackingPage(trackingAt('out_for_delivery'), { hidden: true });
    await waitUntil(() => page.element.shadowRoot!.querySelector('vitrine-tracking-map'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(
      page.element.shadowRoot!.querySelector('vitrine-tracking-map')!.shadowRoot?.querySelectorAll('.leaflet-pane').length ?? 0,
    ).to.equal(0);
  });
});
