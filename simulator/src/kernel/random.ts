/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** Where a stream stands: four words, enough to go on from there. */
export type RandomState = [number, number, number, number];

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/**
 * One stream of chance (sfc32). Every consumer has its own stream, named by a label, so that a new draw in one place
 * never shifts the draws of another. Only integer arithmetic: the same bytes in every engine.
 */
export class Random {
  #state: RandomState;

  constructor(seed: number, label: string, state?: RandomState) {
    this.#state = state ?? [hash(`${label}|a${seed}`), hash(`${label}|b${seed}`), hash(`${label}|c${seed}`), 1];
    if (!state) for (let warm = 0; warm < 15; warm++) this.uint32();
  }

  get state(): RandomState {
    return [...this.#state];
  }

  uint32(): number {
    const [a, b, c, d] = this.#state;
    const drawn = (((a + b) | 0) + d) | 0;
    this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + drawn) | 0, (d + 1) | 0];
    return drawn >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.uint32() / 4294967296;
  }

  /** A whole number, both ends included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('Nothing to pick from.');
    return list[this.integer(0, list.length - 1)] as T;
  }

  /** Draws by weight; weights need not add up to anything. */
  weighted<T>(list: readonly (readonly [T, number])[]): T {
    let left = this.fraction() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) if ((left -= weight) < 0) return value;
    return list[list.length - 1]![0];
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = this.integer(0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other] as T, shuffled[index] as T];
    }
    return shuffled;
  }

  /** Letters and digits as third parties make their ids; never purely numeric. */
  id(length = 24): string {
    let text = LETTERS[this.integer(0, 48)]!;
    while (text.length < length) text += LETTERS[this.integer(0, LETTERS.length - 1)]!;
    return text;
  }
}
