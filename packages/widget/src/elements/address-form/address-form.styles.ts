import { css } from 'lit';

/** The form in one column; only short fields that belong together share a row. */
export const addressFormStyles = css`
  form.address {
    display: grid;
    gap: 20px;
  }
  .fields {
    display: grid;
    gap: 16px 14px;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  @container checkout (min-width: 480px) {
    .fields {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .fields > .field {
      grid-column: span 3;
    }
    .fields > .short {
      grid-column: span 2;
    }
    .fields > .long {
      grid-column: span 4;
    }
    .fields > .wide {
      grid-column: 1 / -1;
    }
  }
  .field > label {
    display: block;
  }
  .optional {
    color: var(--_muted);
    font-weight: 400;
  }
  select.input {
    padding-inline-end: 44px;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--_muted) 50%), linear-gradient(135deg, var(--_muted) 50%, transparent 50%);
    background-position:
      calc(100% - 22px) 21px,
      calc(100% - 17px) 21px;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    cursor: pointer;
  }
  :host(:dir(rtl)) select.input {
    background-position:
      17px 21px,
      22px 21px;
  }
  select.input option {
    background: var(--_surface);
    color: var(--_ink);
  }
  .combo {
    position: relative;
  }
  .suggestions {
    position: absolute;
    z-index: 20;
    inset-inline: 0;
    inset-block-start: calc(100% + 6px);
    margin: 0;
    padding: 6px;
    max-block-size: 320px;
    overflow: auto;
    list-style: none;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .suggestion {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    min-block-size: 44px;
    padding: 10px 12px;
    border-radius: var(--_radius-s);
    cursor: pointer;
  }
  .suggestion-street {
    font-weight: 550;
  }
  .suggestion-place {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .suggestion.own {
    border-block-start: 1px solid var(--_line);
    border-start-start-radius: 0;
    border-start-end-radius: 0;
    color: var(--_accent);
  }
  .suggestion:hover,
  .suggestion[aria-selected='true'] {
    background: var(--_accent-soft);
    color: var(--_ink);
  }
  .suggestion:hover .suggestion-place,
  .suggestion[aria-selected='true'] .suggestion-place {
    color: var(--_ink);
  }
  .choice {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    min-block-size: 44px;
    padding-block: 10px;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .form-error {
    margin: 0;
    color: var(--_bad);
    font-weight: 550;
  }
`;
