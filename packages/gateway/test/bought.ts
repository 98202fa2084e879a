import { instrument, readyCheckout, type Said, type SmallShop } from './small-shop.ts';

/** An order that has been paid for, and the news that come of it. */
export async function bought(shop: SmallShop) {
  const checkout = await readyCheckout(shop);
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  const { id } = body.order;
  const reference = [...shop.bookings.keys()].at(-1)!;
  const token = { Authorization: `Bearer ${body.order['dev.vitrine.tracking'].token}` };
  let count = 0;
  const tell = async (who: 'warehouse' | 'courier', code: string, more: object = {}) => {
    const about = who === 'warehouse' ? { reference } : { trackingNumber: 'TN1' };
    const report = { eventId: `${who}-${(count += 1)}`, ...about, at: shop.clock.now(), code, ...more };
    await shop.call('POST', `/webhooks/${who}`, [report], { signature: 'good' });
    await shop.run(1_000);
    return report;
  };
  const call = async (method: string, path: string, sent?: unknown, headers: Record<string, string> = {}) =>
    (await shop.call(method, `/orders/${id}${path}`, sent, { ...token, ...headers })) as Omit<
      Awaited<ReturnType<SmallShop['call']>>,
      'body'
    > & { body: Said & Record<string, never> };
  const handOver = async () => {
    await tell('warehouse', 'packed', {
      parcels: [{ weightGrams: 600, sizeMillimetres: { length: 350, width: 120, height: 60 } }],
    });
    await tell('warehouse', 'handed_over');
  };
  return { id, token, reference, tell, call, handOver };
}
