import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { STEPS, type Step } from '../../machines/checkout-steps.ts';

/** Our word in the state of a history entry; what a router of the page keeps there goes along unchanged. */
const MARK = 'vitrine-checkout';

interface StepHistoryOptions {
  /** Whether the page wants steps in its history. */
  wanted: () => boolean;
  /** The step that is shown, or null while none can be gone to. */
  shown: () => Step | null;
  /** The order is placed: there is nothing to go back to. */
  isOver: () => boolean;
  canShow: (step: Step) => boolean;
  show: (step: Step) => void;
}

const stepIn = (state: unknown): Step | undefined => {
  const said = typeof state === 'object' && state !== null ? (state as Record<string, unknown>)[MARK] : undefined;
  return STEPS.find((step) => step === said);
};

/** Each step is an entry of the browser's history, under the page's own address: Back goes to the step before. */
export class StepHistory implements ReactiveController {
  readonly #options: StepHistoryOptions;
  /** The step of the entry that the page itself made. */
  #first: Step = 'contact';

  constructor(host: ReactiveControllerHost, options: StepHistoryOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#turn);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#turn);
  }

  /** The form has opened on this step. After a reload the entries of before are still there. */
  begin(step: Step): void {
    this.#first = stepIn(history.state) ? 'contact' : step;
  }

  /** The form shows this step now. */
  move(step: Step): void {
    if (!this.#options.wanted() || this.#at(history.state) === step) return;
    const kept: unknown = history.state;
    try {
      history.pushState({ ...(typeof kept === 'object' ? kept : {}), [MARK]: step }, '');
    } catch {
      // A browser that has had enough entries: Back leaves the page then, as it would without us.
    }
  }

  #at = (state: unknown): Step => stepIn(state) ?? this.#first;

  #turn = (event: PopStateEvent): void => {
    const { wanted, shown, isOver, canShow, show } = this.#options;
    if (!wanted()) return;
    // Entries of an order that is placed lead nowhere: they are passed over.
    if (isOver() && stepIn(event.state)) return history.back();
    const now = shown();
    const step = this.#at(event.state);
    if (now !== null && now !== step && canShow(step)) show(step);
  };
}
