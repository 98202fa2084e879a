/**
 * One cart, as the shopper sees it. Wishes made while a request is out wait in `changes`; everything that waits then
 * goes out as one request for the whole cart, so that sending it twice is harmless.
 */
import {
  toFault,
  type Cart,
  type CartId,
  type CartRequest,
  type Fault,
  type IdempotencyKey,
  type MakeId,
  type Message,
  type Product,
  type Sku,
} from '@vitrine/contract';
import { assign, emit, enqueueActions, setup } from 'xstate';
import { project, requestOf } from './cart-projection.ts';
import { newKeys, nextKey, type Keys } from './keys.ts';
import { unprovided } from './unprovided.ts';

export { project };

/** One wish of the shopper, with the key that makes it safe to send twice. */
export type CartChange = { key: IdempotencyKey } & (
  | { type: 'add'; sku: Sku; quantity: number; product?: Product; line?: ShownLine }
  | { type: 'set'; sku: Sku; quantity: number }
  | { type: 'code'; code: string; apply: boolean }
);

/** A request for the whole cart that is out, or whose answer never came: it is sent again word for word. */
export interface CartSending {
  key: IdempotencyKey;
  request: CartRequest;
  /** How many of `changes`, from the oldest, are in it. */
  count: number;
}

/** What outlives a reload. */
export interface KeptCart {
  cartId: CartId | null;
  changes: readonly CartChange[];
  sending: CartSending | null;
}

export interface CartInput {
  makeId: MakeId;
  kept?: KeptCart | null;
}

/** States: `restoring` (reading a cart from before), `idle`, `changing`, `failed`. */
export interface CartContext {
  /** The gateway's last word; null until something has been added. */
  cart: Cart | null;
  /** Wishes not yet confirmed, oldest first. `project(cart, changes)` is what to show. */
  changes: readonly CartChange[];
  /** The line that was removed last, for undo. */
  removed: { sku: Sku; quantity: number; title: string; line?: ShownLine } | null;
  /** What the gateway said about the last change: sold out, price changed, code refused. */
  messages: readonly Message[];
  fault: Fault | null;
  /** Known before the cart itself is, after a reload. */
  cartId: CartId | null;
  sending: CartSending | null;
  keys: Keys;
}

export type CartEvent =
  | { type: 'line.add'; sku: Sku; quantity: number; product?: Product }
  /** Quantity 0 removes the line. */
  | { type: 'line.set'; sku: Sku; quantity: number }
  | { type: 'line.undo' }
  | { type: 'code.apply'; code: string }
  | { type: 'code.remove'; code: string }
  | { type: 'cart.retry' }
  /** Another tab changed it, an order used it up, or the page came back from the cache. */
  | { type: 'cart.refresh' }
  /** It has become an order: the next wish begins a new one. */
  | { type: 'cart.forget' };

export type CartEmitted =
  | { type: 'line.added'; sku: Sku; quantity: number; cart: Cart }
  | { type: 'cart.changed'; cart: Cart }
  | { type: 'cart.forgotten' };

/** A line as the page shows it: confirmed, or still a wish. */
export interface ShownLine {
  sku: Sku;
  title: string;
  quantity: number;
  unitPrice: number;
  /** What the gateway says the line costs; a wish shows unit price times quantity until then. */
  total: number;
  imageUrl?: string;
  pending: boolean;
}

const isCount = (quantity: number, least: number): boolean => Number.isInteger(quantity) && quantity >= least;

/** The same request again would be refused again: these wishes are given up, and said to have failed. */
const isHopeless = (fault: Fault): boolean => fault.kind === 'invalid' || fault.kind === 'forbidden' || fault.kind === 'defect';

