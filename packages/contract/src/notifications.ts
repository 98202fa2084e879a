import type { UcpEnvelope } from './ucp.ts';

/** What a shopper can be told of, in the order in which it happens. */
export const NOTIFICATION_STAGES = ['ordered', 'handed_over', 'out_for_delivery', 'ready_for_pickup', 'delivered'] as const;
export type NotificationStage = (typeof NOTIFICATION_STAGES)[number];

export const NOTIFICATION_CHANNELS = ['email', 'sms', 'push'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/** Which channels tell of a stage. */
export type NotificationChoices = Record<NotificationStage, NotificationChannel[]>;

/** `GET` and `PUT /orders/{id}/notifications`, of extension `dev.vitrine.notifications`. */
export interface NotificationsResponse {
  ucp: UcpEnvelope;
  channels: {
    channel: NotificationChannel;
    /** There is an address, a number, or a subscribed browser. */
    reachable: boolean;
    /** With part of it hidden: `k•••@epost.example`. */
    to?: string;
    /** The operator or the mail server said that nobody can be reached there. */
    failed?: string;
  }[];
  stages: NotificationChoices;
  /** Nobody is woken by SMS or push in these hours of the shop's own clock; what waits is told afterwards. */
  quiet_hours: { from: string; until: string; time_zone: string };
  /** Browsers that get web push. */
  subscriptions: { id: string }[];
}

export interface NotificationsRequest {
  stages: Partial<NotificationChoices>;
}

/** `PushSubscription.toJSON()`, as the browser makes it. `POST /orders/{id}/notifications/push-subscription`. */
export interface PushSubscriptionRequest {
  endpoint: string;
  expirationTime?: number | null;
  keys: { p256dh: string; auth: string };
}

/** What a web push carries, as JSON: enough to show it without asking anybody. */
export interface PushPayload {
  title: string;
  body: string;
  /** Opens the order. */
  url: string;
  /** A later notification with the same tag takes the place of an earlier one. */
  tag: string;
}
