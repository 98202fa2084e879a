import type { MakeId } from '@vitrine/contract';
import {
  createGateway,
  memoryOrderBook,
  type Gateway,
  type GatewayOptions,
  type OrderBook,
  type ShopSettings,
  type StepObserver,
} from '@vitrine/gateway';
import { createBring } from '@vitrine/gateway/connectors/bring/bring';
import { createCourier } from '@vitrine/gateway/connectors/courier/courier';
import { createEasyPost } from '@vitrine/gateway/connectors/easypost/easypost';
import { createKartverket } from '@vitrine/gateway/connectors/kartverket/kartverket';
import { createMessages } from '@vitrine/gateway/connectors/messages/messages';
import { createReviews } from '@vitrine/gateway/connectors/reviews/reviews';
import { createStripe } from '@vitrine/gateway/connectors/stripe/stripe';
import { createTripletex } from '@vitrine/gateway/connectors/tripletex/tripletex';
import { createVipps } from '@vitrine/gateway/connectors/vipps/vipps';
import { createWarehouse } from '@vitrine/gateway/connectors/warehouse/warehouse';
import type { Transport } from '../kernel/network.ts';
import { World, type SavedWorld } from '../kernel/world.ts';
import type { WorldSize } from '../seeds/seeds.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { TownPlace } from '../seeds/town.ts';
import { Deaths } from './deaths.ts';
import { Incarnation, type WriteMoment } from './incarnation.ts';
import { KEYS, ORIGINS } from './keys.ts';
import { playedSystems } from './played-systems.ts';
import type { WebPush } from './web-push.ts';

export interface ShopOptions {
  seed: number;
  /** Milliseconds since 1970; a Monday morning in November 2026 when absent. */
  startAt?: number;
  /** One direction of one message. Absent: messages arrive at once. */
  latencyMs?: { least: number; most: number };
  transport?: Transport;
  saved?: SavedWorld;
  /** What happens beyond the seed. */
  scenario?: Scenario;
  photos?: ReadonlyMap<string, Uint8Array>;
  /** How many articles, past orders and people; `SMALL_WORLD` when absent. */
  size?: WorldSize;
  orderBook?: OrderBook;
  /** Where pages reach the gateway, and where webhooks go. */
  gatewayUrl?: string;
  /** Nobody answers for the gateway, and nobody asks on its behalf: only the outside systems are played. */
  isWithoutGateway?: boolean;
  /** Without a gateway: where the shop's own systems send their webhooks, each to this address and its name. */
  webhooksTo?: string | undefined;
  /** How messages reach programs on this machine that are not of this world. */
  outside?: typeof fetch;
  /** The merchant's own page. */
  shopUrl?: string;
  /** Where pages reach a simulated system, by its name. */
  publicUrls?: Record<string, string>;
  /** Only where node's arithmetic is at hand: `nodeWebPush`. Absent: the gateway sends no web push. */
  webPush?: WebPush;
  makeId?: MakeId;
  onStep?: StepObserver;
  log?: GatewayOptions['log'];
  /** Exchanges what the gateway is given: deliberate bugs come in here. */
  fit?: (parts: GatewayOptions) => GatewayOptions;
  /** Exchanges what connectors reach the outside systems by: deliberate bugs of connectors come in here. */
  wire?: (send: typeof fetch) => typeof fetch;
}

/** The shop *Kniv & Fjøl*: a world, and our real gateway in the middle of it. */
export class Shop {
  readonly world: World;
  readonly settings: ShopSettings;
  readonly orderBook: OrderBook;
  readonly #options: ShopOptions;
  readonly #deaths: Deaths;
  #life!: Incarnation;
  #gateway: Gateway;
  #doom: { writesLeft: number; moment: WriteMoment; then: () => void } | undefined;

  constructor(options: ShopOptions) {
    this.#options = options;
    const gatewayUrl = options.gatewayUrl ?? ORIGINS.gateway;
    const webhooksTo = options.isWithoutGateway ? options.webhooksTo : `${gatewayUrl}/webhooks`;
    this.world = new World({
      ...options,
      services: playedSystems({ webhooksTo, webPush: options.webPush }),
    });
    this.settings = settings(gatewayUrl, options.shopUrl ?? ORIGINS.shop, this.world.seeds.town.depot);
    this.orderBook = options.orderBook ?? memoryOrderBook();
    this.#gateway = this.#connect();
    this.#deaths = new Deaths(this);
    if (options.isWithoutGateway) this.crash();
  }

  get gateway(): Gateway {
    return this.#gateway;
  }

  get isUp(): boolean {
    return this.#life.isAlive;
  }

  /** How often the gateway has died because a scenario says so. */
  get deathCount(): number {
    return this.#deaths.count;
  }

  /** `fetch` as a page sees it. */
  get fetch(): typeof fetch {
    return this.world.network.fetchAs('page');
  }

