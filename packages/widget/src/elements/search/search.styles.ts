import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .box {
    position: relative;
    z-index: 2;
  }
  form {
    position: relative;
    display: block;
  }
  .lens {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 16px;
    display: grid;
    place-items: center;
    color: var(--_muted);
    pointer-events: none;
  }
  .input {
    min-block-size: 54px;
    padding-inline: 48px 56px;
    border-radius: var(--_radius-l);
    border-color: var(--_line-strong);
    font-size: var(--_size-3);
  }
  .clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 6px;
    inline-size: 44px;
    margin-block: auto;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    color: var(--_muted);
  }
  .panel {
    position: absolute;
    inset-block-start: calc(100% + 8px);
    inset-inline: 0;
    max-block-size: min(560px, 70vh);
    padding: 8px;
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-l);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .group + .group {
    margin-block-start: 6px;
    padding-block-start: 6px;
    border-block-start: 1px solid var(--_line);
  }
  .group-name {
    padding: 8px 10px 4px;
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
    padding: 6px 10px;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .option:hover {
    background: var(--_sunken);
  }
  .option[aria-selected='true'] {
    background: var(--_sunken);
    box-shadow: inset 0 0 0 2px var(--_accent);
  }
  .option .icon {
    flex: none;
    color: var(--_muted);
  }
  .option .main {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .option .aside {
    color: var(--_muted);
    font-size: var(--_size-1);
    white-space: nowrap;
  }
  .option img,
  .option .no-photo {
    flex: none;
    display: block;
    inline-size: 52px;
    block-size: 52px;
    object-fit: var(--vitrine-photo-fit, cover);
    border-radius: var(--_radius-s);
    background: var(--_sunken);
  }
  .option .price {
    font-weight: 600;
    white-space: nowrap;
  }
  mark {
    background: none;
    color: inherit;
    font-weight: 650;
  }
  .results {
    margin-block-start: 24px;
  }
  .summary {
    margin: 0 0 14px;
    font-family: var(--_font-display);
    font-size: var(--_size-4);
    font-weight: 550;
    letter-spacing: -0.01em;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .facets {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0 0 22px;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .facet {
    min-block-size: 44px;
    padding: 6px 16px;
    border-radius: 99px;
    border-color: var(--_line);
    font-weight: 450;
  }
  .facet[aria-pressed='true'] {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_paper);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 28px 14px;
    margin: 0;
    padding: 0;
    list-style: none;
    transition: opacity var(--_quick);
  }
  .grid.stale {
    opacity: 0.55;
  }
  .grid > li {
    display: block;
    min-inline-size: 0;
  }
  .more {
    display: flex;
    justify-content: center;
    margin-block-start: 32px;
  }
  .state {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 12px;
    padding: 48px 24px;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
    text-align: center;
  }
  .state p {
    margin: 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .state strong {
    display: block;
    margin-block-end: 4px;
    color: var(--_ink);
    font-size: var(--_size-3);
    font-weight: 550;
  }
  @container (min-width: 560px) {
    .grid {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 36px 20px;
    }
  }
  @container (min-width: 860px) {
    .grid {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 44px 24px;
    }
  }
`;
