import type { AddressSuggestion } from '@vitrine/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AddressContext } from '../../machines/address.machine.ts';
import type { Visit } from '../../visit.ts';

/** One completion of the visit, followed while its host is on the page. */
export class Completion implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #visit: () => Visit | undefined;
  readonly #heard: ((suggestions: readonly AddressSuggestion[]) => void) | undefined;
  #actor: ReturnType<Visit['address']> | undefined;
  #state = 'idle';
  #context: AddressContext | undefined;

  constructor(
    host: ReactiveControllerHost,
    visit: () => Visit | undefined,
    heard?: (suggestions: readonly AddressSuggestion[]) => void,
  ) {
    this.#host = host;
    this.#visit = visit;
    this.#heard = heard;
    host.addController(this);
  }

  /** `idle`, `typing`, `asking`, `suggested`, `nothing` or `failed`. */
  get state(): string {
    return this.#state;
  }

  get suggestions(): readonly AddressSuggestion[] {
    return this.#state === 'suggested' || this.#state === 'asking' || this.#state === 'typing'
      ? (this.#context?.suggestions ?? [])
      : [];
  }

  ask(query: string, country: string): void {
    this.#follow()?.send({ type: 'address.type', query, country });
  }

  clear(): void {
    this.#actor?.send({ type: 'address.clear' });
  }

  hostDisconnected(): void {
    this.#actor?.stop();
    this.#actor = undefined;
    this.#state = 'idle';
  }

  #follow() {
    if (this.#actor) return this.#actor;
    const actor = this.#visit()?.address();
    if (!actor) return undefined;
    this.#actor = actor;
    actor.subscribe((snapshot) => {
      this.#state = String(snapshot.value);
      this.#context = snapshot.context;
      if (this.#state === 'suggested') this.#heard?.(snapshot.context.suggestions);
      this.#host.requestUpdate();
    });
    actor.start();
    return actor;
  }
}
