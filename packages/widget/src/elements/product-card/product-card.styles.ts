import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    block-size: 100%;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
    block-size: 100%;
  }
  .media {
    position: relative;
    display: block;
    aspect-ratio: var(--vitrine-photo-ratio, 1);
    overflow: hidden;
    border-radius: var(--_radius-l);
    background: var(--_sunken);
  }
  .photo {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: var(--vitrine-photo-fit, cover);
    transition: scale var(--_calm) var(--_ease);
  }
  .card:hover .photo {
    scale: 1.03;
  }
  .badge {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-start: 10px;
    max-inline-size: calc(100% - 20px);
    padding: 3px 10px;
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_ink);
    font-size: var(--_size-1);
    font-weight: 550;
    line-height: 18px;
  }
  /* Name and reason share a box of fixed height, so that the placeholder has exactly the card's size. */
  .words {
    block-size: 64px;
    overflow: hidden;
  }
  .reason {
    display: -webkit-box;
    margin: 0;
    min-block-size: 20px;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-1);
    line-height: 20px;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .title {
    margin: 0;
    min-block-size: 22px;
    font-family: var(--_font-display);
    font-size: 16px;
    font-weight: 550;
    line-height: 22px;
    text-wrap: balance;
  }
  /* The whole card opens the product; the name is what a keyboard and a screen reader find. */
  .look {
    all: unset;
    display: -webkit-box;
    max-block-size: 44px;
    overflow: hidden;
    color: inherit;
    cursor: pointer;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .look::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_radius-l);
  }
  .look:focus-visible::after {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .opens {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 12px;
    flex: 1;
  }
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    block-size: 44px;
    margin-block-start: -8px;
  }
  .price {
    font-size: 16px;
    font-weight: 600;
    white-space: nowrap;
  }
  .only {
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-1);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .choice {
    position: relative;
    display: flex;
    min-inline-size: 0;
    align-items: center;
  }
  .choice select {
    appearance: none;
    min-block-size: 44px;
    min-inline-size: 0;
    padding: 0;
    padding-inline: 8px 26px;
    margin-inline-end: -6px;
    border: 0;
    border-radius: var(--_radius-s);
    background: transparent;
    color: var(--_ink);
    font: inherit;
    font-size: 14px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .choice select:hover {
    background: var(--_sunken);
  }
  .choice option {
    background: var(--_surface);
    color: var(--_ink);
  }
  .choice .icon {
    position: absolute;
    inset-inline-end: 0;
    inline-size: 16px;
    block-size: 16px;
    pointer-events: none;
  }
  vitrine-add-button {
    display: block;
  }
  .card.loading .media,
  .card.loading .bar {
    border-radius: var(--_radius-s);
  }
  .card.loading .media {
    border-radius: var(--_radius-l);
  }
  .bar {
    block-size: 14px;
  }
  .bar.short {
    inline-size: 55%;
  }
  .bar.middle {
    inline-size: 85%;
  }
  .card.loading .reason,
  .card.loading .title,
  .card.loading .row {
    display: flex;
    align-items: center;
  }
  .card.loading .button-box {
    block-size: 44px;
    border-radius: var(--_radius);
  }
  :host([bare]) .words {
    block-size: 44px;
  }
  @container (min-width: 210px) {
    .words {
      block-size: 42px;
    }
    :host([bare]) .words {
      block-size: 22px;
    }
    .look,
    .reason {
      -webkit-line-clamp: 1;
    }
  }
  @container (max-width: 170px) {
    .choice select {
      font-size: var(--_size-1);
    }
  }
`;
