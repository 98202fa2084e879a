import { fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type {} from '../src/elements/events.ts';
import type { TemplateResult } from 'lit';
import '../src/elements/store/define.ts';
import type { VitrineStore } from '../src/elements/store/store.ts';
import { scriptedVisit, type ScriptedVisit } from './scripted-visit.ts';

export interface OpenStore extends ScriptedVisit {
  store: VitrineStore;
}

/** A store on the page with elements in it, its words loaded. */
export async function openStore(content: TemplateResult, scripted = scriptedVisit()): Promise<OpenStore> {
  const { visit } = scripted;
  const store = await fixture<VitrineStore>(
    html`<vitrine-store locale=${visit.locale} .visit=${visit}>${content}</vitrine-store>`,
  );
  await waitUntil(() => store.lang === visit.locale, 'the words of the store are loaded');
  return { ...scripted, store };
}

/** One element inside the shadow root of another, or deeper: `inside(cart, 'vitrine-upsell', '.offer')`. */
export function inside<Found extends Element = HTMLElement>(host: Element, ...path: string[]): Found | null {
  return path.reduce<Element | null>((from, selector) => from?.shadowRoot?.querySelector(selector) ?? null, host) as Found | null;
}

/** The same, when it has to be there by now or soon. */
export async function found<Found extends Element = HTMLElement>(host: Element, ...path: string[]): Promise<Found> {
  await waitUntil(() => inside(host, ...path), `${path.join(' › ')} is there`);
  return inside<Found>(host, ...path)!;
}

/** Everything that is written in an element's own shadow root, as one line. */
export const written = (host: Element): string => (host.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** A key pressed where the focus is. True unless the element kept it for itself. */
export const press = (target: Element, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

/** What moves has arrived: colours in the middle of a fade are nobody's design. */
export function calm(host: Element, ...path: string[]): void {
  for (const animation of inside(host, ...path)!.getAnimations()) animation.finish();
}

/** The next event of a name, with the type that it has. Ask before the deed that brings it. */
export const told = <Name extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> => oneEvent<HTMLElementEventMap[Name] & Event>(target, name);
