import type { Chapter, ProofOfDelivery } from '@vitrine/contract';

/** What is known of one event, for the sentence that tells it. */
export interface Told {
  place?: string;
  by?: string;
  /** `by` is a robot's number, not a person. */
  robot: boolean;
}

/** Every word of the tracker and its map. */
export interface TrackingMessages {
  title: string;
  noneTitle: string;
  noneText: string;
  loading: string;
  failedTitle: string;
  failedText: string;
  tryAgain: string;
  order: (label: string) => string;
  /** What is going on now. */
  headlines: Record<Chapter, string> & { ready_for_pickup: string; nearby: string; exception: string; picking: string };
  /** Names of the thread's knots. */
  chapters: Record<Chapter, string>;
  thread: string;
  soFar: string;
  ahead: string;
  now: string;
  events: {
    ordered: (told: Told) => string;
    paid: (told: Told) => string;
    picking: (told: Told) => string;
    picked: (told: Told) => string;
    packed: (told: Told) => string;
    labelled: (told: Told) => string;
    handed_over: (told: Told) => string;
    hub: (told: Told) => string;
    ready_for_pickup: (told: Told) => string;
    out_for_delivery: (told: Told) => string;
    nearby: (told: Told) => string;
    delivered: (told: Told) => string;
    exception: (told: Told) => string;
  };
  arrives: (when: string) => string;
  deliveredAt: (when: string) => string;
  away: (distance: string) => string;
  stops: (count: number) => string;
  progress: string;
  carrier: string;
  number: string;
  openCarrier: string;
  newTab: string;
  signals: {
    live: string;
    lagging: (age: string) => string;
    stale: (at: string) => string;
    offline: (at: string) => string;
  };
  proof: { title: string; kinds: Record<ProofOfDelivery['kind'], string> };
  map: {
    label: string;
    loading: string;
    failed: string;
    zoomIn: string;
    zoomOut: string;
    centre: string;
    keys: string;
    vehicle: string;
    door: string;
  };
}
