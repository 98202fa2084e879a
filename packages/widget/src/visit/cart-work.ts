/** The work that the cart names, done by the gateway's client. */
import type { CartId } from '@vitrine/contract';
import { fromPromise } from 'xstate';
import type { ShelfCalls } from '../client/shelf-calls.ts';
import { cartMachine } from '../machines/cart.machine.ts';

export function withCart(client: ShelfCalls, keptCartId: () => CartId | null) {
  return cartMachine.provide({
    actors: {
      // Another tab may have begun the cart, or have bought it.
      readCart: fromPromise(async ({ input, signal }) => {
        const id = keptCartId() ?? input.cartId;
        return id === null ? null : client.cart(id, { signal });
      }),
      writeCart: fromPromise(({ input: { cartId, key, request } }) =>
        cartId === null ? client.createCart(key, request) : client.updateCart(cartId, key, request),
      ),
    },
  });
}
