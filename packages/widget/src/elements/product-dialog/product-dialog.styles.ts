import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(880px, calc(100vw - 32px));
    max-inline-size: none;
    max-block-size: min(92vh, 92dvh);
    padding: 0;
    margin: auto;
    overflow: auto;
    overscroll-behavior: contain;
    border: 0;
    border-radius: var(--_radius-l);
    background: var(--_surface);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    opacity: 0;
    translate: 0 8px;
    transition:
      opacity var(--_quick),
      translate var(--_calm) var(--_ease),
      overlay var(--_quick) allow-discrete,
      display var(--_quick) allow-discrete;
  }
  dialog[open] {
    opacity: 1;
    translate: none;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: 0 8px;
    }
  }
  dialog::backdrop {
    background: rgb(18 20 19 / 0.45);
  }
  .sheet {
    container-type: inline-size;
  }
  .inside {
    display: grid;
    gap: 20px;
    padding: 16px;
  }
  .photo-frame {
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .photo-frame img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: var(--vitrine-photo-fit, cover);
  }
  .close {
    position: absolute;
    inset-block-start: 24px;
    inset-inline-end: 24px;
    inline-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--_surface);
  }
  .about {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-inline-size: 0;
  }
  h2 {
    margin: 0;
    font-family: var(--_font-display);
    font-size: var(--_size-5);
    font-weight: 550;
    line-height: 1.15;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  .price {
    margin: 0;
    font-size: var(--_size-4);
    font-weight: 600;
  }
  .small {
    font-variant-numeric: normal;
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 400;
  }
  .text {
    margin: 0;
    max-inline-size: 60ch;
    color: var(--_muted);
    white-space: pre-line;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 8px;
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .chip:hover {
    background: var(--_sunken);
  }
  .chip input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .chip:has(:checked) {
    border-color: var(--_ink);
    box-shadow: inset 0 0 0 1px var(--_ink);
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .chip.gone {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .stock {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  vitrine-add-button {
    display: block;
    margin-block-start: auto;
  }
  @container (min-width: 620px) {
    .inside {
      grid-template-columns: 1.1fr 1fr;
      gap: 32px;
      padding: 24px;
    }
    .about {
      padding-block: 12px;
      padding-inline-end: 8px;
    }
    h2 {
      padding-inline-end: 48px;
    }
  }
`;
