import type { Tracking } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Signal, TrackingContext } from '../../machines/tracking.machine.ts';
import type { Visit } from '../../visit.ts';
import { Announcer } from '../announce.ts';
import { agoInWords, momentInWords, windowInWords } from '../checkout/figures.ts';
import { marks } from '../checkout/marks.ts';
import { controls } from '../controls.styles.ts';
import { clockTime, distance } from '../format.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import type { Store } from '../visit-context.ts';
import { roadMetres, type Streets } from '../tracking-map/geometry.ts';
import { streetsIn } from '../tracking-map/streets.ts';
import { hasMap, headlineOf, knotsOf, sentenceOf, type Knot } from './story.ts';
import { styles } from './tracking.styles.ts';

/** The spoken word comes no more often than this, however fast the parcel moves. */
const BREATH_MS = 10_000;
const TICK_MS = 5_000;

interface TrackingView {
  state: string;
  context: TrackingContext;
}

/**
 * Follows one order from the shelf to the door, in words: what is going on, when it arrives, who had it in hands and
 * where. Says honestly how fresh that is. The map is for those who like maps; everything on it is also said.
 *
 * Streets are drawn from a `<script type="application/geo+json">` child, or from one that the surrounding
 * `<vitrine-store>` has: there it serves every tracker of the page, also the one in the checkout's confirmation.
 *
 * @element vitrine-tracking
 * @slot map - A map of your own, instead of `<vitrine-tracking-map>`.
 * @csspart headline - What is going on now.
 * @csspart thread - The chapters.
 * @csspart knot - One chapter.
 * @csspart signal - How fresh the news is.
 * @csspart map - The map.
 */
