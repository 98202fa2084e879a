import { css, html, LitElement, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ask } from './api.ts';
import { Poll } from './poll.ts';
import { SvgScale } from './svg-scale.ts';
import { controls, tokens } from './styles.ts';
import { shortTime } from './words.ts';

type Pair = [longitude: number, latitude: number];

interface Place {
  id: string;
  name: string;
  at: Pair;
}

interface Town {
  name: string;
  streets: { name: string; line: Pair[] }[];
  depot: Place;
  terminal: Place;
  pickupPoints: Place[];
  lockers: Place[];
}

interface Now {
  now: number;
  riders: {
    id: string;
    reference: string;
    courier: string;
    status: string;
    at: Pair;
    to: Pair;
    address: string;
    route: Pair[];
    heading: number;
    metresLeft: number;
    stopsBefore: number;
    trouble: string | null;
    arrivesAt: number;
  }[];
  parcels: Record<string, unknown>[];
}

const POLL_MS = 500;
const METRES_PER_DEGREE = 111_195;

/**
 * The town with its streets, and whoever is under way in it.
 *
 * @element control-town
 */
export class ControlTown extends LitElement {
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
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) 250px;
        block-size: 100%;
      }
      .map {
        position: relative;
        min-block-size: 0;
        background: light-dark(#eef1ee, #17201f);
      }
      svg {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }
      .edge,
      .street {
        fill: none;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .edge {
        stroke: light-dark(#d3d4cb, #2b3533);
        stroke-width: 30;
      }
      .street {
        stroke: light-dark(#ffffff, #3b4644);
        stroke-width: 20;
      }
      .way {
        fill: none;
        stroke: var(--moss);
        stroke-width: 11;
        stroke-linejoin: round;
        stroke-dasharray: 22 16;
      }
      .pin {
        fill: var(--card);
        stroke: var(--line-strong);
        stroke-width: 6;
      }
      .depot {
        fill: var(--ink);
        stroke: var(--card);
        stroke-width: 7;
      }
      .door {
        fill: var(--card);
        stroke: var(--moss);
        stroke-width: 9;
      }
      .label {
        fill: var(--soft);
        font: 500 calc(11 * var(--px, 4px)) var(--sans);
        paint-order: stroke;
        stroke: light-dark(#eef1ee, #17201f);
        stroke-width: calc(3 * var(--px, 4px));
        stroke-linejoin: round;
      }
      .label.main {
        fill: var(--ink);
        font-weight: 650;
      }
      .rider {
        transition: transform ${POLL_MS}ms linear;
      }
      .rider circle {
        fill: var(--moss);
        stroke: var(--card);
        stroke-width: 9;
      }
      .rider.trouble circle {
        fill: var(--bad);
      }
      .rider path {
        fill: var(--on-moss);
      }
      aside {
        padding: 10px 14px;
        border-inline-start: 1px solid var(--line);
      }
      aside ul {
        margin: 4px 0 14px;
        padding: 0;
        list-style: none;
      }
      aside li {
        padding: 4px 0;
        border-block-end: 1px solid var(--line);
      }
      aside li:last-child {
        border: 0;
      }
      .trouble-words {
        color: var(--bad);
      }
      @container (max-width: 620px) {
        .split {
          grid-template: minmax(170px, 50%) minmax(0, 1fr) / minmax(0, 1fr);
        }
        aside {
          border-inline-start: 0;
          border-block-start: 1px solid var(--line);
        }
      }
    `,
  ];
  static override readonly properties = { town: { state: true }, seed: { attribute: false } };

  town: Town | undefined = undefined;
  /** Another seed has another town. */
  seed = -1;
  readonly #scale = new SvgScale(this);
  readonly #now = new Poll<Now>(this, () => 'town/now', POLL_MS);

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('seed')) void ask<Town>('town').then((town) => (this.town = town));
  }

  override render() {
    const { town } = this;
    if (!town) return html`<p class="empty">Reading …</p>`;
    const { riders = [], parcels = [] } = this.#now.value ?? {};
    return html`<div class="split">
      <div class="map">${this.#map(town, riders)}</div>
      <aside class="scroll" tabindex="0" role="region" aria-label="Who is under way">
        <h2>Couriers under way</h2>
        <ul>
          ${riders.length === 0 ? html`<li class="quiet">Nobody rides at the moment.</li>` : riders.map(inWords)}
        </ul>
        <h2>Parcels with other carriers</h2>
        <ul>
          ${
            parcels.length === 0
              ? html`<li class="quiet">None yet.</li>`
              : parcels.map(
                  ({ carrier, reference, status, to }) =>
                    html`<li>
                      <b>${reference}</b> <span class="tag">${String(status).toLowerCase().replaceAll('_', ' ')}</span><br /><span
                        class="quiet"
                        >${carrier} to ${to}</span
                      >
                    </li>`,
                )
          }
        </ul>
      </aside>
    </div>`;
  }

  #map(town: Town, riders: Now['riders']) {
    const inTown = town.streets.filter(({ line }) => !line.some((at) => isFar(at, town.depot.at)));
    const project = projection(inTown.flatMap(({ line }) => line));
    const d = (line: Pair[]) => line.map((at, index) => `${index === 0 ? 'M' : 'L'}${project(at).join(' ')}`).join('');
    const [width, height] = project.size;
    return html`<svg
      viewBox="-60 -60 ${width + 120} ${height + 120}"
      role="img"
      aria-label="Map of ${town.name}. Who is under way is said in words beside it."
    >
      ${['edge', 'street'].map((name) => town.streets.map(({ line, name: street }) => svg`<path class=${name} d=${d(line)}>${name === 'street' ? svg`<title>${street}</title>` : nothing}</path>`))}
      ${[...town.pickupPoints, ...town.lockers].map(({ at, name }) => svg`<circle class="pin" r="17" cx=${project(at)[0]} cy=${project(at)[1]}><title>${name}</title></circle>`)}
      ${town.pickupPoints.map(({ at, name }) => svg`<text class="label" x=${project(at)[0] + 28} y=${project(at)[1] + 15}>${name}</text>`)}
      <rect
        class="depot"
        x=${project(town.depot.at)[0] - 24}
        y=${project(town.depot.at)[1] - 24}
        width="48"
        height="48"
        rx="10"
      ></rect>
      <text class="label main" text-anchor="end" x=${project(town.depot.at)[0] - 36} y=${project(town.depot.at)[1] + 15}>
        ${town.depot.name}
      </text>
      ${riders.map(({ route, to, status }) => svg`${status === 'picked_up' ? svg`<path class="way" d=${d(route)}></path>` : nothing}<circle class="door" r="20" cx=${project(to)[0]} cy=${project(to)[1]}></circle>`)}
      ${repeat(
        riders.filter(({ status }) => status === 'picked_up'),
        ({ id }) => id,
        ({
          at,
          heading,
          courier,
          trouble,
        }) => svg`<g class="rider ${trouble ? 'trouble' : ''}" style="transform: translate(${project(at)[0]}px, ${project(at)[1]}px)">
          <circle r="34"></circle><path d="M0 -20L14 14L0 6L-14 14Z" transform="rotate(${heading})"></path><text class="label main" x="44" y="15">${courier}</text>
        </g>`,
      )}
    </svg>`;
  }
}

const inWords = ({ courier, address, status, metresLeft, stopsBefore, trouble, arrivesAt }: Now['riders'][number]) =>
  status === 'picked_up'
    ? html`<li>
        <b>${courier}</b> to ${address}<br /><span class="quiet figures"
          >${metresLeft} m
          left${stopsBefore > 0 ? `, ${stopsBefore} other ${stopsBefore === 1 ? 'door' : 'doors'} before` : ''}</span
        >${trouble ? html`<br /><span class="trouble-words">${trouble}</span>` : nothing}
      </li>`
    : html`<li><b>${courier}</b> was at ${address} at ${shortTime(arrivesAt)}</li>`;

/** The road out to the terminal leads far beyond what is worth drawing. */
const isFar = (a: Pair, b: Pair): boolean => Math.hypot((a[0] - b[0]) * 0.494, a[1] - b[1]) * METRES_PER_DEGREE > 3_200;

/** Metres east and south of the north-west corner of what is shown. */
function projection(shown: Pair[]): ((at: Pair) => [number, number]) & { size: [number, number] } {
  const [west, east] = [Math.min(...shown.map(([x]) => x)), Math.max(...shown.map(([x]) => x))];
  const [south, north] = [Math.min(...shown.map(([, y]) => y)), Math.max(...shown.map(([, y]) => y))];
  const perLongitude = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const round = (metres: number) => Math.round(metres * 10) / 10;
  const project = ([x, y]: Pair): [number, number] => [round((x - west) * perLongitude), round((north - y) * METRES_PER_DEGREE)];
  return Object.assign(project, {
    size: [round((east - west) * perLongitude), round((north - south) * METRES_PER_DEGREE)] as [number, number],
  });
}

customElements.define('control-town', ControlTown);
