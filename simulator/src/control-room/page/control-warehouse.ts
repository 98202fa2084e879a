import { css, html, LitElement, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Poll } from './poll.ts';
import { SvgScale } from './svg-scale.ts';
import { controls, tokens } from './styles.ts';
import { shortTime } from './words.ts';

interface Point {
  x: number;
  y: number;
}

/** `GET /floor` of the warehouse: millimetres. Source: docs/upstream/warehouse.md. */
interface Floor {
  size: { width: number; depth: number };
  aisles: { name: string; x: number; from_y: number; to_y: number; robots: boolean }[];
  bins: (Point & { name: string; pieces: number })[];
  workers: (Point & {
    name: string;
    kind: 'robot' | 'person';
    doing: string;
    on_duty: boolean;
    stops_left: number;
    bin: string | null;
    picks: number;
    charge_percent: number | null;
  })[];
  packing_stations: (Point & { name: string; by: string | null; doing: string; waiting: number; packed: number })[];
  shelf_stations: (Point & { name: string })[];
  chargers: (Point & { robot: string })[];
  dock: { open: boolean; doors: (Point & { name: string; for: string; waiting_orders: number; collection_at: string | null })[] };
  queues: {
    gathering: number;
    next_wave_at: string | null;
    lists_for_people: number;
    lists_for_robots: number;
    packing: number;
    dock: number;
  };
}

const POLL_MS = 500;

/**
 * The warehouse floor: aisles and bins, who walks and drives where, the packing tables and the dock.
 *
 * @element control-warehouse
 */
