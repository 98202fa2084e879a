import { css } from 'lit';

export const styles = css`
  :host {
    container: checkout / inline-size;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  .block {
    display: block;
  }
  .small {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .notice .small {
    color: inherit;
  }
  .mark {
    display: block;
    flex: none;
  }
  .sentence {
    display: inline-block;
  }
  .sentence::first-letter {
    text-transform: uppercase;
  }
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .title {
    font-family: var(--_font-display);
    font-size: var(--_size-5);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.01em;
  }
  h2:focus,
  h3:focus,
  #decline:focus {
    outline: none;
  }
  #heading,
  #decline {
    scroll-margin-block-start: calc(var(--vitrine-sticky-top, 24px) + 20px);
  }

  .steps {
    display: grid;
    gap: 0;
    min-inline-size: 0;
  }
  .step {
    position: relative;
    padding-block: 20px;
    border-block-start: 1px solid var(--_line);
    scroll-margin-block-start: var(--vitrine-sticky-top, 24px);
  }
  .step:last-child {
    border-block-end: 1px solid var(--_line);
  }
  .step-head {
    display: flex;
    gap: 14px;
    align-items: center;
    min-block-size: 32px;
  }
  .knot {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 30px;
    block-size: 30px;
    border: 1px solid var(--_line-strong);
    border-radius: 50%;
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .knot .mark {
    inline-size: 18px;
    block-size: 18px;
  }
  .current .knot {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .done .knot {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .step-title {
    flex: 1;
    font-size: var(--_size-3);
    font-weight: 600;
    line-height: 1.3;
    scroll-margin-block-start: calc(var(--vitrine-sticky-top, 24px) + 20px);
  }
  .current .step-title {
    font-size: var(--_size-4);
    letter-spacing: -0.005em;
  }
  .ahead .step-title {
    color: var(--_muted);
    font-weight: 500;
  }
  .edit {
    min-inline-size: 44px;
    min-block-size: 44px;
    margin-block: -8px;
    justify-content: flex-end;
  }
  .recap {
    margin-block-start: 4px;
    padding-inline-start: 44px;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .step-body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    margin-block-start: 20px;
  }
  .fault {
    margin-block-start: 16px;
  }
  .plain {
    display: grid;
    gap: 4px;
  }
  .notice .link {
    color: inherit;
    min-block-size: 32px;
  }
  .form-error,
  .error {
    color: var(--_bad);
  }

  .summary {
    min-inline-size: 0;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
  }
  .summary-toggle {
    appearance: none;
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    inline-size: 100%;
    min-block-size: 56px;
    padding: 12px 18px;
    border: 0;
    border-radius: inherit;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .summary-words {
    display: flex;
    gap: 4px;
    align-items: center;
    color: var(--_accent);
    font-weight: 550;
  }
  .summary-words .mark {
    inline-size: 20px;
    block-size: 20px;
    transition: rotate var(--_quick);
  }
  .open .summary-words .mark {
    rotate: 180deg;
  }
  .summary-amount {
    font-size: var(--_size-3);
    font-weight: 650;
  }
  .summary-body {
    display: none;
    gap: 18px;
    padding: 4px 18px 20px;
  }
  .open .summary-body {
    display: grid;
  }
  .summary-title {
    display: none;
    font-size: var(--_size-3);
    font-weight: 600;
  }
  .lines {
    display: grid;
    gap: 14px;
  }
  .line {
    display: flex;
    gap: 14px;
    align-items: center;
  }
  .photo {
    display: grid;
    flex: none;
    place-items: center;
    overflow: hidden;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--_radius-s);
    background: var(--_surface);
    color: var(--_muted);
  }
  .photo img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .line-words {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  .line-title {
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .amount,
  .totals dd {
    white-space: nowrap;
  }
  .summary .small {
    color: var(--_muted);
  }
  .totals {
    display: grid;
    gap: 8px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_line);
  }
  .total-row {
    display: flex;
    gap: 16px;
    align-items: baseline;
    justify-content: space-between;
  }
  .total-row.whole {
    margin-block-start: 4px;
    font-size: var(--_size-4);
    font-weight: 650;
  }
  .total-row.vat {
    margin-block-start: -6px;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .codes {
    display: grid;
    gap: 10px;
    justify-items: start;
  }
  .codes > .link {
    min-block-size: 44px;
    margin-block: -10px;
  }
  .code {
    display: inline-flex;
    align-items: center;
    padding-inline-start: 12px;
    border: 1px solid var(--_line-strong);
    border-radius: 999px;
    background: var(--_surface);
    font-weight: 550;
  }
  .code-remove {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .code-remove .mark {
    inline-size: 16px;
    block-size: 16px;
  }
  .code-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 10px;
    align-items: end;
    inline-size: 100%;
  }
  .code-form .button {
    min-block-size: 48px;
  }

  .review {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .review-intro {
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .review-when {
    padding-block-start: 14px;
    border-block-start: 1px solid var(--_line);
  }
  .agreement {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .link.inline {
    display: inline;
  }
  .pay {
    min-block-size: 56px;
    font-size: var(--_size-3);
  }
  .bank {
    display: flex;
    gap: 16px;
    align-items: center;
    padding: 20px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .bank > div {
    flex: 1;
  }
  .bank .spinner {
    color: var(--_accent);
  }
  .bank > .mark {
    color: var(--_accent);
    inline-size: 28px;
    block-size: 28px;
  }

  .blank {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 56px 20px;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
    text-align: center;
  }
  .blank-mark {
    margin-block-end: 8px;
    color: var(--_accent);
  }
  .blank-mark .mark {
    inline-size: 40px;
    block-size: 40px;
  }
  .blank-title {
    font-family: var(--_font-display);
    font-size: var(--_size-4);
    font-weight: 600;
  }
  .blank p {
    max-inline-size: 46ch;
    color: var(--_ink);
  }
  .blank .button {
    margin-block-start: 14px;
  }

  .confirmation {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 28px;
  }
  .thanks,
  .mail {
    display: flex;
    gap: 18px;
    align-items: center;
  }
  .seal {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .seal .mark {
    inline-size: 30px;
    block-size: 30px;
  }
  .number {
    color: var(--_muted);
    font-size: var(--_size-3);
  }
  .mail {
    gap: 12px;
    overflow-wrap: anywhere;
  }
  .mail .mark {
    color: var(--_accent);
  }
  .bought {
    display: grid;
    gap: 18px;
    padding: 22px;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
  }
  vitrine-tracking::part(headline) {
    font-size: var(--_size-4);
  }
  .section-title {
    font-size: var(--_size-3);
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: 18px;
    padding-block-start: 18px;
    border-block-start: 1px solid var(--_line);
  }
  .facts dt {
    color: var(--_muted);
    font-size: var(--_size-1);
  }

  .challenge {
    inline-size: min(500px, calc(100vw - 24px));
    max-block-size: calc(100dvb - 24px);
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-l);
    background: var(--_surface);
    color: var(--_ink);
    box-shadow: var(--_shadow);
  }
  .challenge::backdrop,
  .over-page::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  .challenge-head {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    justify-content: space-between;
    padding: 18px 14px 14px 20px;
  }
  .challenge-head h2 {
    font-size: var(--_size-3);
    font-weight: 600;
  }
  .challenge-head p {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .challenge-body {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 120px;
    border-block-start: 1px solid var(--_line);
  }
  .challenge-body > .spinner {
    position: absolute;
  }
  .challenge-frame {
    display: block;
    inline-size: 100%;
    block-size: min(560px, calc(100dvb - 140px));
    border: 0;
  }
  .over-page {
    inline-size: min(1080px, 100vw);
    max-inline-size: none;
    max-block-size: 100dvb;
    margin: auto;
    padding: 24px;
    border: 0;
    border-radius: var(--_radius-l);
    background: var(--_paper);
    color: var(--_ink);
    container: checkout / inline-size;
  }
  .close {
    position: absolute;
    inset-block-start: 12px;
    inset-inline-end: 12px;
    inline-size: 44px;
    padding: 0;
  }

  .skeleton.heading {
    inline-size: 180px;
    block-size: 32px;
  }
  .skeleton.row {
    block-size: 20px;
  }
  .skeleton.input-like {
    block-size: 48px;
  }
  .waiting {
    display: grid;
    gap: 18px;
    align-content: start;
  }
  .summary.waiting {
    padding: 20px;
    min-block-size: 56px;
  }

  @container checkout (min-width: 480px) {
    .step {
      padding-block: 24px;
    }
    .step-body {
      padding-inline-start: 44px;
    }
  }
  @container checkout (min-width: 840px) {
    .frame {
      grid-template-columns: minmax(0, 1fr) minmax(300px, 360px);
      column-gap: 56px;
      align-items: start;
    }
    .title,
    .frame > .skeleton.heading {
      grid-column: 1 / -1;
    }
    .steps {
      grid-row: 2;
      grid-column: 1;
    }
    .summary {
      position: sticky;
      inset-block-start: var(--vitrine-sticky-top, 24px);
      grid-row: 2;
      grid-column: 2;
    }
    .summary-toggle {
      display: none;
    }
    .summary-body {
      display: grid;
      padding: 22px;
    }
    .summary-title {
      display: block;
    }
    .confirmation {
      grid-template-columns: minmax(0, 1fr) minmax(300px, 360px);
      column-gap: 56px;
      align-items: start;
    }
    .thanks,
    .mail {
      grid-column: 1 / -1;
    }
  }
`;
