import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
  }
  .button {
    position: relative;
    inline-size: 100%;
    padding-inline: 12px;
  }
  .face {
    display: grid;
    place-items: center;
  }
  /* All faces lie in one cell, so that the button keeps its size when the words change. */
  .face > * {
    grid-area: 1 / 1;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    visibility: hidden;
    opacity: 0;
    transition: opacity var(--_quick);
  }
  .face > .shown {
    visibility: visible;
    opacity: 1;
  }
  .button.sold-out,
  .button.sold-out:hover {
    border-color: var(--_line);
    background: var(--_sunken);
    color: var(--_muted);
    opacity: 1;
  }
  .skeleton {
    block-size: 44px;
    border-radius: var(--_radius);
  }
`;
