/** After "Pay": a look at the tracking now and then, until the parcel is there. Nobody keeps a page open for days. */
import { CHAPTERS, sleep, type Chapter, type Tracking } from '@vitrine/contract';
import type { LifeOptions, PlacedOrder } from './life.ts';
import type { Page } from './page.ts';

const HOUR_MS = 3_600_000;

/** How long somebody looks at the map. */
const LOOK_S = { least: 20, most: 90 };

export async function followToTheDoor(
  page: Page,
  { world, random }: LifeOptions,
  order: PlacedOrder,
): Promise<{ tracking: Tracking; reports: { version: number; chapter: Chapter }[] }> {
  const reports: { version: number; chapter: Chapter }[] = [];
  for (let looks = 0; ; looks++) {
    const actor = page.visit.tracking({ id: order.id, token: order.token });
    const subscription = actor.subscribe(({ context: { tracking: shown } }) => {
      const last = reports.at(-1);
      if (shown && (shown.version !== last?.version || shown.chapter !== last.chapter))
        reports.push({ version: shown.version, chapter: shown.chapter });
    });
    const seen = await page.see({
      what: 'the tracking of the order',
      actor: (visit) => visit.tracking({ id: order.id, token: order.token }),
      fits: (snapshot) => snapshot.matches('following') || snapshot.matches('ended'),
      isTrouble: (snapshot) => snapshot.matches('failed'),
      retry: (visit) => visit.tracking({ id: order.id, token: order.token }).send({ type: 'tracking.retry' }),
    });
    if (!seen.matches('ended')) await page.think(LOOK_S.least, LOOK_S.most);
    const last = page.visit.tracking({ id: order.id, token: order.token }).getSnapshot();
    subscription.unsubscribe();
    const { tracking } = last.context;
    if (tracking?.chapter === 'delivered') return { tracking, reports };
    page.browser.close(page.visit);
    await sleep(world.clock, pauseMs(tracking, looks, random.integer(0, HOUR_MS), world.clock.now()));
    page.visit = page.browser.open();
  }
}

/** Sooner at first and when it is near; never so seldom that a parcel stands there for days. */
function pauseMs(tracking: Tracking | null, looks: number, moreMs: number, now: number): number {
  if (looks === 0) return 20 * 60_000 + moreMs;
  const isNear = tracking && CHAPTERS.indexOf(tracking.chapter) >= CHAPTERS.indexOf('out_for_delivery');
  const arrivesAt = Date.parse(tracking?.arrives?.to ?? '') || now;
  if (isNear) return HOUR_MS + moreMs;
  return Math.min(12 * HOUR_MS, Math.max(2 * HOUR_MS, arrivesAt - now)) + moreMs;
}