export const cartMachine = setup({
  types: {
    input: {} as CartInput,
    context: {} as CartContext,
    events: {} as CartEvent,
    emitted: {} as CartEmitted,
  },
  actors: {
    /** The cart that this device knows, of this tab or another; null when there is none, or the gateway has forgotten it. */
    readCart: unprovided<Cart | null, { cartId: CartId | null }>('readCart'),
    /** Creates the cart without an id, replaces it with one. Null: the gateway no longer knows this id. */
    writeCart: unprovided<Cart | null, { cartId: CartId | null; key: IdempotencyKey; request: CartRequest }>('writeCart'),
  },
  actions: {
    add: assign(({ context, event }) => {
      if (event.type !== 'line.add') return {};
      const { key, keys } = nextKey(context.keys);
      const { sku, quantity, product } = event;
      return {
        keys,
        changes: [...context.changes, { key, type: 'add' as const, sku, quantity, ...(product ? { product } : {}) }],
      };
    }),
    set: assign(({ context, event }) => {
      if (event.type !== 'line.set') return {};
      const line = project(context.cart, context.changes).find(({ sku }) => sku === event.sku);
      if (!line) return {};
      const { key, keys } = nextKey(context.keys);
      const { sku, quantity } = event;
      const removed = quantity === 0 ? { sku, quantity: line.quantity, title: line.title, line } : context.removed;
      return { keys, removed, changes: [...context.changes, { key, type: 'set' as const, sku, quantity }] };
    }),
    undo: assign(({ context }) => {
      if (!context.removed) return {};
      const { key, keys } = nextKey(context.keys);
      const { sku, quantity, line } = context.removed;
      return {
        keys,
        removed: null,
        changes: [...context.changes, { key, type: 'add' as const, sku, quantity, ...(line ? { line } : {}) }],
      };
    }),
    setCode: assign(({ context, event }) => {
      if (event.type !== 'code.apply' && event.type !== 'code.remove') return {};
      const { key, keys } = nextKey(context.keys);
      const code = event.code.trim();
      return { keys, changes: [...context.changes, { key, type: 'code' as const, code, apply: event.type === 'code.apply' }] };
    }),
    /** A request that is already out stays as it is; otherwise everything that waits goes into the next. */
    prepare: assign(({ context }) => {
      if (context.sending) return { fault: null };
      const { key, keys } = nextKey(context.keys);
      return {
        fault: null,
        keys,
        sending: { key, request: requestOf(context.cart, context.changes), count: context.changes.length },
      };
    }),
    giveUp: assign(({ context }) => ({ changes: context.changes.slice(context.sending?.count ?? 0), sending: null })),
    /** The gateway has forgotten this cart: the same lines begin a new one. */
    startAnew: assign(({ context }) => {
      const { key, keys } = nextKey(context.keys);
      const request = context.sending?.request ?? { line_items: [] };
      const lines = request.line_items.map(({ item, quantity }) => ({ item, quantity }));
      return {
        keys,
        cartId: null,
        sending: { key, request: { ...request, line_items: lines }, count: context.sending?.count ?? 0 },
      };
    }),
    forget: assign({ cart: null, cartId: null, changes: [], sending: null, removed: null, messages: [], fault: null }),
  },
  guards: {
    isWish: ({ event }) => {
      if (event.type === 'line.add') return event.sku !== '' && isCount(event.quantity, 1);
      if (event.type === 'line.set') return isCount(event.quantity, 0);
      return (event.type === 'code.apply' || event.type === 'code.remove') && event.code.trim() !== '';
    },
    hasWork: ({ context }) => context.changes.length > 0 || context.sending !== null,
  },
}).createMachine({
  id: 'cart',
  context: ({ input: { makeId, kept } }) => ({
    cart: null,
    changes: kept?.changes ?? [],
    removed: null,
    messages: [],
    fault: null,
    cartId: kept?.cartId ?? null,
    sending: kept?.sending ?? null,
    keys: newKeys(makeId),
  }),
  initial: 'starting',
  on: {
    'line.add': { guard: 'isWish', actions: 'add' },
    'line.set': { guard: 'isWish', actions: 'set' },
    'line.undo': { actions: 'undo' },
    'code.apply': { guard: 'isWish', actions: 'setCode' },
    'code.remove': { guard: 'isWish', actions: 'setCode' },
    'cart.forget': { target: '.idle', actions: ['forget', emit({ type: 'cart.forgotten' })] },
  },
  states: {
    /** Passed through at once. */
    starting: {
      always: [{ guard: ({ context }) => context.cartId !== null, target: 'restoring' }, { target: 'idle' }],
    },
    restoring: {
      invoke: {
        src: 'readCart',
        input: ({ context }) => ({ cartId: context.cartId }),
        onDone: {
          target: 'idle',
          actions: [
            assign(({ context, event: { output: cart } }) => ({
              cart,
              fault: null,
              cartId: cart?.id ?? null,
              messages: cart?.messages?.length ? cart.messages : context.messages,
            })),
            enqueueActions(({ event: { output: cart }, enqueue }) => {
              if (cart) enqueue.emit({ type: 'cart.changed', cart });
              else enqueue.emit({ type: 'cart.forgotten' });
            }),
          ],
        },
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    idle: {
      always: { guard: 'hasWork', target: 'changing' },
      on: { 'cart.refresh': 'restoring' },
    },
    changing: {
      entry: 'prepare',
      invoke: {
        src: 'writeCart',
        input: ({ context: { cartId, sending } }) => ({ cartId, key: sending!.key, request: sending!.request }),
        onDone: [
          { guard: ({ event }) => event.output === null, target: 'changing', reenter: true, actions: 'startAnew' },
          {
            target: 'idle',
            actions: [
              enqueueActions(({ context, event: { output: cart }, enqueue }) => {
                if (!cart) return;
                const confirmed = context.changes.slice(0, context.sending?.count ?? 0);
                enqueue.assign({
                  cart,
                  cartId: cart.id,
                  changes: context.changes.slice(confirmed.length),
                  sending: null,
                  messages: cart.messages ?? [],
                });
                for (const change of confirmed) {
                  const arrived = change.type === 'add' && cart.line_items.some(({ item }) => item.id === change.sku);
                  if (arrived) enqueue.emit({ type: 'line.added', sku: change.sku, quantity: change.quantity, cart });
                }
                enqueue.emit({ type: 'cart.changed', cart });
              }),
            ],
          },
        ],
        onError: [
          {
            guard: ({ event }) => isHopeless(toFault(event.error)),
            target: 'failed',
            actions: ['giveUp', assign({ fault: ({ event }) => toFault(event.error) })],
          },
          { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
        ],
      },
    },
    failed: {
      on: {
        'cart.retry': [{ guard: 'hasWork', target: 'changing' }, { target: 'restoring' }],
        'cart.refresh': [{ guard: 'hasWork', target: 'changing' }, { target: 'restoring' }],
        // A new wish is a reason to try again; the older ones go with it. A cart not yet read is read first.
        'line.add': { guard: 'isWish', target: 'trying', actions: 'add' },
        'line.set': { guard: 'isWish', target: 'trying', actions: 'set' },
        'line.undo': { target: 'trying', actions: 'undo' },
        'code.apply': { guard: 'isWish', target: 'trying', actions: 'setCode' },
        'code.remove': { guard: 'isWish', target: 'trying', actions: 'setCode' },
      },
    },
    /** Passed through at once. */
    trying: {
      always: [
        { guard: ({ context }) => context.cartId !== null && context.cart === null, target: 'restoring' },
        { target: 'idle' },
      ],
    },
  },
});
