/**
 * A running digest of text, 64 bits in two lanes of integer arithmetic: the same in every engine. It tells two runs
 * apart; it keeps no secrets.
 */
export class Digest {
  #left = 0xdeadbeef;
  #right = 0x41c6ce57;

  take(text: string): void {
    let [left, right] = [this.#left, this.#right];
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      left = Math.imul(left ^ code, 2654435761);
      right = Math.imul(right ^ code, 1597334677);
    }
    left = Math.imul(left ^ (left >>> 16), 2246822507) ^ Math.imul(right ^ (right >>> 13), 3266489909);
    right = Math.imul(right ^ (right >>> 16), 2246822507) ^ Math.imul(left ^ (left >>> 13), 3266489909);
    [this.#left, this.#right] = [left, right];
  }

  get text(): string {
    const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0');
    return hex(this.#left) + hex(this.#right);
  }
}
