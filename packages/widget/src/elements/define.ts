/** Registers a tag once. A second copy of the script on the page keeps the first definition. */
export function define(tag: `vitrine-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
