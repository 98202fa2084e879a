/**
 * A visit is put together from parts. Its core (cart, shelves, offers) is there from the first view; search, checkout
 * and tracking each come with the first element that needs them, and join whatever visits are open by then.
 */
import type { Clock, MakeId } from '@vitrine/contract';
import type { AnyActorRef } from 'xstate';
import type { Link } from '../client/link.ts';
import type { ShopTime } from '../client/shop-time.ts';
import type { CheckoutPart, CoreVisit, OrderPlacement, SearchPart, TrackingPart } from '../visit.ts';
import type { Memory } from './kept-json.ts';

/** What a part is given to work with. */
export interface VisitCore {
  readonly visit: CoreVisit;
  readonly link: Link;
  readonly clock: Clock;
  readonly shopTime: ShopTime;
  readonly makeId: MakeId;
  readonly memory: Memory;
  /** Starts an actor with the visit, or at once when the visit is under way; it stops when the visit does. */
  readonly begin: <Actor extends AnyActorRef>(actor: Actor) => Actor;
  /** Tells everybody who listens that there is an order. */
  readonly tellOrder: (placement: OrderPlacement) => void;
}

/** Makes the members that a visit has once this part has joined. */
export type VisitPart = (core: VisitCore) => SearchPart | CheckoutPart | TrackingPart;

/** Says which parts a visit has: some now, others as they come. The answer ends it. */
export type PartSource = (join: (part: VisitPart) => void) => () => void;

const used = new Set<VisitPart>();
const joins = new Set<(part: VisitPart) => void>();

/** An element is about to be defined that cannot do without this part. */
export function usePart(part: VisitPart): void {
  used.add(part);
  for (const join of joins) join(part);
}

/** Whatever the elements of this page need. */
export const partsInUse: PartSource = (join) => {
  for (const part of used) join(part);
  joins.add(join);
  return () => joins.delete(join);
};
