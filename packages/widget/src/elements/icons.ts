import { svg, html, type TemplateResult } from 'lit';

/** Line icons of 20 px that take the colour of the text. Always beside words, so hidden from screen readers. */
const icon = (paths: TemplateResult): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${paths}
  </svg>`;

export const icons = {
  bag: icon(svg`<path d="M4.2 6.5h11.6l.9 10H3.3z"/><path d="M7 8.5V5.8a3 3 0 0 1 6 0v2.7"/>`),
  search: icon(svg`<circle cx="9" cy="9" r="5.2"/><path d="m13 13 4 4"/>`),
  close: icon(svg`<path d="m5 5 10 10M15 5 5 15"/>`),
  plus: icon(svg`<path d="M10 4.5v11M4.5 10h11"/>`),
  minus: icon(svg`<path d="M4.5 10h11"/>`),
  check: icon(svg`<path d="m4.5 10.5 3.6 3.6 7.4-8"/>`),
  chevron: icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8"/>`),
  retry: icon(svg`<path d="M15.8 8.2A6 6 0 1 0 16 11"/><path d="M16.4 4.4v4h-4"/>`),
  alert: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 6.5v4.2M10 13.4v.1"/>`),
  truck: icon(
    svg`<path d="M2 5.5h9.5v8H2zM11.5 8.500h3.2L18 11.300v2.200h-6.5"/><circle cx="5.7" cy="14.5" r="1.6"/><circle cx="14.3" cy="14.5" r="1.6"/>`,
  ),
  tag: icon(svg`<path d="M3.5 3.500h6l7 7-6 6-7-7z"/><circle cx="7" cy="7" r="1"/>`),
  pin: icon(
    svg`<path d="M10 17.500s5.5-4.9 5.5-9.200a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9.2 5.5 9.200z"/><circle cx="10" cy="8.3" r="2"/>`,
  ),
  info: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 9.300v4.200M10 6.600v.1"/>`),
} as const;
