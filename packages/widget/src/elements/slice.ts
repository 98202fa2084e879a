import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AnyActorRef, SnapshotFrom } from 'xstate';
import type { Visit } from '../visit.ts';
import { storeContext, type Store } from './visit-context.ts';

type Host = ReactiveControllerHost & HTMLElement;

/**
 * One answer out of one actor of the surrounding visit. Renders its host again only when the answer changes.
 * `value` is undefined until a store is there.
 */
export class Slice<Actor extends AnyActorRef, Answer> implements ReactiveController {
  value: Answer | undefined;
  /** The store the host stands in, for events to its actors, words and formats. */
  store: Store | null = null;
  readonly #host: Host;
  readonly #choose: (visit: Visit) => Actor | undefined;
  readonly #select: (snapshot: SnapshotFrom<Actor>) => Answer;
  readonly #same: (one: Answer, other: Answer) => boolean;
  #subscription: { unsubscribe(): void } | undefined;
  #actor: Actor | undefined;

  constructor(
    host: Host,
    choose: (visit: Visit) => Actor | undefined,
    select: (snapshot: SnapshotFrom<Actor>) => Answer,
    same: (one: Answer, other: Answer) => boolean = Object.is,
  ) {
    this.#host = host;
    this.#choose = choose;
    this.#select = select;
    this.#same = same;
    host.addController(this);
    new ContextConsumer(host, {
      context: storeContext,
      subscribe: true,
      callback: (store) => {
        this.store = store;
        this.refollow();
        host.requestUpdate();
      },
    });
  }

  get actor(): Actor | undefined {
    return this.#actor;
  }

  /** Chooses the actor again, after a property that decides it has changed. */
  refollow(): void {
    const actor = this.store ? this.#choose(this.store.visit) : undefined;
    if (actor === this.#actor && this.#subscription) return;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#actor = actor;
    if (!actor) {
      this.value = undefined;
      return;
    }
    this.#take(actor.getSnapshot() as SnapshotFrom<Actor>);
    this.#subscription = actor.subscribe((snapshot: SnapshotFrom<Actor>) => this.#take(snapshot));
  }

  hostConnected(): void {
    this.refollow();
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#actor = undefined;
  }

  #take(snapshot: SnapshotFrom<Actor>): void {
    const answer = this.#select(snapshot);
    if (this.value !== undefined && this.#same(this.value, answer)) return;
    this.value = answer;
    this.#host.requestUpdate();
  }
}
