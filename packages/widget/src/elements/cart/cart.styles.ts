import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
  }
  :host([layout='inline']) {
    display: block;
  }
  .opener {
    position: relative;
    min-inline-size: 44px;
    padding-inline: 12px;
  }
  .count {
    display: inline-grid;
    place-items: center;
    min-inline-size: 22px;
    block-size: 22px;
    padding-inline: 6px;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: var(--_size-1);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  dialog {
    position: fixed;
    inset-block: 0;
    inset-inline: auto 0;
    inline-size: min(440px, 100vw);
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    --_away: 32px;
    opacity: 0;
    translate: var(--_away) 0;
    transition:
      opacity var(--_quick),
      translate var(--_calm) var(--_ease),
      overlay var(--_calm) allow-discrete,
      display var(--_calm) allow-discrete;
  }
  dialog:dir(rtl) {
    --_away: -32px;
  }
  dialog[open] {
    opacity: 1;
    translate: none;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: var(--_away) 0;
    }
  }
  dialog::backdrop {
    background: rgb(18 20 19 / 0.4);
  }
  .panel {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    container-type: inline-size;
  }
  :host([layout='inline']) .panel {
    block-size: auto;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 14px 12px 14px 20px;
    padding-inline: 20px 12px;
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    margin: 0;
    font-family: var(--_font-display);
    font-size: var(--_size-4);
    font-weight: 550;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  h2 small {
    margin-inline-start: 6px;
    color: var(--_muted);
    font-family: var(--_font);
    font-size: var(--_size-2);
    font-weight: 400;
    letter-spacing: 0;
  }
  h2:focus {
    outline: none;
  }
  .round {
    inline-size: 44px;
    padding: 0;
    border-color: transparent;
    border-radius: 50%;
  }
  .middle {
    position: relative;
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 20px;
    min-block-size: 0;
    padding: 16px 20px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  :host([layout='inline']) .middle,
  :host([layout='inline']) .top,
  :host([layout='inline']) .bottom {
    padding-inline: 0;
    background: none;
    overflow: visible;
  }
  .lines {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .line {
    display: grid;
    grid-template-columns: 84px minmax(0, 1fr) auto;
    gap: 2px 14px;
    padding-block: 16px;
    border-block-end: 1px solid var(--_line);
  }
  .line:first-child {
    padding-block-start: 4px;
  }
  .line .photo {
    display: block;
    grid-row: 1 / span 3;
    inline-size: 84px;
    block-size: 84px;
    object-fit: var(--vitrine-photo-fit, cover);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .line .name {
    margin: 0;
    font-weight: 550;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .line .sum {
    font-weight: 600;
    white-space: nowrap;
    text-align: end;
    transition: opacity var(--_quick);
  }
  .pending .sum,
  .sums[aria-busy] dd {
    opacity: 0.75;
  }
  .line .each {
    grid-column: 2 / -1;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  @container (max-width: 359px) {
    .line {
      grid-template-columns: 60px minmax(0, 1fr) auto;
      column-gap: 12px;
    }
    .line .photo {
      inline-size: 60px;
      block-size: 60px;
    }
  }
  .line .tools {
    grid-column: 2 / -1;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    margin-block-start: 6px;
  }
  .stepper {
    display: inline-flex;
    align-items: center;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .stepper button {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .stepper button:hover {
    background: var(--_sunken);
  }
  .stepper button:focus-visible,
  .stepper input:focus-visible {
    outline-offset: -2px;
  }
  .stepper button[aria-disabled='true'] {
    color: var(--_line-strong);
    cursor: default;
  }
  .stepper input {
    appearance: none;
    inline-size: 34px;
    block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 16px;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .undo {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 56px;
    padding-block: 6px;
    border-block-end: 1px solid var(--_line);
    color: var(--_muted);
  }
  .undo .link,
  .remove {
    min-block-size: 44px;
    padding-inline: 6px;
  }
  .remove {
    margin-inline-end: -6px;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .discounts > .remove {
    margin-inline-start: -6px;
  }
  .remove:hover {
    color: var(--_ink);
  }
  .threshold {
    display: grid;
    gap: 8px;
    color: var(--_ink);
    font-size: var(--_size-1);
  }
  .threshold p {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
  }
  .threshold.reached p {
    color: var(--_good);
    font-weight: 550;
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    overflow: hidden;
    border: 0;
    border-radius: 99px;
    background: var(--_line);
    color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    border-radius: 99px;
    background: var(--_accent);
    transition: inline-size var(--_calm) var(--_ease);
  }
  progress::-moz-progress-bar {
    border-radius: 99px;
    background: var(--_accent);
  }
  .bottom {
    display: grid;
    gap: 14px;
    padding: 16px 20px 20px;
    padding-block-end: max(20px, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .sums {
    display: grid;
    gap: 6px;
    margin: 0;
  }
  .sums > div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .sums dt {
    color: var(--_muted);
  }
  .sums dd {
    margin: 0;
    text-align: end;
    transition: opacity var(--_quick);
  }
  .sums .grand {
    align-items: baseline;
    padding-block-start: 4px;
  }
  .sums .grand dt,
  .sums .grand dd {
    color: var(--_ink);
    font-size: var(--_size-4);
    font-weight: 600;
  }
  .sums .tax,
  .sums .tax dd {
    font-variant-numeric: normal;
  }
  .sums .tax {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .assurance {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-1);
    text-align: center;
  }
  .checkout {
    min-block-size: 52px;
    font-size: var(--_size-3);
  }
  .code-form {
    display: flex;
    align-items: flex-end;
    gap: 8px;
  }
  .code-form .field {
    flex: 1;
    min-inline-size: 0;
  }
  .code-form .button {
    min-block-size: 48px;
  }
  .codes {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .code {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding-inline-start: 12px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .code button {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .notice p {
    margin: 0;
  }
  .notice .icon {
    flex: none;
    margin-block-start: 1px;
  }
  .notice .grow {
    flex: 1;
  }
  .notice .link {
    min-block-size: 44px;
    margin-block: -12px;
    color: inherit;
  }
  .empty {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 32px 20px;
    text-align: center;
  }
  .empty .mark {
    display: grid;
    place-items: center;
    inline-size: 112px;
    block-size: 112px;
    margin-block-end: 12px;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .empty .mark .icon {
    inline-size: 44px;
    block-size: 44px;
    stroke-width: 1.1;
  }
  .empty h3 {
    margin: 0;
    font-family: var(--_font-display);
    font-size: var(--_size-4);
    font-weight: 550;
  }
  .empty p {
    margin: 0 0 10px;
    max-inline-size: 32ch;
    color: var(--_muted);
    text-wrap: balance;
  }
  .waiting {
    display: grid;
    gap: 24px;
  }
  .waiting .line {
    border: 0;
    padding: 0;
  }
  .waiting .bar {
    block-size: 16px;
  }
  .waiting .photo {
    grid-row: 1 / span 3;
  }
`;
