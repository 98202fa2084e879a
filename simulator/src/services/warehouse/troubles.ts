import type { Table } from '../../kernel/table.ts';

/** Something that is going to happen to an order, or to whichever comes next. */
export interface Trouble {
  /** Kind and reference; `*` is whoever comes next. */
  key: string;
  detail: { gone?: number; minutes?: number };
}

export type TroubleKind = 'short' | 'wrong-bin' | 'damage' | 'label' | 'short-delivery';

/** What was wished for by lever and has not struck yet. */
export class Troubles {
  readonly #table: Table<Trouble>;

  constructor(table: Table<Trouble>) {
    this.#table = table;
  }

  plan(kind: TroubleKind, reference: string | undefined, detail: Trouble['detail'] = {}): void {
    this.#table.put({ key: `${kind}/${reference ?? '*'}`, detail });
  }

  /** The trouble that strikes here, once. */
  strike(kind: TroubleKind, reference: string): Trouble['detail'] | undefined {
    if (this.#table.size === 0) return undefined;
    for (const key of [`${kind}/${reference}`, `${kind}/*`]) {
      const trouble = this.#table.get(key);
      if (!trouble) continue;
      this.#table.delete(key);
      return trouble.detail;
    }
    return undefined;
  }
}
