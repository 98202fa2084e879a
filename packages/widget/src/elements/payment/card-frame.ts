import { Fault, STRIPE_CREDENTIAL, type Clock } from '@vitrine/contract';
import type { FieldsReport, PaymentSurface } from '../../machines/payment.machine.ts';
import { readFrameMessage, sameReport, type FrameMessage } from './frame-messages.ts';
import { makeNonce } from './nonce.ts';

/** Longer than this without a word, and the frame counts as not opened. */
const OPENING_MS = 15_000;
const COLLECTING_MS = 30_000;

export interface CardFrameOptions {
  /** The element in whose light DOM the frame stands. */
  host: HTMLElement;
  /** Name of the host's slot that relays the frame to where it is seen. */
  slot: string;
  fieldsUrl: string;
  publishableKey: string;
  /** `id` of the checkout's payment handler. */
  handlerId: string;
  locale: string;
  scheme: 'light' | 'dark';
  title: string;
  clock: Clock;
  mounted: (surface: PaymentSurface) => void;
  changed: (report: FieldsReport) => void;
  lost: (fault: Fault) => void;
}

/**
 * The provider's card fields: a frame of another origin in the page's light DOM, spoken to over one port that is
 * handed over once, to the exact window and origin that knew the nonce. No digit of a card comes this way, and what
 * the frame says is a hint: the gateway learns from the provider what is paid.
 *
 * @throws {TypeError} when `fieldsUrl` is no absolute address.
 */
export class CardFrame implements PaymentSurface {
  readonly #options: CardFrameOptions;
  readonly #origin: string;
  readonly #nonce = makeNonce();
  readonly #frame: HTMLIFrameElement;
  readonly #waiting = new Map<
    string,
    { resolve: (message: FrameMessage) => void; reject: (fault: Fault) => void; timer: unknown }
  >();
  #port: MessagePort | undefined;
  #opening: unknown;
  #asked = 0;
  #loads = 0;
  #report: FieldsReport | null = null;
  #variables: Record<string, string> = {};

  constructor(options: CardFrameOptions) {
    this.#options = options;
    const address = new URL(options.fieldsUrl);
    this.#origin = address.origin;
    address.searchParams.set('parent', location.origin);
    address.searchParams.set('nonce', this.#nonce);
    address.searchParams.set('locale', options.locale);
    address.searchParams.set('scheme', options.scheme);
    address.searchParams.set('key', options.publishableKey);
    window.addEventListener('message', this.#hear);
    this.#frame = document.createElement('iframe');
    this.#frame.slot = options.slot;
    this.#frame.title = options.title;
    this.#frame.allow = 'payment';
    this.#frame.referrerPolicy = 'strict-origin';
    // The page's own rules for frames reach this one, so what matters is said where they cannot.
    for (const [name, value] of [
      ['border', '0'],
      ['inline-size', '100%'],
      ['max-inline-size', 'none'],
      ['block-size', '1px'],
      ['display', 'block'],
      ['margin', '0'],
      ['background', 'transparent'],
      ['color-scheme', options.scheme],
    ] as const) {
      this.#frame.style.setProperty(name, value, 'important');
    }
    this.#frame.src = address.href;
    this.#frame.addEventListener('load', this.#loaded);
    this.#opening = options.clock.setTimeout(
      () => this.#lose(new Fault('unavailable', 'payment.frame-silent', 'The card fields did not open in time.')),
      OPENING_MS,
    );
    options.host.append(this.#frame);
  }

  /** The frame has answered and can be typed in. */
  get ready(): boolean {
    return this.#port !== undefined;
  }

  async collect(): ReturnType<PaymentSurface['collect']> {
    const port = this.#port;
    if (!port) throw new Fault('unavailable', 'payment.frame-gone', 'The card fields are not there.');
    const id = `${this.#nonce.slice(0, 8)}-${++this.#asked}`;
    const answer = await new Promise<FrameMessage>((resolve, reject) => {
      const timer = this.#options.clock.setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Fault('unavailable', 'payment.frame-silent', 'The card fields did not answer in time.'));
      }, COLLECTING_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      port.postMessage({ type: 'collect', id });
    });
    if (answer.type !== 'collected')
      return { outcome: 'invalid', report: answer.type === 'invalid' ? answer.report : { complete: false, errors: {} } };
    return {
      outcome: 'collected',
      instrument: {
        id: `card-${answer.token.slice(-12)}`,
        handler_id: this.#options.handlerId,
        type: 'card',
        selected: true,
        credential: { type: STRIPE_CREDENTIAL, token: answer.token },
        display: answer.display,
      },
    };
  }

  focus(): void {
    this.#frame.focus();
    this.#port?.postMessage({ type: 'focus' });
  }

  /** Colours, type and corners of the page, as custom properties for the provider's fields. */
  style(variables: Record<string, string>): void {
    this.#variables = variables;
    // A frame whose scheme is not its page's is painted white, or black.
    const scheme = variables['--vitrine-scheme'];
    if (scheme) this.#frame.style.setProperty('color-scheme', scheme, 'important');
    this.#port?.postMessage({ type: 'style', variables });
  }

  /** Takes the frame off the page. Nothing it says afterwards is heard. */
  remove(): void {
    window.removeEventListener('message', this.#hear);
    this.#options.clock.clearTimeout(this.#opening);
    this.#port?.close();
    this.#port = undefined;
    this.#frame.remove();
    for (const { reject, timer } of this.#waiting.values()) {
      this.#options.clock.clearTimeout(timer);
      reject(new Fault('unavailable', 'payment.frame-gone', 'The card fields were taken away.'));
    }
    this.#waiting.clear();
  }

  #hear = (event: MessageEvent<unknown>): void => {
    if (this.#port || event.source === null || event.source !== this.#frame.contentWindow || event.origin !== this.#origin)
      return;
    const data = event.data;
    if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype) return;
    const { vitrine, nonce } = data as Record<string, unknown>;
    if (vitrine !== 'fields.ready' || nonce !== this.#nonce) return;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: said }: MessageEvent<unknown>) => this.#take(readFrameMessage(said));
    this.#frame.contentWindow.postMessage({ vitrine: 'fields.connect', nonce: this.#nonce }, this.#origin, [port2]);
    this.#options.clock.clearTimeout(this.#opening);
    if (Object.keys(this.#variables).length > 0) this.style(this.#variables);
    this.#options.mounted(this);
  };

  #take(message: FrameMessage | null): void {
    if (!message || !this.#port) return;
    if (message.type === 'height') return this.#frame.style.setProperty('block-size', `${message.height}px`, 'important');
    if (message.type === 'changed') {
      if (sameReport(this.#report, message.report)) return;
      this.#report = message.report;
      return this.#options.changed(message.report);
    }
    const asked = this.#waiting.get(message.id);
    if (!asked) return;
    this.#waiting.delete(message.id);
    this.#options.clock.clearTimeout(asked.timer);
    asked.resolve(message);
  }

  /** A frame that loads a second time has lost its port, and with it what was typed. */
  #loaded = (): void => {
    if (++this.#loads > 1) this.#lose(new Fault('unavailable', 'payment.frame-reloaded', 'The card fields were loaded anew.'));
  };

  #lose(fault: Fault): void {
    this.remove();
    this.#options.lost(fault);
  }
}
