import { css } from 'lit';

export const styles = css`
  p {
    margin: 0;
  }
  .mark {
    display: block;
    flex: none;
  }
  .card-box {
    display: grid;
    gap: 14px;
  }
  .card-title,
  .safe {
    display: flex;
    gap: 10px;
    align-items: center;
  }
  .card-title {
    font-weight: 600;
  }
  /* Colours that do not paint anything here are read by the element and handed to the provider's fields. */
  .card-fields {
    position: relative;
    min-block-size: 112px;
    border-radius: var(--_radius);
    flood-color: var(--_surface);
    text-decoration-color: var(--_muted);
    outline-color: var(--_line-strong);
    caret-color: var(--_accent);
    column-rule-color: var(--_bad);
  }
  .opening {
    position: absolute;
    inset: 0;
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .skeleton.tall {
    block-size: 48px;
  }
  .safe {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .safe .mark {
    inline-size: 20px;
    block-size: 20px;
  }
  .card-error {
    color: var(--_bad);
    font-size: var(--_size-1);
  }
  .notice-words {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .notice .button {
    margin-block-start: 6px;
    border-color: currentColor;
    color: inherit;
  }
`;
