import { css } from 'lit';

/** The demo page's design language, closer set: this is a tool, and much of it is shown at once. */
export const tokens = css`
  :host {
    --paper: light-dark(#faf8f3, #131514);
    --card: light-dark(#ffffff, #1b1e1d);
    --sunken: light-dark(#f3f0e8, #222625);
    --ink: light-dark(#1c1f1d, #efede7);
    --soft: light-dark(#5c615c, #a9aea8);
    --line: light-dark(#e3ded3, #323736);
    --line-strong: light-dark(#8b8f88, #7d837d);
    --moss: light-dark(#1d4d45, #a5d8c6);
    --on-moss: light-dark(#ffffff, #0f2a24);
    --moss-soft: light-dark(#e4efeb, #20352f);
    --good: light-dark(#23643f, #8fd3a8);
    --warn: light-dark(#7a4d00, #f0c274);
    --warn-soft: light-dark(#fbf1dc, #36290f);
    --bad: light-dark(#9c2f22, #ff9d8e);
    --bad-soft: light-dark(#fbe9e6, #3b1d18);
    --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, monospace;
    --sans: 'Schibsted Grotesk', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif;
    display: block;
    box-sizing: border-box;
    color: var(--ink);
    font: 400 13.5px/1.45 var(--sans);
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--moss);
    outline-offset: 1px;
  }
  .hidden-words {
    position: absolute;
    overflow: hidden;
    inline-size: 1px;
    block-size: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** Buttons, fields, tables, cards and empty places. */
export const controls = css`
  button,
  input,
  select,
  summary {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 28px;
    padding: 3px 10px;
    border: 1px solid var(--line);
    border-radius: 7px;
    background: var(--card);
    cursor: pointer;
    white-space: nowrap;
    text-decoration: none;
    color: inherit;
  }
  button:hover,
  .button:hover {
    border-color: var(--line-strong);
  }
  button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  button.plain {
    border-color: transparent;
    background: none;
  }
  button.main,
  button[aria-pressed='true'] {
    border-color: var(--moss);
    background: var(--moss);
    color: var(--on-moss);
  }
  .group {
    display: inline-flex;
  }
  .group button {
    border-radius: 0;
    margin-inline-start: -1px;
  }
  .group button:first-of-type {
    margin-inline-start: 0;
    border-start-start-radius: 7px;
    border-end-start-radius: 7px;
  }
  .group button:last-of-type {
    border-start-end-radius: 7px;
    border-end-end-radius: 7px;
  }
  .group button[aria-pressed='true'] {
    z-index: 1;
  }
  input[type='search'],
  input[type='text'],
  input[type='number'],
  select {
    min-block-size: 28px;
    padding: 3px 8px;
    border: 1px solid var(--line);
    border-radius: 7px;
    background: var(--card);
  }
  input::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  input[type='checkbox'] {
    accent-color: var(--moss);
    margin: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--line);
  }
  .scroll {
    overflow: auto;
    min-block-size: 0;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  h2 {
    margin: 0;
    font-size: 13.5px;
    font-weight: 650;
  }
  .quiet {
    color: var(--soft);
  }
  .empty {
    margin: 0;
    padding: 24px 16px;
    color: var(--soft);
    text-align: center;
    text-wrap: balance;
  }
  .problem {
    margin: 8px 12px;
    padding: 6px 10px;
    border-radius: 7px;
    background: var(--bad-soft);
    color: var(--bad);
  }
  .tag {
    display: inline-block;
    padding: 0 6px;
    border-radius: 5px;
    background: var(--sunken);
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .tag.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .tag.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .tag.good {
    background: var(--moss-soft);
    color: var(--moss);
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: 12.5px;
  }
  th,
  td {
    padding: 4px 14px 4px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  th {
    color: var(--soft);
    font-weight: 500;
    white-space: nowrap;
  }
  code {
    font: 12.5px/1.5 var(--mono);
  }
`;
