import { css } from 'lit';

/** The rules that Leaflet 1.9 needs to lay out its panes. Source: leaflet.css, "required styles". */
export const leafletStyles = css`
  .leaflet-pane,
  .leaflet-tile,
  .leaflet-marker-icon,
  .leaflet-tile-container,
  .leaflet-pane > svg,
  .leaflet-pane > canvas,
  .leaflet-zoom-box,
  .leaflet-image-layer,
  .leaflet-layer {
    position: absolute;
    left: 0;
    top: 0;
  }
  .leaflet-container {
    overflow: hidden;
    -webkit-tap-highlight-color: transparent;
  }
  .leaflet-tile,
  .leaflet-marker-icon {
    user-select: none;
    -webkit-user-drag: none;
  }
  .leaflet-overlay-pane svg,
  .leaflet-container .leaflet-tile {
    max-width: none !important;
    max-height: none !important;
  }
  .leaflet-container .leaflet-tile {
    width: auto;
    padding: 0;
    filter: inherit;
    visibility: hidden;
    mix-blend-mode: plus-lighter;
  }
  .leaflet-container .leaflet-tile-loaded {
    visibility: inherit;
  }
  .leaflet-touch-zoom {
    touch-action: pan-x pan-y;
  }
  .leaflet-touch-drag,
  .leaflet-touch-drag.leaflet-touch-zoom {
    touch-action: none;
  }
  .leaflet-pane {
    z-index: 4;
  }
  .leaflet-tile-pane {
    z-index: 2;
  }
  .leaflet-overlay-pane {
    z-index: 4;
  }
  .leaflet-marker-pane {
    z-index: 6;
  }
  .leaflet-zoom-animated {
    transform-origin: 0 0;
  }
  .leaflet-zoom-anim .leaflet-zoom-animated {
    transition: transform 0.25s cubic-bezier(0, 0, 0.25, 1);
  }
  .leaflet-zoom-anim .leaflet-tile,
  .leaflet-pan-anim .leaflet-tile {
    transition: none;
  }
  .leaflet-zoom-anim .leaflet-zoom-hide {
    visibility: hidden;
  }
  .leaflet-grab {
    cursor: grab;
  }
  .leaflet-dragging .leaflet-grab {
    cursor: grabbing;
  }
  .leaflet-marker-icon,
  .leaflet-pane > svg path {
    pointer-events: none;
  }
`;

export const styles = css`
  .frame {
    position: relative;
    overflow: hidden;
    isolation: isolate;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .map {
    block-size: var(--vitrine-map-height, 320px);
    background: var(--_sunken);
    direction: ltr;
  }
  .map:focus-visible {
    outline-offset: -2px;
  }
  .veil {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    padding: 20px;
    color: var(--_muted);
    text-align: center;
  }
  .buttons {
    position: absolute;
    z-index: 10;
    inset-block-start: 10px;
    inset-inline-end: 10px;
    display: grid;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .map-button {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_ink);
    cursor: pointer;
  }
  .map-button + .map-button {
    border-block-start: 1px solid var(--_line);
  }
  .map-button:hover {
    background: var(--_sunken);
  }
  .map-button:focus-visible {
    outline-offset: -2px;
  }
  .attribution {
    position: absolute;
    z-index: 10;
    inset-block-end: 0;
    inset-inline-end: 0;
    padding: 2px 8px;
    border-start-start-radius: var(--_radius-s);
    background: var(--_surface);
    color: var(--_muted);
    font-size: 11px;
  }
  .street-edge {
    stroke: color-mix(in oklab, var(--_line) 70%, var(--_sunken));
    stroke-width: calc(var(--_street, 4px) + 1.5px);
    stroke-opacity: 1;
  }
  .street {
    stroke: light-dark(var(--_surface), color-mix(in oklab, var(--_line) 70%, var(--_sunken)));
    stroke-width: var(--_street, 4px);
    stroke-opacity: 1;
  }
  .road {
    stroke: var(--_accent);
    stroke-width: 5px;
    stroke-opacity: 0.28;
  }
  .road.ahead {
    stroke-opacity: 1;
  }
  .pin-place {
    display: grid;
    place-items: center;
  }
  .pin {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    border: 3px solid var(--_surface);
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
  }
  .pin svg {
    display: block;
    inline-size: 18px;
    block-size: 18px;
  }
  .pin.door {
    background: var(--_ink);
    color: var(--_paper);
  }
  .pin.door svg {
    inline-size: 16px;
    block-size: 16px;
  }
  :host([stale]) .pin.vehicle {
    background: var(--_muted);
    color: var(--_surface);
  }
`;
