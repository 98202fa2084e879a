/** Whether the room was open when the page was last looked at. */
export const KEPT_OPEN = 'vitrine-control-open';

/** Ctrl and full stop: nobody types it, and no browser takes it for itself. */
export const isDockKey = ({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  key === '.' && ctrlKey && !altKey && !metaKey && !shiftKey;