export class VitrineTracking extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Order to follow. Without it: the one the page asked for, or the one placed last on this device. */
  @property() order = '';

  /** The order's own token, from its confirmation. */
  @property() token = '';

  /** Leaves the map out. */
  @property({ type: Boolean, attribute: 'no-map' }) noMap = false;

  /** Streets for the map, as GeoJSON lines. Without it: those of a script child, of its own or of the `<vitrine-store>`. */
  @property({ attribute: false }) streets: Streets | undefined;

  /** Address of map tiles with `{z}`, `{x}` and `{y}`, from a host of your own choice. */
  @property() tiles = '';

  /** Who is to be named on the map for its tiles. */
  @property() attribution = '';

  readonly #tracking: Slice<ReturnType<Visit['tracking']>, TrackingView> = new Slice(
    this,
    (visit: Visit) => this.#follow(visit),
    (snapshot): TrackingView => ({ state: String(snapshot.value), context: snapshot.context }),
    (one, other) => one.state === other.state && one.context === other.context,
  );
  readonly #announcer = new Announcer(this);
  #followed: { id: string; actor: ReturnType<Visit['tracking']> } | undefined;
  #tick: unknown;
  #longest = { id: '', metres: 0 };
  #saidAt = -Infinity;
  #toSay = '';
  #said = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTick();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#tracking.refollow();
    const { value: view, store } = this.#tracking;
    if (view?.context.tracking && store) this.#speak(view.context, store);
  }

  protected override updated(): void {
    this.#stopTick();
    const { value: view, store } = this.#tracking;
    if (!store || !view || !this.isConnected) return;
    if (view.state !== 'following' || (view.context.signal === 'live' && this.#toSay === this.#said)) return;
    this.#tick = store.visit.clock.setTimeout(() => this.requestUpdate(), TICK_MS);
  }

  override render() {
    const { value: view, store } = this.#tracking;
    if (!store) return nothing;
    return html`${this.#body(view, store)}${this.#announcer.region()}`;
  }

  #body(view: TrackingView | undefined, store: Store): TemplateResult {
    const words = store.messages.tracking;
    if (!view) return this.#blank(words.noneTitle, words.noneText);
    const { tracking } = view.context;
    if (!tracking) {
      if (view.state === 'failed') {
        return this.#blank(
          words.failedTitle,
          words.failedText,
          html`<button class="button primary" type="button" @click=${this.#retry}>${words.tryAgain}</button>`,
        );
      }
      return this.#skeleton(words.loading);
    }
    return html`<article class="track ${tracking.chapter === 'delivered' ? 'delivered' : ''}" aria-labelledby="headline">
      <header class="head">
        ${tracking.label ? html`<p class="eyebrow">${words.order(tracking.label)}</p>` : nothing}
        <h2 class="headline" part="headline" id="headline">${headlineOf(tracking, words)}</h2>
        <p class="when">${this.#when(tracking, store)}</p>
        ${this.#signal(view, tracking, store)}
      </header>
      ${this.#nearness(tracking, store)}
      ${
        view.state === 'failed'
          ? html`<div class="notice warn" role="alert">
              ${marks.warning}
              <div>
                <span class="block">${words.failedTitle}</span
                ><button class="link" type="button" @click=${this.#retry}>${words.tryAgain}</button>
              </div>
            </div>`
          : nothing
      }
      ${this.#map(tracking)} ${tracking.proof ? this.#proof(tracking, store) : nothing}
      <ol class="thread" part="thread" aria-label=${words.thread}>
        ${knotsOf(tracking).map((knot) => this.#knot(knot, store))}
      </ol>
      ${this.#carrier(tracking, store)}
    </article>`;
  }

  #when(tracking: Tracking, { messages, locale, visit }: Store): string {
    const words = messages.tracking;
    const now = visit.shopTime();
    const delivered =
      tracking.proof?.at ??
      (tracking.chapter === 'delivered' ? tracking.events.findLast(({ code }) => code === 'delivered')?.occurred_at : undefined);
    if (delivered) return words.deliveredAt(momentInWords(Date.parse(delivered), now, locale));
    return tracking.arrives ? words.arrives(windowInWords(tracking.arrives, now, locale)) : '';
  }

  /** Metres and stops, and how far along the road: the map in words. */
  #nearness(tracking: Tracking, { messages, locale }: Store): TemplateResult | typeof nothing {
    const { vehicle } = tracking;
    if (!vehicle || tracking.chapter !== 'out_for_delivery') return nothing;
    const words = messages.tracking;
    const first = this.#longestWay(tracking);
    return html`<div class="near">
      <p class="near-words">
        <strong>${words.away(distance(vehicle.metres_left, locale))}</strong><span>${words.stops(vehicle.stops_before)}</span>
      </p>
      <progress
        class="way"
        max=${first}
        value=${Math.max(0, first - vehicle.metres_left)}
        aria-label=${words.progress}
      ></progress>
    </div>`;
  }

  #longestWay(tracking: Tracking): number {
    const left = tracking.vehicle?.metres_left ?? 0;
    if (this.#longest.id !== tracking.order_id) this.#longest = { id: tracking.order_id, metres: 0 };
    this.#longest.metres = Math.max(this.#longest.metres, left, roadMetres(tracking.route ?? []), 1);
    return this.#longest.metres;
  }

  #signal({ state, context }: TrackingView, tracking: Tracking, store: Store): TemplateResult | typeof nothing {
    if (state === 'ended' || tracking.chapter === 'delivered') return nothing;
    const { signals } = store.messages.tracking;
    const age = silenceMs(context, store);
    const at = clockTime(store.visit.shopTime() - age, store.locale);
    const said: Record<Signal, string> = {
      live: signals.live,
      lagging: signals.lagging(agoInWords(age, store.locale)),
      stale: signals.stale(at),
      offline: signals.offline(at),
    };
    return html`<p class="signal ${context.signal}" part="signal">
      <span class="dot" aria-hidden="true"></span>${said[context.signal]}
    </p>`;
  }

  #map(tracking: Tracking): TemplateResult | typeof nothing {
    if (this.noMap || !hasMap(tracking)) return nothing;
    void import('../tracking-map/define.ts');
    return html`<slot name="map" part="map"
      ><vitrine-tracking-map
        exportparts="map: map__canvas"
        .tracking=${tracking}
        .streets=${this.streets ?? streetsIn(this) ?? this.#tracking.store?.streets}
        tiles=${this.tiles}
        attribution=${this.attribution}
        ?stale=${this.#tracking.value?.context.signal !== 'live'}
      ></vitrine-tracking-map
    ></slot>`;
  }

  #knot(knot: Knot, store: Store): TemplateResult {
    const words = store.messages.tracking;
    const now = store.visit.shopTime();
    const spoken = knot.state === 'done' ? words.soFar : knot.state === 'now' ? words.now : words.ahead;
    return html`<li class="knot ${knot.state}" part="knot" aria-current=${knot.state === 'now' ? 'step' : nothing}>
      <span class="bead" aria-hidden="true">${knot.state === 'done' ? marks.check : nothing}</span>
      <div class="knot-words">
        <p class="knot-head">
          <span class="knot-name">${words.chapters[knot.chapter]}<span class="visually-hidden"> (${spoken})</span></span>
          ${knot.at ? html`<time class="knot-time" datetime=${knot.at}>${momentInWords(Date.parse(knot.at), now, store.locale)}</time>` : nothing}
        </p>
        ${
          knot.events.length > 0
            ? html`<ul class="details">
                ${knot.events.map(
                  (event) =>
                    html`<li class="detail ${event.code === 'exception' ? 'trouble' : ''}">
                      <span
                        >${sentenceOf(event, words)}${event.note && event.code === 'exception' ? html`<span class="note"> ${event.note}</span>` : nothing}</span
                      >
                      ${knot.events.length > 1 ? html`<time class="detail-time" datetime=${event.occurred_at}>${clockTime(event.occurred_at, store.locale)}</time>` : nothing}
                    </li>`,
                )}
              </ul>`
            : nothing
        }
      </div>
    </li>`;
  }

  #proof({ proof }: Tracking, { messages, locale, visit }: Store): TemplateResult {
    const words = messages.tracking.proof;
    return html`<div class="proof">
      ${marks.check}
      <div>
        <strong class="block">${words.kinds[proof!.kind]}</strong>
        <span class="block"
          >${[proof!.note, momentInWords(Date.parse(proof!.at), visit.shopTime(), locale)].filter(Boolean).join(' · ')}</span
        >
      </div>
    </div>`;
  }

  #carrier({ carrier }: Tracking, { messages }: Store): TemplateResult | typeof nothing {
    if (!carrier) return nothing;
    const words = messages.tracking;
    return html`<dl class="carrier">
      <div>
        <dt>${words.carrier}</dt>
        <dd>${carrier.name}</dd>
      </div>
      ${
        carrier.tracking_number
          ? html`<div>
              <dt>${words.number}</dt>
              <dd class="digits">${carrier.tracking_number}</dd>
            </div>`
          : nothing
      }
      ${
        carrier.tracking_url && /^https?:/.test(carrier.tracking_url)
          ? html`<div>
              <dt class="visually-hidden">${words.openCarrier}</dt>
              <dd>
                <a class="link" href=${carrier.tracking_url} target="_blank" rel="noopener"
                  >${words.openCarrier}<span class="visually-hidden"> (${words.newTab})</span></a
                >
              </dd>
            </div>`
          : nothing
      }
    </dl>`;
  }

  #blank(title: string, text: string, more: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="blank">
      <span class="blank-mark">${marks.parcel}</span>
      <h2 class="blank-title">${title}</h2>
      <p>${text}</p>
      ${more}
    </div>`;
  }

  #skeleton(words: string): TemplateResult {
    return html`<div aria-busy="true">
      <p class="visually-hidden" role="status">${words}</p>
      <div class="track" aria-hidden="true">
        <span class="skeleton title-like"></span><span class="skeleton line-like"></span>
        <div class="waiting">${[0, 1, 2, 3].map(() => html`<span class="skeleton knot-like"></span>`)}</div>
      </div>
    </div>`;
  }

  #retry = (): void => {
    this.#tracking.actor?.send({ type: 'tracking.retry' });
  };

  #follow(visit: Visit): ReturnType<Visit['tracking']> | undefined {
    const store = this.#tracking?.store;
    const order = this.order && this.token ? { id: this.order, token: this.token } : (store?.tracked ?? visit.lastOrder());
    if (!order) return (this.#followed = undefined);
    const id = `${order.id} ${order.token}`;
    if (this.#followed?.id !== id) this.#followed = { id, actor: visit.tracking(order) };
    return this.#followed.actor;
  }

  /** Says a change of chapter, of window or of signal, one at a time and with pauses. The first look is not news. */
  #speak(context: TrackingContext, store: Store): void {
    const { tracking, signal } = context;
    const words = store.messages.tracking;
    this.#toSay = [
      headlineOf(tracking!, words),
      this.#when(tracking!, store),
      signal === 'offline'
        ? words.signals.offline(clockTime(store.visit.shopTime() - silenceMs(context, store), store.locale))
        : '',
    ]
      .filter(Boolean)
      .join('. ');
    if (this.#said === '') {
      this.#said = this.#toSay;
      return;
    }
    const now = store.visit.clock.now();
    if (this.#toSay === this.#said || now - this.#saidAt < BREATH_MS) return;
    this.#said = this.#toSay;
    this.#saidAt = now;
    this.#announcer.say(this.#toSay);
  }

  #stopTick(): void {
    if (this.#tick !== undefined) this.#tracking.store?.visit.clock.clearTimeout(this.#tick);
    this.#tick = undefined;
  }
}

/** How long ago the last news came in: what has an age is measured by this device alone. */
const silenceMs = ({ receivedAt }: TrackingContext, { visit: { clock } }: Store): number =>
  clock.now() - (receivedAt ?? clock.now());

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-tracking': VitrineTracking;
  }
}
