import type { Network } from './network.ts';
import type { Service, Webhook } from './service.ts';
import { Table } from './table.ts';
import type { VirtualClock } from './virtual-clock.ts';

interface Delivery {
  id: string;
  from: string;
  webhook: Webhook;
  attempts: number;
}

/** Waits between attempts: seconds first, hours later, and after the last one it gives up as real senders do. */
const BACKOFF_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 6 * 3_600_000, 12 * 3_600_000, 24 * 3_600_000];

/** How long a receiver may take to answer. */
const PATIENCE_MS = 20_000;

/** Carries webhooks and keeps them until somebody answers 2xx. Survives a restart of the world. */
export class Postman {
  readonly deliveries = new Table<Delivery>((delivery) => delivery.id);
  readonly #clock: VirtualClock;
  readonly #network: Network;
  readonly #services = new Map<string, Service>();
  #sent = 0;

  constructor(clock: VirtualClock, network: Network) {
    this.#clock = clock;
    this.#network = network;
  }

  know(service: Service): void {
    this.#services.set(service.name, service);
  }

  send(from: string, webhook: Webhook): void {
    const delivery: Delivery = { id: `delivery-${++this.#sent}-${this.#clock.now()}`, from, webhook, attempts: 0 };
    this.deliveries.put(delivery);
    this.#clock.setAlarm(this.#clock.now(), { service: 'postman', name: 'attempt', payload: delivery.id });
  }

  /** After a restart: whatever was under way is tried again. */
  resume(): void {
    for (const { id } of this.deliveries.rows())
      this.#clock.setAlarm(this.#clock.now() + 1_000, { service: 'postman', name: 'attempt', payload: id });
  }

  async attempt(id: string): Promise<void> {
    const delivery = this.deliveries.get(id);
    if (!delivery) return;
    const { from, webhook } = delivery;
    const signed = this.#services.get(from)?.signWebhook?.(webhook, this.#clock.now()) ?? {};
    const headers = {
      'content-type': 'application/json',
      'x-vitrine-operation': webhook.operation,
      ...webhook.headers,
      ...signed,
    };
    // A sender that waited for ever would never send again.
    const patience = new AbortController();
    const timer = this.#clock.setTimeout(() => patience.abort(new Error('Nobody answered.')), PATIENCE_MS);
    const accepted = await this.#network
      .fetchAs(from)(webhook.url, { method: webhook.method ?? 'POST', body: webhook.body, headers, signal: patience.signal })
      .then(
        (response) => response.ok,
        () => false,
      );
    this.#clock.clearTimeout(timer);
    if (accepted) return void this.deliveries.delete(id);
    const waitMs = BACKOFF_MS[delivery.attempts];
    if (waitMs === undefined) return void this.deliveries.delete(id);
    this.deliveries.put({ ...delivery, attempts: delivery.attempts + 1 });
    this.#clock.setAlarm(this.#clock.now() + waitMs, { service: 'postman', name: 'attempt', payload: id });
  }
}
