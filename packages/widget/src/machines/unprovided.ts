import { fromPromise, type PromiseActorLogic } from 'xstate';

/** A piece of work that a machine names and the visit supplies with `machine.provide({ actors })`. */
export function unprovided<Output, Input>(name: string): PromiseActorLogic<Output, Input> {
  return fromPromise<Output, Input>(() => Promise.reject(new Error(`Nobody provided "${name}".`)));
}
