import type { Tracking } from '@vitrine/contract';
import { html, LitElement, nothing, render, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type * as Leaflet from 'leaflet/dist/leaflet-src.esm.js';
import type { Visit } from '../../visit.ts';
import { marks } from '../checkout/marks.ts';
import { controls } from '../controls.styles.ts';
import { icons } from '../icons.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { linesOf, pointAlong, pointOf, wayBetween, type Point, type Streets } from './geometry.ts';
import { streetsIn } from './streets.ts';
import { leafletStyles, styles } from './tracking-map.styles.ts';

/** Longest a move is drawn out, milliseconds: the vehicle sends its place every ten seconds. */
const LONGEST_MOVE_MS = 10_000;

/** Room around the way, and more of it where the buttons stand. */
const EDGE_PX = 32;
const BUTTONS_PX = 84;

/**
 * A parcel's road on a map: the streets, the way, the door, and the vehicle, which moves smoothly between the points
 * it has sent and never beyond the last. Everything on it is also said by `<vitrine-tracking>`.
 *
 * @element vitrine-tracking-map
 * @csspart map - The map itself.
 * @csspart controls - Buttons on the map.
 * @cssprop [--vitrine-map-height=320px] - Height of the map.
 */
export class VitrineTrackingMap extends LitElement {
  static override readonly styles = [tokens, controls, leafletStyles, styles];

  /** What is shown. Set by `<vitrine-tracking>`. */
  @property({ attribute: false }) tracking: Tracking | undefined;

  /** Streets as GeoJSON lines. Or as a `<script type="application/geo+json">` child of it or of the store. */
  @property({ attribute: false }) streets: Streets | undefined;

  /** Address of map tiles with `{z}`, `{x}` and `{y}`. Without it no request leaves the page. */
  @property() tiles = '';

  /** Who is to be named for the tiles. */
  @property() attribution = '';

  /** The vehicle has not been heard of for a while: it is drawn grey. */
  @property({ type: Boolean, reflect: true }) stale = false;

  @state() private where: 'waiting' | 'loading' | 'shown' | 'failed' = 'waiting';

  readonly #store = new Slice(
    this,
    (visit: Visit) => visit.cart,
    () => null,
  );
  #watch: IntersectionObserver | undefined;
  #leaflet: typeof Leaflet | undefined;
  #map: Leaflet.Map | undefined;
  #road: Leaflet.Polyline | undefined;
  #ahead: Leaflet.Polyline | undefined;
  #door: Leaflet.Marker | undefined;
  #vehicle: Leaflet.Marker | undefined;
  #ground: Leaflet.Layer | undefined;
  #drawn: { streets: Streets | undefined; tiles: string } | undefined;
  #place: Point | undefined;
  #moving = 0;
  #heardAt: number | undefined;
  #lastAt = '';
  /** The way that the view was fitted to. */
  #fitted = '';
  /** The shopper looks where they want: the view no longer follows. */
  #touched = false;
  #size: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    });
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    cancelAnimationFrame(this.#moving);
    this.#size?.disconnect();
    this.#map?.remove();
    this.#map = this.#road = this.#ahead = this.#door = this.#vehicle = this.#ground = this.#drawn = this.#place = undefined;
    this.#fitted = '';
    this.#touched = false;
    this.where = 'waiting';
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (this.where === 'shown') this.#draw();
  }

  override render() {
    const words = this.#store.store?.messages.tracking.map;
    if (!words) return nothing;
    const button = (label: string, drawing: unknown, press: () => void) =>
      html`<button class="map-button" type="button" aria-label=${label} title=${label} @click=${press}>${drawing}</button>`;
    return html`<div class="frame">
      <div class="map" part="map" role="group" aria-label=${words.label} aria-describedby="keys" tabindex="0"></div>
      ${
        this.where === 'failed'
          ? html`<p class="veil" role="status">${words.failed}</p>`
          : this.where !== 'shown'
            ? html`<p class="veil" role="status">${words.loading}</p>`
            : html`<div class="buttons" part="controls">
                ${button(words.zoomIn, icons.plus, () => this.#zoom(1))}
                ${button(words.zoomOut, icons.minus, () => this.#zoom(-1))}
                ${button(words.centre, icons.pin, () => this.#centre())}
              </div>`
      }
      <span class="visually-hidden" id="keys">${words.keys}</span>
      ${this.attribution && this.tiles ? html`<span class="attribution">${this.attribution}</span>` : nothing}
    </div>`;
  }

  /** The map's own code comes when the map is first seen, not before. */
  async #load(): Promise<void> {
    if (this.where !== 'waiting') return;
    this.#watch?.disconnect();
    this.where = 'loading';
    try {
      this.#leaflet = await import('leaflet/dist/leaflet-src.esm.js');
      if (!this.isConnected) return;
      this.#open(this.#leaflet);
      this.where = 'shown';
    } catch {
      this.where = 'failed';
    }
  }

  #open(leaflet: typeof Leaflet): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Leaflet's own controls write HTML, which a page with Trusted Types refuses: ours stand beside the map.
    this.#map = leaflet.map(this.renderRoot.querySelector<HTMLElement>('.map')!, {
      zoomControl: false,
      attributionControl: false,
      scrollWheelZoom: false,
      // A finger that scrolls the page goes on over the map; two fingers and the buttons zoom.
      dragging: !matchMedia('(pointer: coarse)').matches,
      zoomSnap: 0.25,
      maxZoom: 18,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      inertia: !calm,
    });
    this.#map.on('dragstart', () => (this.#touched = true));
    this.#map.getContainer().addEventListener('keydown', () => (this.#touched = true));
    this.#map.on('zoomend', this.#measure);
    this.#size = new ResizeObserver(() => {
      this.#map?.invalidateSize({ pan: false });
      if (!this.#touched) this.#fit();
    });
    this.#size.observe(this.#map.getContainer());
  }

  #draw(): void {
    const { tracking } = this;
    const leaflet = this.#leaflet;
    const map = this.#map;
    if (!tracking || !leaflet || !map) return;
    const road = (tracking.route ?? []).map(pointOf);
    const door = tracking.destination ? pointOf(tracking.destination) : road.at(-1);
    const place = tracking.vehicle ? pointOf(tracking.vehicle.position) : undefined;
    const way = JSON.stringify([road.length > 1, door]);
    if (this.#fitted === '' || (this.#fitted !== way && !this.#touched)) {
      const seen = [...road, ...(door ? [door] : []), ...(place ? [place] : [])];
      if (seen.length === 0) return;
      const rtl = getComputedStyle(this).direction === 'rtl';
      map.fitBounds(leaflet.latLngBounds(seen), {
        paddingTopLeft: [rtl ? BUTTONS_PX : EDGE_PX, EDGE_PX],
        paddingBottomRight: [rtl ? EDGE_PX : BUTTONS_PX, EDGE_PX],
        maxZoom: 16,
        animate: false,
      });
      this.#fitted = way;
      this.#measure();
    }
    this.#drawGround(leaflet, map);
    if (road.length > 1) {
      if (this.#road) this.#road.setLatLngs(road);
      else {
        this.#road = leaflet.polyline(road, { className: 'road', interactive: false }).addTo(map);
        this.#ahead = leaflet.polyline(road, { className: 'road ahead', interactive: false }).addTo(map);
      }
    }
    if (door) {
      if (this.#door) this.#door.setLatLng(door);
      else this.#door = this.#marker(leaflet, door, 'door').addTo(map);
    }
    if (place) this.#move(leaflet, map, place, road, tracking.vehicle!.at);
    else if (this.#vehicle) this.#vehicle = void this.#vehicle.remove();
  }

  #drawGround(leaflet: typeof Leaflet, map: Leaflet.Map): void {
    const streets = this.streets ?? streetsIn(this) ?? this.#store.store?.streets;
    if (this.#drawn && this.#drawn.streets === streets && this.#drawn.tiles === this.tiles) return;
    this.#drawn = { streets, tiles: this.tiles };
    this.#ground?.remove();
    this.#ground = this.tiles
      ? leaflet.tileLayer(this.tiles, { maxZoom: 19 })
      : leaflet.layerGroup(
          linesOf(streets).flatMap((line) => [
            leaflet.polyline(line, { className: 'street-edge', interactive: false }),
            leaflet.polyline(line, { className: 'street', interactive: false }),
          ]),
        );
    this.#ground.addTo(map);
    this.#road?.bringToFront();
    this.#ahead?.bringToFront();
  }

  /** From where it is drawn to where it was last heard, over the time between two reports. */
  #move(leaflet: typeof Leaflet, map: Leaflet.Map, place: Point, road: Point[], at: string): void {
    if (!this.#vehicle) this.#vehicle = this.#marker(leaflet, place, 'vehicle').addTo(map);
    const from = this.#place;
    if (this.#lastAt === at && from) return;
    this.#lastAt = at;
    const now = Number(document.timeline.currentTime ?? 0);
    const lasts = Math.min(LONGEST_MOVE_MS, this.#heardAt === undefined ? 0 : now - this.#heardAt);
    this.#heardAt = now;
    cancelAnimationFrame(this.#moving);
    if (!from || lasts < 32 || matchMedia('(prefers-reduced-motion: reduce)').matches) return this.#put(place, road);
    const way = wayBetween(from, place, road);
    const step = (time: number): void => {
      const share = (time - now) / lasts;
      this.#put(pointAlong(way, share), road);
      if (share < 1) this.#moving = requestAnimationFrame(step);
    };
    this.#moving = requestAnimationFrame(step);
  }

  #put(place: Point, road: Point[]): void {
    this.#place = place;
    this.#vehicle?.setLatLng(place);
    const end = road.at(-1);
    if (end) this.#ahead?.setLatLngs(wayBetween(place, end, road));
    if (this.#map && !this.#touched && !this.#map.getBounds().pad(-0.02).contains(place)) this.#map.panTo(place);
  }

  #zoom(by: 1 | -1): void {
    this.#touched = true;
    this.#map?.zoomIn(by);
  }

  /** Streets are as wide as the view is near, so that a whole town stays calm. */
  #measure = (): void => {
    const zoom = this.#map?.getZoom() ?? 15;
    const width = Math.min(14, Math.max(1.5, 3 * 2 ** (0.7 * (zoom - 14))));
    this.style.setProperty('--_street', `${width.toFixed(1)}px`);
  };

  #centre(): void {
    this.#touched = false;
    this.#fit();
  }

  #fit(): void {
    this.#fitted = '';
    this.#draw();
  }

  #marker(leaflet: typeof Leaflet, place: Point, kind: 'vehicle' | 'door'): Leaflet.Marker {
    const words = this.#store.store?.messages.tracking.map;
    const drawing = document.createElement('span');
    drawing.className = `pin ${kind}`;
    render(kind === 'door' ? marks.home : marks.parcel, drawing);
    const icon = leaflet.divIcon({ html: drawing, className: 'pin-place', iconSize: kind === 'vehicle' ? [36, 36] : [32, 32] });
    const marker = leaflet.marker(place, {
      icon,
      interactive: false,
      keyboard: false,
      zIndexOffset: kind === 'vehicle' ? 1000 : 0,
    });
    marker.on('add', () => {
      marker.getElement()?.setAttribute('role', 'img');
      marker.getElement()?.setAttribute('aria-label', words?.[kind] ?? '');
    });
    return marker;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-tracking-map': VitrineTrackingMap;
  }
}
