import { css, html, LitElement, nothing } from 'lit';
import { ask } from './api.ts';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';
import { dayName, kroner, shortTime } from './words.ts';

interface Phone {
  now: number;
  messages: { id: string; channel: 'sms' | 'email'; to: string; subject: string | null; text: string; at: number }[];
  requests: {
    id: string;
    phone: string;
    merchant: string;
    amount: { value: number; currency: string };
    description: string;
    shownAt: number;
  }[];
  offline: boolean;
  hasVipps: boolean;
  notifications: { title?: string; body?: string }[];
}

/**
 * The simulated phone: requests of Vipps, letters, text messages and notifications, as they arrive.
 *
 * @element control-phone
 */
export class ControlPhone extends LitElement {
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
        grid-template: minmax(0, 1fr) / 300px minmax(0, 1fr);
        block-size: 100%;
      }
      .phone {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        margin: 12px auto 0;
        inline-size: 268px;
        block-size: calc(100% - 12px);
        max-block-size: 560px;
        overflow: hidden;
        border: 5px solid light-dark(#232826, #050706);
        border-block-end: 0;
        border-radius: 26px 26px 0 0;
        background: linear-gradient(light-dark(#dce8e3, #1c2b27), light-dark(#f0ece2, #15201d));
      }
      .face {
        padding: 10px 0 8px;
        text-align: center;
      }
      .face b {
        display: block;
        font:
          450 30px/1.1 'Newsreader',
          Georgia,
          serif;
      }
      .face small {
        color: light-dark(#47504b, #b7bfba);
        font-size: 12px;
      }
      .stack {
        display: grid;
        gap: 7px;
        align-content: start;
        padding: 2px 9px 14px;
      }
      .card {
        padding: 8px 10px;
        border-radius: 12px;
        background: color-mix(in srgb, var(--card) 92%, transparent);
        font-size: 12.5px;
        line-height: 1.4;
      }
      .card header {
        display: flex;
        gap: 6px;
        justify-content: space-between;
        color: var(--soft);
        font-size: 11.5px;
      }
      .card p {
        display: -webkit-box;
        margin: 2px 0 0;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow-wrap: anywhere;
      }
      .pay {
        background: light-dark(#fff3ec, #3a2418);
      }
      .pay b {
        font-size: 17px;
      }
      .pay .group {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 6px;
        margin-block-start: 7px;
      }
      .pay button {
        margin: 0;
        border-radius: 8px;
      }
      .letters {
        border-inline-start: 1px solid var(--line);
      }
      .letters article {
        padding: 10px 16px;
        border-block-end: 1px solid var(--line);
      }
      .letters p {
        margin: 4px 0 0;
        max-inline-size: 70ch;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .letters .head {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 10px;
        align-items: baseline;
      }
      a {
        color: var(--moss);
      }
      @container (max-width: 620px) {
        .split {
          display: block;
          overflow: auto;
        }
        .phone {
          inline-size: min(300px, calc(100% - 32px));
          block-size: auto;
          min-block-size: 240px;
          max-block-size: 400px;
        }
        .letters {
          overflow: visible;
          border: 0;
          border-block-start: 1px solid var(--line);
        }
      }
    `,
  ];
  static override readonly properties = { said: { state: true } };

  said = '';
  readonly #phone = new Poll<Phone>(this, () => 'phone', 800);

  override render() {
    const { value, problem } = this.#phone;
    if (!value) return html`<p class="empty">${problem ?? 'Reading …'}</p>`;
    const { now, messages, requests, offline, hasVipps, notifications } = value;
    return html`<div class="split">
      <section class="phone" aria-label="Phone">
        <div class="face"><b>${shortTime(now)}</b><small>${dayName(now)}${offline ? ' · no network' : ''}</small></div>
        <div class="stack scroll" tabindex="0" role="region" aria-label="Notifications, newest first" aria-live="polite">
          ${this.said ? html`<p class="problem" role="status">${this.said}</p>` : nothing}
          ${requests.map((request) => this.#request(request))}
          ${notifications.map(
            (row) =>
              html`<div class="card">
                <header><span>${row.title ?? 'Notification'}</span></header>
                <p>${row.body ?? ''}</p>
              </div>`,
          )}
          ${messages.slice(0, 14).map(
            ({ channel, subject, text, at, to }) =>
              html`<div class="card">
                <header><span>${channel === 'sms' ? 'SMS' : 'E-mail'} · ${to}</span><time>${shortTime(at)}</time></header>
                <p>${subject ? html`<b>${subject}</b> ` : nothing}${subject ? '' : text}</p>
              </div>`,
          )}
          ${
            requests.length + messages.length + notifications.length === 0
              ? html`<p class="empty">Nothing has come yet.${hasVipps ? ' Pay with Vipps, and the request waits here.' : ''}</p>`
              : nothing
          }
        </div>
      </section>
      <section class="letters scroll" aria-label="Letters and text messages" tabindex="0" role="region">
        ${messages.length === 0 ? html`<p class="empty">Letters and text messages can be read here in full.</p>` : nothing}
        ${messages.map(
          ({ channel, to, subject, text, at }) =>
            html`<article>
              <div class="head">
                <span class="tag">${channel === 'sms' ? 'SMS' : 'E-mail'}</span><b>${subject ?? to}</b
                ><span class="quiet figures">${dayName(at)} ${shortTime(at)}${subject ? ` · ${to}` : ''}</span>
              </div>
              <p>${withLinks(text)}</p>
            </article>`,
        )}
      </section>
    </div>`;
  }

  #request({ id, merchant, amount, description, phone }: Phone['requests'][number]) {
    return html`<div class="card pay" role="group" aria-label="Vipps request of ${merchant}">
      <header><span>Vipps · +${phone}</span></header>
      <p>
        ${merchant} asks for<br /><b class="figures">${kroner(amount.value)}</b
        >${description ? html`<br />${description}` : nothing}
      </p>
      <div class="group">
        <button type="button" @click=${() => this.#answer(id, 'decline')}>Decline</button>
        <button type="button" class="main" @click=${() => this.#answer(id, 'approve')}>Approve</button>
      </div>
    </div>`;
  }

  async #answer(id: string, answer: 'approve' | 'decline'): Promise<void> {
    try {
      this.#phone.take(await ask<Phone>(`phone/requests/${encodeURIComponent(id)}/${answer}`, 'POST', {}));
      this.said = '';
    } catch (thrown) {
      this.said = (thrown as Error).message;
    }
  }
}

/** Links of the shop open the order in a page of its own. */
const withLinks = (text: string) =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href=${part} target="_blank" rel="noopener">${part}</a>` : part));

customElements.define('control-phone', ControlPhone);
