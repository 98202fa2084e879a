import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .heading {
    margin: 0 0 10px;
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  ul {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .offer {
    display: grid;
    grid-template-columns: 76px minmax(0, 1fr);
    gap: 4px 14px;
    align-items: start;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .photo {
    display: block;
    grid-row: span 2;
    inline-size: 76px;
    block-size: 76px;
    object-fit: var(--vitrine-photo-fit, cover);
    border-radius: var(--_radius-s);
    background: var(--_sunken);
  }
  .name {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin: 0;
    font-weight: 550;
    line-height: 1.3;
  }
  .name span:last-child {
    font-weight: 600;
    white-space: nowrap;
  }
  .figure,
  .sum {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-1);
    line-height: 1.4;
    text-wrap: pretty;
  }
  .sum {
    grid-column: 1 / -1;
    padding: 8px 10px;
    margin-block-start: 6px;
    border-radius: var(--_radius-s);
    background: var(--_accent-soft);
    color: var(--_ink);
  }
  vitrine-add-button {
    grid-column: 1 / -1;
    margin-block-start: 8px;
  }
  @container (min-width: 460px) {
    vitrine-add-button {
      grid-column: 2;
      justify-self: start;
    }
    .sum {
      grid-column: 2;
    }
    .photo {
      grid-row: span 4;
    }
  }
`;
