import { ContextRoot, createContext } from '@lit/context';
import type { Messages } from '../locales/messages.ts';
import type { Visit } from '../visit.ts';
import type { Streets } from './tracking-map/geometry.ts';

/** What a `<vitrine-store>` gives to the elements inside it. */
export interface Store {
  visit: Visit;
  messages: Messages;
  locale: string;
  currency: string;
  /** The order that trackers without one of their own follow: asked for on the page, or placed last on this device. */
  tracked?: { id: string; token: string } | null;
  /** Streets for maps that have none of their own. */
  readonly streets?: Streets | undefined;
}

export const storeContext = createContext<Store | null>(Symbol.for('vitrine-store'));

/** An element may be defined before the store around it: what it asked is kept, and answered when the store is there. */
if (typeof document !== 'undefined') new ContextRoot().attach(document.documentElement);
