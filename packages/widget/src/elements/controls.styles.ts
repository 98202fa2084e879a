import { css } from 'lit';

/** Buttons, fields, notices and skeletons, alike in every element. Targets are 44 px. */
export const controls = css`
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 10px 18px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_ink);
    font: inherit;
    font-weight: 550;
    line-height: 1.2;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--_quick),
      border-color var(--_quick),
      color var(--_quick);
  }
  .button:hover {
    border-color: var(--_ink);
    background: var(--_sunken);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_ink));
  }
  .button.soft {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button.soft:hover {
    background: color-mix(in oklab, var(--_accent-soft) 88%, var(--_accent));
  }
  .button.quiet {
    border-color: transparent;
    padding-inline: 10px;
  }
  .button.wide {
    inline-size: 100%;
  }
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.75;
  }
  .link {
    appearance: none;
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .field {
    display: grid;
    gap: 6px;
  }
  .field > label,
  .label {
    color: var(--_ink);
    font-size: var(--_size-1);
    font-weight: 550;
  }
  .field .hint {
    color: var(--_muted);
    font-size: var(--_size-1);
  }
  .field .error {
    display: block;
    color: var(--_bad);
    font-size: var(--_size-1);
  }
  .input {
    appearance: none;
    inline-size: 100%;
    min-block-size: 48px;
    padding: 10px 14px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
    font-size: 16px;
    transition:
      border-color var(--_quick),
      box-shadow var(--_quick);
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input:hover {
    border-color: var(--_ink);
  }
  .input:focus-visible {
    border-color: var(--_accent);
    outline: 2px solid var(--_accent);
    outline-offset: 0;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .notice {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 14px 16px;
    border-radius: var(--_radius);
    background: var(--_sunken);
    color: var(--_ink);
  }
  .notice.warn {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .notice.bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .skeleton {
    display: block;
    border-radius: var(--_radius-s);
    background: linear-gradient(
        100deg,
        var(--_sunken) 40%,
        color-mix(in oklab, var(--_sunken) 60%, var(--_surface)) 50%,
        var(--_sunken) 60%
      )
      0 0 / 220% 100%;
    animation: shimmer 1.6s infinite linear;
  }
  @keyframes shimmer {
    from {
      background-position: 110% 0;
    }
    to {
      background-position: -110% 0;
    }
  }
  .spinner {
    inline-size: 18px;
    block-size: 18px;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: spin 0.8s linear infinite;
  }
  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
`;
