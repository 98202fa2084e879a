import { css } from 'lit';

export const styles = css`
  :host {
    container: tracking / inline-size;
  }
  h2,
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
  .mark {
    display: block;
    flex: none;
  }
  .track {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
  }
  .head {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .eyebrow {
    color: var(--_muted);
    font-size: var(--_size-1);
    font-variant-numeric: tabular-nums;
  }
  .headline {
    font-family: var(--_font-display);
    font-size: var(--_size-5);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .when {
    font-size: var(--_size-3);
  }
  .signal {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-block-start: 6px;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .dot {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_line-strong);
  }
  .live .dot {
    background: var(--_good);
    animation: breathe 2.4s infinite ease-in-out;
  }
  .stale,
  .offline {
    color: var(--_warn);
  }
  .stale .dot,
  .offline .dot {
    background: var(--_warn);
  }
  @keyframes breathe {
    50% {
      box-shadow: 0 0 0 5px color-mix(in oklab, var(--_good) 22%, transparent);
    }
  }
  .near {
    display: grid;
    gap: 10px;
    padding: 16px 18px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .near-words {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    align-items: baseline;
  }
  .near strong {
    font-size: var(--_size-4);
  }
  .way {
    appearance: none;
    display: block;
    overflow: hidden;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: color-mix(in oklab, var(--_accent) 18%, transparent);
  }
  .way::-webkit-progress-bar {
    background: transparent;
  }
  .way::-webkit-progress-value {
    border-radius: 3px;
    background: var(--_accent);
    transition: inline-size var(--_calm) linear;
  }
  .way::-moz-progress-bar {
    border-radius: 3px;
    background: var(--_accent);
  }
  .thread {
    display: grid;
  }
  .knot {
    position: relative;
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    gap: 0 16px;
    padding-block-end: 20px;
  }
  .knot:last-child {
    padding-block-end: 0;
  }
  .knot:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 24px 0;
    inset-inline-start: 11px;
    inline-size: 2px;
    background: var(--_line);
  }
  .knot.done:not(:last-child)::before {
    background: var(--_accent);
  }
  .bead {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 2px solid var(--_line-strong);
    border-radius: 50%;
    background: var(--_paper);
  }
  .bead .mark {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2.4;
  }
  .done .bead {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .now .bead {
    border: 7px solid var(--_accent);
    box-shadow: 0 0 0 4px var(--_accent-soft);
  }
  .knot-words {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .knot-head,
  .detail {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    align-items: baseline;
    justify-content: space-between;
  }
  .detail {
    flex-wrap: nowrap;
  }
  .knot-name {
    font-weight: 600;
  }
  .ahead .knot-name {
    color: var(--_muted);
    font-weight: 400;
  }
  .knot-time,
  .detail-time {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .details {
    display: grid;
    gap: 2px;
    color: var(--_muted);
  }
  .now .details {
    color: var(--_ink);
  }
  .detail > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .note {
    font-style: italic;
  }
  .trouble {
    color: var(--_warn);
  }
  .proof {
    display: flex;
    gap: 14px;
    align-items: flex-start;
    padding: 16px 18px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .proof .mark {
    color: var(--_good);
  }
  .carrier {
    display: flex;
    flex-wrap: wrap;
    gap: 14px 32px;
    align-items: flex-end;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  .carrier dt {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .digits {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .carrier .link {
    min-block-size: 44px;
    margin-block: -10px;
  }
  .notice .link {
    color: inherit;
    min-block-size: 32px;
  }
  .blank {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 48px 20px;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
    text-align: center;
  }
  .blank-mark {
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
  .blank .button {
    margin-block-start: 12px;
  }
  .skeleton.title-like {
    inline-size: min(320px, 80%);
    block-size: 32px;
  }
  .skeleton.line-like {
    inline-size: min(220px, 60%);
    block-size: 18px;
  }
  .waiting {
    display: grid;
    gap: 22px;
  }
  .skeleton.knot-like {
    block-size: 24px;
  }
`;
