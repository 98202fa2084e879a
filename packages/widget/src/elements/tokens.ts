import { css } from 'lit';

/**
 * The design language as tokens: every element starts from these, and a merchant changes any of them with one
 * custom property on the page. Colours come in pairs that keep 4.5:1 in light and in dark. Sizes are pixels, because
 * the host page owns `rem`. `color-scheme` is the page's: a page that says `light dark` gets both.
 */
export const tokens = css`
  :host {
    all: initial;
    display: block;
    box-sizing: border-box;
    color-scheme: inherit;
    direction: inherit;

    --_paper: var(--vitrine-paper, light-dark(#fbfaf7, #141615));
    --_surface: var(--vitrine-surface, light-dark(#ffffff, #1c1f1e));
    --_sunken: var(--vitrine-sunken, light-dark(#f3f0ea, #232726));
    --_ink: var(--vitrine-ink, light-dark(#1c1f1d, #efede7));
    --_muted: var(--vitrine-muted, light-dark(#5f645f, #a9aea8));
    --_line: var(--vitrine-line, light-dark(#e3dfd6, #343938));
    --_line-strong: var(--vitrine-line-strong, light-dark(#8b8f88, #7d837d));
    --_accent: var(--vitrine-accent, light-dark(#1d4d45, #a5d8c6));
    --_on-accent: var(--vitrine-on-accent, light-dark(#ffffff, #0f2a24));
    --_accent-soft: var(--vitrine-accent-soft, light-dark(#e4efeb, #20352f));
    --_good: var(--vitrine-good, light-dark(#23643f, #8fd3a8));
    --_warn: var(--vitrine-warn, light-dark(#7a4d00, #f0c274));
    --_warn-soft: var(--vitrine-warn-soft, light-dark(#fbf1dc, #36290f));
    --_bad: var(--vitrine-bad, light-dark(#9c2f22, #ff9d8e));
    --_bad-soft: var(--vitrine-bad-soft, light-dark(#fbe9e6, #3b1d18));

    --_font: var(
      --vitrine-font,
      ui-sans-serif,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    --_font-display: var(--vitrine-font-display, var(--_font));
    --_size-1: var(--vitrine-size-1, 13px);
    --_size-2: var(--vitrine-size-2, 15px);
    --_size-3: var(--vitrine-size-3, 17px);
    --_size-4: var(--vitrine-size-4, 21px);
    --_size-5: var(--vitrine-size-5, 28px);
    --_size-6: var(--vitrine-size-6, 38px);

    --_radius-s: var(--vitrine-radius-s, 6px);
    --_radius: var(--vitrine-radius, 10px);
    --_radius-l: var(--vitrine-radius-l, 16px);
    --_shadow: var(--vitrine-shadow, 0 1px 2px rgb(0 0 0 / 0.05), 0 8px 28px rgb(0 0 0 / 0.08));
    --_quick: var(--vitrine-quick, 140ms);
    --_calm: var(--vitrine-calm, 320ms);
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);

    color: var(--_ink);
    font-family: var(--_font);
    font-size: var(--_size-2);
    line-height: 1.5;
    font-weight: 400;
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
