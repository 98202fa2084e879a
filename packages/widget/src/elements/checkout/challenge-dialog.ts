import { UCP_VERSION, type ChallengeAction } from '@vitrine/contract';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Store } from '../visit-context.ts';
import { marks } from './marks.ts';

/** A bank's page that is open longer than this has lost its session. */
const SESSION_MS = 10 * 60_000;

interface ChallengeOptions {
  store: () => Store | null;
  /** Version of the payment authentication extension that the checkout speaks. */
  version: () => string;
  /** Origins, besides the gateway's, whose pages may be shown. */
  trusted: () => readonly string[];
  done: (id: string) => void;
  leave: () => void;
}

/** Where a challenge may come from, or null: absolute, encrypted unless it is this machine, without a user name, and known. */
export function challengeOrigin(url: string, allowed: readonly string[]): string | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol !== 'https:' && !(loopback && address.protocol === 'http:')) return null;
  if (address.username || address.password) return null;
  return allowed.includes(address.origin) ? address.origin : null;
}

/**
 * The bank's page for 3-D Secure in a modal dialog. Speaks UCP's handshake of embedded actions with it: `action.ready`
 * is answered, `action.done` and `action.error` close it. What it says is never the outcome: the gateway is asked.
 * Source: UCP, "Payment Authentication Extension" and "Payment 3DS Challenge Action".
 */
export class ChallengeDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ChallengeOptions;
  #action: ChallengeAction | null = null;
  #origin: string | null = null;
  #ready = false;
  #timer: unknown;
  #before: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ChallengeOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** The challenge that is outstanding, or none. An occurrence is opened once. */
  show(action: ChallengeAction | null): void {
    if (action?.id === this.#action?.id) return;
    this.#end();
    if (!action) return;
    const store = this.#options.store();
    if (!store) return;
    this.#action = action;
    const own = URL.canParse(store.visit.endpoint, location.href) ? [new URL(store.visit.endpoint, location.href).origin] : [];
    this.#origin = challengeOrigin(action.config.url, [...own, ...this.#options.trusted()]);
    this.#before = (this.#host.shadowRoot?.activeElement as HTMLElement | null) ?? null;
    window.addEventListener('message', this.#hear);
    this.#timer = store.visit.clock.setTimeout(this.#left, SESSION_MS);
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('h2')?.focus();
    }
  }

  render(): TemplateResult | typeof nothing {
    const store = this.#options.store();
    if (!this.#action || !store) return nothing;
    const words = store.messages.checkout.bank;
    return html`<dialog
      class="challenge"
      part="challenge"
      aria-labelledby="challenge-title"
      aria-describedby="challenge-text"
      @cancel=${this.#cancelled}
      @close=${this.#cancelled}
    >
      <div class="challenge-head">
        <div>
          <h2 id="challenge-title" tabindex="-1">${words.challengeTitle}</h2>
          <p id="challenge-text">${this.#origin ? words.challengeText : words.refused}</p>
        </div>
        <button class="button quiet" type="button" @click=${this.#left}>${words.cancel}</button>
      </div>
      ${
        this.#origin
          ? html`<div class="challenge-body" aria-busy=${this.#ready ? 'false' : 'true'}>
              ${this.#ready ? nothing : html`<span class="spinner" aria-hidden="true"></span>`}
              <iframe
                class="challenge-frame"
                title=${words.challengeFrame}
                sandbox="allow-scripts allow-forms allow-same-origin allow-popups"
                referrerpolicy="strict-origin"
                src=${this.#action.config.url}
              ></iframe>
            </div>`
          : html`<div class="challenge-body">${marks.warning}</div>`
      }
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.challenge') ?? null;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.#dialog?.querySelector('iframe') ?? null;
  }

  #hear = (event: MessageEvent<unknown>): void => {
    const frame = this.#frame;
    if (!this.#action || !this.#origin || !frame?.contentWindow) return;
    if (event.source !== frame.contentWindow || event.origin !== this.#origin) return;
    const said = read(event.data);
    if (!said) return;
    if (said.method === 'action.ready') {
      const known = said.actionId === this.#action.id && said.version === this.#options.version();
      frame.contentWindow.postMessage(
        {
          jsonrpc: '2.0',
          id: said.id,
          result: known
            ? {}
            : {
                ucp: { version: UCP_VERSION, status: 'error' },
                messages: [
                  {
                    type: 'error',
                    code: 'invalid_state_error',
                    content: 'This action is not outstanding.',
                    severity: 'unrecoverable',
                  },
                ],
              },
        },
        this.#origin,
      );
      if (!known) return this.#left();
      this.#ready = true;
      frame.focus();
      this.#host.requestUpdate();
      return;
    }
    if (!this.#ready || said.actionId !== this.#action.id) return;
    if (said.method === 'action.done') this.#finish(() => this.#options.done(said.actionId));
    else this.#finish(() => this.#options.leave());
  };

  #cancelled = (event: Event): void => {
    if (event.type === 'cancel') event.preventDefault();
    this.#left();
  };

  #left = (): void => {
    this.#finish(() => this.#options.leave());
  };

  #finish(tell: () => void): void {
    if (!this.#action) return;
    const before = this.#before;
    this.#end();
    tell();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      if (before?.isConnected) before.focus();
    });
  }

  #end(): void {
    if (!this.#action) return;
    window.removeEventListener('message', this.#hear);
    this.#options.store()?.visit.clock.clearTimeout(this.#timer);
    const dialog = this.#dialog;
    this.#action = null;
    this.#origin = null;
    this.#ready = false;
    if (dialog?.open) dialog.close();
  }
}

interface Said {
  id: string | number | null;
  method: 'action.ready' | 'action.done' | 'action.error';
  actionId: string;
  version: string;
}

/** Reads a JSON-RPC message of an embedded action, as an object or as text. */
function read(data: unknown): Said | null {
  let message = data;
  if (typeof data === 'string') {
    if (data.length > 10_000) return null;
    try {
      message = JSON.parse(data) as unknown;
    } catch {
      return null;
    }
  }
  if (typeof message !== 'object' || message === null) return null;
  const { jsonrpc, id, method, params } = message as Record<string, unknown>;
  if (jsonrpc !== '2.0' || (method !== 'action.ready' && method !== 'action.done' && method !== 'action.error')) return null;
  if (typeof params !== 'object' || params === null) return null;
  const { id: actionId, version } = params as Record<string, unknown>;
  if (typeof actionId !== 'string') return null;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    method,
    actionId,
    version: typeof version === 'string' ? version : '',
  };
}
