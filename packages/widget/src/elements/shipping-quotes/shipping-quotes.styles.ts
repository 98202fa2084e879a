import { css } from 'lit';

export const styles = css`
  :host {
    container: quotes / inline-size;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .block {
    display: block;
  }
  .quotes {
    overflow: hidden;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .quote + .quote {
    border-block-start: 1px solid var(--_line);
  }
  .quote.chosen {
    background: var(--_accent-soft);
  }
  .quote:has(.points) {
    padding-block-end: 16px;
  }
  .choice {
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr) auto;
    gap: 4px 14px;
    align-items: start;
    min-block-size: 64px;
    padding: 14px 16px;
    cursor: pointer;
  }
  .choice:hover .quote-when,
  .choice:hover .point-name {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  input[type='radio'] {
    inline-size: 20px;
    block-size: 20px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .quote-mark {
    display: none;
    color: var(--_accent);
  }
  .mark {
    display: block;
    flex: none;
  }
  .quote-words,
  .price {
    display: grid;
    gap: 2px;
  }
  .quote-when,
  .point-name {
    font-weight: 600;
  }
  .quote-when::first-letter {
    text-transform: uppercase;
  }
  .quote-when {
    display: block;
  }
  .quote-how {
    color: var(--_ink);
  }
  .small {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .chosen .small {
    color: var(--_ink);
  }
  .price {
    text-align: end;
    white-space: nowrap;
  }
  .price-whole {
    font-weight: 600;
  }
  .choice:not(:has(.quote-mark)) {
    grid-template-columns: auto minmax(0, 1fr) auto;
  }
  .choice:has(.quote-mark) {
    grid-template-columns: auto minmax(0, 1fr) auto;
  }
  @container quotes (min-width: 420px) {
    .quote-mark {
      display: block;
    }
    .choice:has(.quote-mark) {
      grid-template-columns: auto auto minmax(0, 1fr) auto;
    }
  }
  .points {
    margin: 0 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    background: var(--_surface);
    max-block-size: 380px;
    overflow: auto;
  }
  .points legend {
    float: inline-start;
    inline-size: 100%;
    padding: 12px 14px 6px;
    color: var(--_muted);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .point {
    clear: both;
  }
  .point + .point {
    border-block-start: 1px solid var(--_line);
  }
  .points .choice {
    min-block-size: 44px;
    padding: 12px 14px;
  }
  .points .small {
    color: var(--_muted);
  }
  .hours {
    display: grid;
    margin-block-start: 6px;
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .hours-line {
    display: block;
  }
  .notice {
    margin: 0;
  }
  .quotes + .notice,
  .notice + .quotes {
    margin-block-start: 12px;
  }
  .notice.small {
    padding: 10px 14px;
    color: var(--_muted);
  }
  .waiting {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) 56px;
    gap: 14px;
    align-items: center;
    min-block-size: 72px;
    padding: 14px 16px;
  }
  .skeleton.dot {
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
  }
  .skeleton.line,
  .skeleton.end {
    block-size: 16px;
  }
  .skeleton.line {
    max-inline-size: 260px;
  }
`;
