import type { Clock } from '@vitrine/contract';
import type { AnyActorRef, SnapshotFrom } from 'xstate';

/** Longer than this nobody stands in front of a page. */
const PATIENCE_MS = 10 * 60_000;

/** Resolves with the first state that fits. Rejects when the clock says that it never will, with the state it is in. */
export function until<Ref extends AnyActorRef>(
  clock: Clock,
  actor: Ref,
  what: string,
  fits: (snapshot: SnapshotFrom<Ref>) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<SnapshotFrom<Ref>> {
  return new Promise((resolve, reject) => {
    const look = (snapshot: SnapshotFrom<Ref>) => {
      if (fits(snapshot)) finish(() => resolve(snapshot));
    };
    const timer = clock.setTimeout(
      () => finish(() => reject(new Error(`Waited in vain for ${what}; ${stateOf(actor)}`))),
      patienceMs,
    );
    const subscription = actor.subscribe(look);
    const finish = (act: () => void) => {
      clock.clearTimeout(timer);
      subscription.unsubscribe();
      act();
    };
    look(actor.getSnapshot() as SnapshotFrom<Ref>);
  });
}

function stateOf(actor: AnyActorRef): string {
  const { value, context } = actor.getSnapshot() as { value?: unknown; context?: { fault?: unknown } };
  const fault = context?.fault instanceof Error ? ` (${context.fault.message})` : '';
  return `the ${actor.id} is ${JSON.stringify(value)}${fault}.`;
}
