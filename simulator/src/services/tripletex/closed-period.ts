import { companyOf } from './books.ts';
import { invalid } from './envelope.ts';
import type { Erp } from './erp.ts';

/** An accountant has closed the books up to a day, for now. @throws {Answer} 422 for a day that lies in there. */
export function refuseClosedPeriod({ env, books }: Erp, field: string, day: string): void {
  const { closed } = companyOf(books);
  if (closed && env.now() < closed.until && day <= closed.through)
    invalid(field, `The period is closed up to ${closed.through}.`);
}
