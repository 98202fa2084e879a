import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .heading {
    margin: 0 0 20px;
    font-family: var(--_font-display);
    font-size: var(--_size-5);
    font-weight: 550;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .shelf {
    display: grid;
    grid-template-columns: repeat(var(--_columns), minmax(0, 1fr));
    gap: 28px 14px;
    margin: 0;
    padding: 0;
    list-style: none;
    --_columns: 2;
  }
  .shelf > li {
    display: block;
    min-inline-size: 0;
  }
  /* Positioned, so that what is hidden inside cards scrolls with them instead of widening the page. */
  .rail {
    position: relative;
    grid-template-columns: none;
    grid-auto-flow: column;
    grid-auto-columns: calc((100% - 14px * (var(--_columns) - 0.75)) / (var(--_columns) + 0.25));
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-snap-type: inline mandatory;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    padding: 4px 4px 14px;
    margin-inline: -4px;
  }
  .rail.waiting {
    overflow: hidden;
  }
  .rail > li {
    scroll-snap-align: start;
    scroll-margin-inline: 4px;
  }
  .state {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    min-block-size: 240px;
    padding: 24px;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
    text-align: center;
  }
  .state p {
    margin: 0;
    color: var(--_muted);
  }
  .state strong {
    display: block;
    color: var(--_ink);
    font-size: var(--_size-3);
    font-weight: 550;
  }
  @container (min-width: 560px) {
    .shelf {
      --_columns: 3;
      gap: 36px 20px;
    }
  }
  @container (min-width: 860px) {
    .shelf {
      --_columns: 4;
      gap: 44px 24px;
    }
  }
  @container (min-width: 1380px) {
    .shelf {
      --_columns: 5;
    }
  }
`;