  /** Opens the doors: the gateway loads what it sells, and carries on with what a crash left unfinished. */
  async start(): Promise<void> {
    await this.#gateway.start();
  }

  /**
   * The gateway's process is gone, in the middle of whatever it did: nothing answers, nothing it had in mind is kept but
   * the order book, and nothing that it still tries has any effect.
   */
  crash(): void {
    this.#doom = undefined;
    this.#life.die();
    this.world.network.unhost('gateway');
    void this.#gateway.stop();
  }

  /** Dies at the nth write to the order book from now on, before or after it is stored. `then` is told. */
  crashAtWrite(nth: number, moment: WriteMoment, then: () => void = () => {}): void {
    this.#doom = { writesLeft: nth, moment, then };
  }

  /** A new gateway on the same order book. Call {@link start} next. */
  reopen(onStep?: StepObserver): void {
    this.crash();
    this.#gateway = this.#connect(onStep);
  }

  #written(moment: WriteMoment): void {
    const doom = this.#doom;
    if (!doom || moment !== doom.moment || --doom.writesLeft > 0) return;
    this.crash();
    doom.then();
  }

  #connect(onStep: StepObserver | undefined = this.#options.onStep): Gateway {
    const { world } = this;
    const { log, publicUrls, webPush, fit = (parts) => parts, wire = (send) => send } = this.#options;
    const makeId = this.#options.makeId ?? (() => world.random('gateway-ids').id(26));
    const life = new Incarnation(
      { fetch: world.network.fetchAs('gateway'), clock: world.clock, orderBook: this.orderBook },
      (moment) => this.#written(moment),
    );
    this.#life = life;
    const { clock, orderBook, fetch } = life.surroundings;
    const shared = { fetch: wire(fetch), clock };
    const parts: GatewayOptions = fit({
      shop: this.settings,
      orderBook,
      clock,
      makeId,
      erp: createTripletex({ ...shared, ...KEYS.tripletex, baseUrl: ORIGINS.tripletex }),
      payments: [
        createStripe({
          ...shared,
          ...KEYS.stripe,
          baseUrl: ORIGINS.stripe,
          fieldsUrl: `${publicUrls?.['stripe'] ?? ORIGINS.stripe}/fields`,
        }),
        createVipps({
          ...shared,
          ...KEYS.vipps,
          baseUrl: ORIGINS.vipps,
          webhookUrl: `${this.settings.publicUrl}/webhooks/vipps`,
        }),
      ],
      carriers: [
        createBring({ ...shared, ...KEYS.bring, baseUrl: ORIGINS.bring }),
        createCourier({ ...shared, ...KEYS.courier, baseUrl: ORIGINS.courier }),
        createEasyPost({ ...shared, ...KEYS.easypost, baseUrl: ORIGINS.easypost }),
      ],
      addresses: createKartverket({ ...shared, baseUrl: ORIGINS.kartverket }),
      warehouse: createWarehouse({ ...shared, ...KEYS.warehouse, baseUrl: ORIGINS.warehouse }),
      messages: createMessages({ ...shared, ...KEYS.messages, baseUrl: ORIGINS.messages }),
      reviews: createReviews({ ...shared, ...KEYS.reviews, baseUrl: ORIGINS.reviews }),
      ...(webPush ? { push: webPush.connect(shared) } : {}),
      ...(onStep ? { onStep } : {}),
      ...(log ? { log: (line) => void (life.isAlive && log(line)) } : {}),
    });
    const gateway = createGateway(parts);
    world.network.host('gateway', this.settings.publicUrl, (request) => life.answer(() => gateway.fetch(request)));
    return gateway;
  }
}

export const openShop = (options: ShopOptions): Shop => new Shop(options);

function settings(gatewayUrl: string, shopUrl: string, depot: TownPlace): ShopSettings {
  const { street, number, letter, postalCode, place } = depot.address;
  return {
    name: 'Kniv & Fjøl',
    currency: 'NOK',
    country: 'NO',
    warehouse: {
      name: 'Kniv & Fjøl lager',
      street_address: `${street} ${number}${letter ?? ''}`,
      postal_code: postalCode,
      address_locality: place,
      address_country: 'NO',
      phone_number: '+4755000193',
    },
    publicUrl: gatewayUrl,
    orderUrl: `${shopUrl}/?order={order}&token={token}#sporing`,
    termsUrl: `${shopUrl}/vilkar`,
    privacyUrl: `${shopUrl}/personvern`,
    freeDeliveryFrom: 99_900,
    discountCodes: {
      VELKOMMEN10: { title: 'Velkommen: 10 % på varene', percent: 10 },
      FJORD100: { title: '100 kr av over 800 kr', amount: 10_000, goodsFrom: 80_000 },
      SOMMER24: { title: 'Sommersalg 2024', percent: 20, until: Date.UTC(2024, 7, 31) },
    },
    storeKeys: { [KEYS.store]: { origins: ['*'] } },
  };
}
