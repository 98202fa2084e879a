/** How a shopper's way ends, apart from a parcel in hand. */
export type End = 'delivered' | 'gave-up-before-paying' | 'declined-for-good' | 'sold-out';

/** Leaves the shop for a reason that a shop has to live with. */
export class Leaving extends Error {
  override readonly name = 'Leaving';
  readonly end: Exclude<End, 'delivered'>;

  constructor(end: Exclude<End, 'delivered'>, reason: string) {
    super(reason);
    this.end = end;
  }
}

/** Cannot go on, although nothing is broken any more: the shop's fault. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
}
