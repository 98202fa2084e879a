import { svg, html, type TemplateResult } from 'lit';

const mark = (drawing: TemplateResult): TemplateResult =>
  html`<svg
    class="mark"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawing}
  </svg>`;

/** Line drawings of the checkout and the tracker, one stroke, 24 px. Decoration: the words beside them say it. */
export const marks = {
  home: mark(svg`<path d="M4 11.5 12 5l8 6.5M6 10v9h12v-9M10 19v-5h4v5"/>`),
  mailbox: mark(svg`<path d="M4 18v-6a4 4 0 0 1 8 0v6H4Zm4-10h8a4 4 0 0 1 4 4v6h-8M15 12V5h3v2.5h-3M6.5 13h3"/>`),
  pickup_point: mark(
    svg`<path d="M12 21s6.5-5.8 6.5-11a6.5 6.5 0 0 0-13 0c0 5.2 6.5 11 6.5 11Z"/><circle cx="12" cy="10" r="2.4"/>`,
  ),
  locker: mark(
    svg`<rect x="4" y="4" width="16" height="16" rx="1.5"/><path d="M4 9.3h16M4 14.6h16M12 4v16M9.5 6.7v0M17.5 6.7v0M9.5 12v0M17.5 12v0M9.5 17.3v0M17.5 17.3v0"/>`,
  ),
  express_courier: mark(
    svg`<circle cx="6.5" cy="17" r="2.5"/><circle cx="17.5" cy="17" r="2.5"/><path d="M9 17h6l2-6h-4M17 11l-1.5-4H13M4 7h6v5H5.5"/>`,
  ),
  parcel: mark(svg`<path d="m12 3.5 8 4.3v8.4l-8 4.3-8-4.3V7.8l8-4.3ZM4.2 8 12 12.2 19.8 8M12 12.2v8M8 5.7l7.8 4.3"/>`),
  check: mark(svg`<path d="m6 12.5 4 4 8-9"/>`),
  lock: mark(svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`),
  chevron: mark(svg`<path d="m7 10 5 5 5-5"/>`),
  warning: mark(svg`<path d="M12 4.5 21 19.5H3L12 4.5Zm0 5.5v4.5m0 2.6v.01"/>`),
  card: mark(svg`<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="M3.5 10h17M7 15h3"/>`),
  bank: mark(svg`<path d="m4 9.5 8-5 8 5H4Zm2 0v8m4-8v8m4-8v8m4-8v8M4 20h16"/>`),
  mail: mark(svg`<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="m4 7.5 8 6 8-6"/>`),
  bag: mark(svg`<path d="M5.5 8.5h13l1 11.5h-15l1-11.5ZM9 11V7.5a3 3 0 0 1 6 0V11"/>`),
  clock: mark(svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`),
  close: mark(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
};
