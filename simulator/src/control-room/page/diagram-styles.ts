import { css } from 'lit';

/** How a sequence is drawn: lanes are percentages of a stage, and every row is one line of it. */
export const diagram = css`
  .sequence {
    position: relative;
  }
  .lanes {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    block-size: 30px;
    border-block-end: 1px solid var(--line);
    background: var(--card);
  }
  .twin {
    flex: 0 0 74px;
    padding-inline-start: 12px;
    color: var(--soft);
    font-size: 12px;
  }
  .stage {
    position: relative;
    flex: 1 1 auto;
    block-size: 100%;
  }
  .lane {
    position: absolute;
    inset-block-start: 5px;
    max-inline-size: 120px;
    padding-inline: 5px;
    overflow: hidden;
    font-size: 12.5px;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
    translate: -50% 0;
  }
  :dir(rtl) .lane {
    translate: 50% 0;
  }
  .sequence ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sequence ol > li {
    background: repeating-linear-gradient(
        90deg,
        transparent 0 calc(100% / var(--lanes) / 2 - 0.5px),
        var(--line) calc(100% / var(--lanes) / 2 - 0.5px) calc(100% / var(--lanes) / 2 + 0.5px),
        transparent calc(100% / var(--lanes) / 2 + 0.5px) calc(100% / var(--lanes))
      )
      74px 0 / calc(100% - 74px) 100% no-repeat;
  }
  .line {
    display: flex;
    align-items: stretch;
    gap: 0;
    inline-size: 100%;
    min-block-size: 34px;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    text-align: start;
  }
  button.line:hover,
  button.line[aria-expanded='true'] {
    background: color-mix(in srgb, var(--moss) 9%, transparent);
  }
  button.line:focus-visible {
    outline-offset: -2px;
  }
  .line time {
    flex: 0 0 74px;
    align-self: center;
    padding-inline-start: 12px;
    color: var(--soft);
    font-size: 12px;
  }
  .line .stage {
    block-size: auto;
  }
  .arrow {
    position: absolute;
    inset-block-end: 7px;
    border-block-start: 1.5px solid var(--hue);
  }
  .arrow::after {
    position: absolute;
    inset-block-start: -4.75px;
    inset-inline-end: 0;
    inline-size: 0;
    block-size: 0;
    border-block: 4px solid transparent;
    border-inline-start: 7px solid var(--hue);
    content: '';
  }
  .arrow.back::after {
    inset-inline: 0 auto;
    border-inline: 0 solid transparent;
    border-inline-end: 7px solid var(--hue);
  }
  .message {
    --hue: var(--moss);
  }
  .message.asked {
    --hue: var(--line-strong);
  }
  .message.asked .arrow {
    border-block-start-style: dashed;
  }
  .message.failed {
    --hue: var(--bad);
  }
  .message.faulty {
    --hue: var(--warn);
  }
  .message .words {
    position: absolute;
    inset-block-start: 2px;
    display: flex;
    gap: 5px;
    justify-content: center;
    font-size: 12.5px;
    line-height: 19px;
    white-space: nowrap;
  }
  .message .words > * {
    flex: none;
  }
  .message .what,
  .message .outcome {
    background: color-mix(in srgb, var(--card) 82%, transparent);
  }
  .message .outcome {
    color: var(--soft);
  }
  .message.failed .outcome {
    color: var(--bad);
    font-weight: 600;
  }
  .message .who,
  .note .who {
    position: absolute;
    overflow: hidden;
    inline-size: 1px;
    block-size: 1px;
    clip-path: inset(50%);
  }
  .note {
    min-block-size: 28px;
  }
  .note .stage {
    display: flex;
    align-items: center;
  }
  .note .words {
    position: absolute;
    max-inline-size: 58%;
    padding: 1px 8px;
    overflow: hidden;
    border: 1px solid color-mix(in srgb, var(--moss) 30%, var(--line));
    border-radius: 6px;
    background: var(--moss-soft);
    font-size: 12.5px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .as-text ol > li {
    background: none;
  }
  .as-text .lane,
  .as-text .arrow {
    display: none;
  }
  .as-text .line .words,
  .as-text .line .who {
    position: static;
    inline-size: auto !important;
    block-size: auto;
    max-inline-size: none;
    overflow: visible;
    border: 0;
    background: none;
    clip-path: none;
    white-space: normal;
  }
  .as-text .line .words {
    display: block;
    padding: 5px 12px 5px 0;
  }
  .as-text .line .who {
    color: var(--soft);
  }
  @container (max-width: 720px) {
    .split {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    .orders {
      display: none;
    }
    .pick {
      display: flex;
    }
    .sequence > ol,
    .sequence > .lanes {
      min-inline-size: calc(74px + 104px * var(--lanes, 6));
    }
  }
`;