export class ControlWarehouse extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        min-block-size: 0;
        container-type: size;
      }
      .split {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) 230px;
        block-size: 100%;
      }
      .plan {
        display: grid;
        min-block-size: 0;
        padding: 8px;
      }
      svg {
        inline-size: 100%;
        block-size: 100%;
        min-block-size: 0;
      }
      .room {
        fill: var(--sunken);
      }
      .shelf {
        fill: light-dark(#dcd6c8, #3a403e);
      }
      .robots .shelf {
        fill: light-dark(#cfdcd7, #2c423b);
      }
      .aisle-name,
      .place {
        fill: var(--soft);
        font: 600 calc(11 * var(--px, 100px)) var(--sans);
        text-anchor: middle;
      }
      .place {
        font-weight: 400;
        font-size: calc(10.5 * var(--px, 100px));
      }
      .bin {
        fill: var(--warn);
      }
      .table {
        fill: var(--card);
        stroke: var(--line-strong);
        stroke-width: 90;
      }
      .table.busy {
        fill: var(--moss-soft);
        stroke: var(--moss);
      }
      .door {
        fill: var(--line-strong);
      }
      .charger {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 80;
        stroke-dasharray: 220 160;
      }
      .worker {
        transition: transform ${POLL_MS}ms linear;
      }
      .worker circle {
        fill: var(--moss);
        stroke: var(--card);
        stroke-width: 130;
      }
      .worker rect {
        fill: light-dark(#8a4b12, #f0c274);
        stroke: var(--card);
        stroke-width: 130;
      }
      .worker.rests {
        opacity: 0.45;
      }
      .worker.rests text {
        display: none;
      }
      .worker text {
        fill: var(--ink);
        font: 600 calc(12 * var(--px, 100px)) var(--sans);
        paint-order: stroke;
        stroke: var(--sunken);
        stroke-width: calc(3 * var(--px, 100px));
        stroke-linejoin: round;
      }
      aside {
        padding: 10px 14px;
        border-inline-start: 1px solid var(--line);
      }
      aside ul {
        margin: 4px 0 12px;
        padding: 0;
        list-style: none;
      }
      aside li {
        padding: 2px 0;
      }
      aside b {
        font-weight: 600;
      }
      .robot {
        color: light-dark(#8a4b12, #f0c274);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 1px 10px;
        margin: 4px 0 12px;
      }
      dd {
        margin: 0;
        text-align: end;
      }
      dt {
        color: var(--soft);
      }
      @container (max-width: 620px) {
        .split {
          grid-template: minmax(180px, 46%) minmax(0, 1fr) / minmax(0, 1fr);
        }
        aside {
          border-inline-start: 0;
          border-block-start: 1px solid var(--line);
        }
      }
    `,
  ];

  readonly #scale = new SvgScale(this);
  readonly #floor = new Poll<Floor>(this, () => 'floor', POLL_MS);

  override render() {
    const { value: floor, problem } = this.#floor;
    if (!floor) return html`<p class="empty">${problem ?? 'Reading …'}</p>`;
    return html`<div class="split">
      <div class="plan">${this.#plan(floor)}</div>
      <aside class="scroll" tabindex="0" role="region" aria-label="Who does what">${this.#words(floor)}</aside>
    </div>`;
  }

  #plan({ size, aisles, bins, workers, packing_stations, shelf_stations, chargers, dock }: Floor) {
    const margin = 1_500;
    return html`<svg
      viewBox="${-margin} ${-margin} ${size.width + 2 * margin} ${size.depth + 2 * margin}"
      role="img"
      aria-label="Plan of the warehouse floor. Who is where is said in words beside it."
    >
      <rect class="room" width=${size.width} height=${size.depth} rx="500"></rect>
      ${aisles.map(
        ({ name, x, from_y, to_y, robots }) => svg`<g class=${robots ? 'robots' : ''}>
          <rect class="shelf" x=${x - 1_500} y=${from_y - 500} width="850" height=${to_y - from_y + 1_000} rx="120"></rect>
          <rect class="shelf" x=${x + 650} y=${from_y - 500} width="850" height=${to_y - from_y + 1_000} rx="120"></rect>
          <text class="aisle-name" x=${x} y=${to_y + 1_900}>${name}</text>
        </g>`,
      )}
      ${chargers.map(({ x, y }) => svg`<circle class="charger" cx=${x} cy=${y} r="520"></circle>`)}
      ${shelf_stations.map(({ x, y }) => svg`<rect class="table" x=${x - 1_000} y=${y - 500} width="2000" height="1000" rx="200"></rect>`)}
      ${packing_stations.map(
        ({
          x,
          y,
          doing,
          waiting,
        }) => svg`<rect class="table ${doing === 'packs' ? 'busy' : ''}" x=${x - 1_200} y=${y - 700} width="2400" height="1400" rx="200"></rect>
          ${waiting > 0 ? svg`<text class="place" x=${x} y=${y + 350}>${waiting}</text>` : nothing}`,
      )}
      ${dock.doors.map(
        ({ x, y, name }) => svg`<rect class="door" x=${x - 1_600} y=${y - 400} width="3200" height="500" rx="150"></rect>
          <text class="place" x=${x} y=${y + 1_300}>${name.replace('Door ', '')}<title>${name}</title></text>`,
      )}
      ${bins.map(({ x, y }) => svg`<circle class="bin" cx=${x} cy=${y} r="260"></circle>`)}
      ${repeat(
        workers.filter(({ on_duty }) => on_duty),
        ({ name }) => name,
        ({
          name,
          kind,
          x,
          y,
          doing,
        }) => svg`<g class="worker ${isResting(doing) ? 'rests' : ''}" style="transform: translate(${x}px, ${y}px)">
          ${kind === 'robot' ? svg`<rect x="-600" y="-600" width="1200" height="1200" rx="260"></rect>` : svg`<circle r="640"></circle>`}
          <text x="800" y="350">${kind === 'robot' ? name.replace('Robot ', '') : name}</text>
          <title>${name} ${doing}</title>
        </g>`,
      )}
    </svg>`;
  }

  #words({ workers, packing_stations, dock, queues }: Floor) {
    const here = workers.filter(({ on_duty }) => on_duty);
    const busy = here.filter(({ doing }) => !isResting(doing));
    return html`
      <h2>Queues</h2>
      <dl>
        <dt>Orders in the next wave${queues.next_wave_at ? html`, ${shortTime(Date.parse(queues.next_wave_at))}` : nothing}</dt>
        <dd>${queues.gathering}</dd>
        <dt>Lists for people</dt>
        <dd>${queues.lists_for_people}</dd>
        <dt>Lists for robots</dt>
        <dd>${queues.lists_for_robots}</dd>
        <dt>At the packing tables</dt>
        <dd>${queues.packing}</dd>
        <dt>At the dock</dt>
        <dd>${queues.dock}</dd>
      </dl>
      <h2>At work</h2>
      <ul>
        ${
          busy.length === 0
            ? html`<li class="quiet">
                ${here.length === 0 ? 'Nobody is in: the house opens at seven.' : `${here.length} are here and wait for orders.`}
              </li>`
            : busy.map(
                ({ name, kind, doing, bin, charge_percent }) =>
                  html`<li>
                    <b class=${kind}>${name}</b>
                    ${doing}${bin ? html` <span class="quiet">· ${bin}</span>` : nothing}${charge_percent === null ? nothing : html` <span class="quiet">· ${charge_percent} %</span>`}
                  </li>`,
              )
        }
        ${packing_stations.filter(({ doing }) => doing === 'packs').map(({ name, by }) => html`<li><b>${by ?? name}</b> packs <span class="quiet">· ${name}</span></li>`)}
      </ul>
      <h2>Dock</h2>
      <ul>
        ${dock.open ? nothing : html`<li><span class="tag bad">closed</span></li>`}
        ${dock.doors.map(
          (door) =>
            html`<li>
              <b>${door.name}</b> <span class="quiet">${door.for}</span>${
                door.waiting_orders > 0
                  ? html` · ${door.waiting_orders}
                    waiting${door.collection_at ? `, fetched ${shortTime(Date.parse(door.collection_at))}` : ''}`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    `;
  }
}

const isResting = (doing: string): boolean => /^(waits|is free|charges|is on break|rests|has a break|is at home|)$/.test(doing);

customElements.define('control-warehouse', ControlWarehouse);
