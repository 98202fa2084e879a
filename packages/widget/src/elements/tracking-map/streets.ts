import type { Streets } from './geometry.ts';

const parsed = new WeakMap<Element, { text: string; streets: Streets | undefined }>();

/** Streets that the page wrote into a `<script type="application/geo+json">` child of this element. Read once. */
export function streetsIn(element: Element): Streets | undefined {
  const text = element.querySelector(':scope > script[type="application/geo+json"]')?.textContent ?? '';
  if (!text) return undefined;
  const known = parsed.get(element);
  if (known?.text === text) return known.streets;
  let streets: Streets | undefined;
  try {
    streets = JSON.parse(text) as Streets;
  } catch {
    streets = undefined;
  }
  parsed.set(element, { text, streets });
  return streets;
}
