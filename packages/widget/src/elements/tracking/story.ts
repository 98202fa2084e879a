import { CHAPTERS, type Chapter, type Tracking, type TrackingEvent } from '@vitrine/contract';
import type { Told, TrackingMessages } from '../../locales/tracking.ts';

/** One knot of the thread: a chapter with what happened in it. */
export interface Knot {
  chapter: Chapter;
  state: 'done' | 'now' | 'ahead';
  /** When the chapter was reached. RFC 3339. */
  at: string | null;
  events: readonly TrackingEvent[];
}

/** Fetching belongs to what it leads to. */
const chapterOf = (event: TrackingEvent): Chapter => (event.code === 'picking' ? 'picked' : event.chapter);

/** The thread as it is told: chapters that this order skipped are left out, those to come are named. */
export function knotsOf(tracking: Tracking): Knot[] {
  // A chapter of which something is told has begun, even if it is not reached.
  const reached = Math.max(
    CHAPTERS.indexOf(tracking.chapter),
    ...tracking.events.map((event) => CHAPTERS.indexOf(chapterOf(event))),
  );
  const delivered = tracking.chapter === 'delivered';
  return CHAPTERS.flatMap((chapter, index): Knot[] => {
    const events = tracking.events
      .filter((event) => chapterOf(event) === chapter)
      .sort((one, other) => Date.parse(one.occurred_at) - Date.parse(other.occurred_at));
    if (index < reached && events.length === 0) return [];
    const state = index < reached || delivered ? 'done' : index === reached ? 'now' : 'ahead';
    return [
      {
        chapter,
        state,
        at: state === 'ahead' ? null : (events.at(-1)?.occurred_at ?? null),
        events: state === 'ahead' ? [] : events,
      },
    ];
  });
}

const latest = (tracking: Tracking): TrackingEvent | undefined =>
  [...tracking.events].sort((one, other) => Date.parse(one.occurred_at) - Date.parse(other.occurred_at)).at(-1);

/** What is going on now, in one sentence: the last event says more than the chapter when it is out of the ordinary. */
export function headlineOf(tracking: Tracking, words: TrackingMessages): string {
  const last = latest(tracking);
  if (tracking.chapter === 'delivered') return words.headlines.delivered;
  if (last?.code === 'exception') return words.headlines.exception;
  if (last?.code === 'ready_for_pickup') return words.headlines.ready_for_pickup;
  if (last?.code === 'nearby' && tracking.chapter === 'out_for_delivery') return words.headlines.nearby;
  if (last?.code === 'picking' && (tracking.chapter === 'paid' || tracking.chapter === 'picked')) return words.headlines.picking;
  return words.headlines[tracking.chapter];
}

/** An event as a sentence. A robot is known by the figures in its name. */
export function sentenceOf(event: TrackingEvent, words: TrackingMessages): string {
  // In the warehouse only a bin or a table with a number is a place worth naming.
  const indoors = event.code === 'picking' || event.code === 'picked' || event.code === 'packed';
  const told: Told = {
    ...(event.place && (!indoors || /\d/.test(event.place)) ? { place: event.place } : {}),
    ...(event.by ? { by: event.by } : {}),
    robot: event.by !== undefined && /\d/.test(event.by),
  };
  return words.events[event.code](told);
}

/** Whether a map has anything to show yet: a road, or a vehicle, and the parcel on it. */
export function hasMap(tracking: Tracking): boolean {
  const away = CHAPTERS.indexOf(tracking.chapter) >= CHAPTERS.indexOf('handed_over');
  return away && tracking.chapter !== 'delivered' && (tracking.vehicle !== undefined || (tracking.route?.length ?? 0) > 1);
}
