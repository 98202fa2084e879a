import { describe, expect, test } from 'vitest';
import { book, handIn, openBring, track } from '../../../test/open-bring.ts';
import type { SavedWorld } from '../../kernel/world.ts';
import { atWallTime, onSameDay, osloIso, wallTime } from '../parcels/oslo-time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe("Bring's roads", () => {
  test('a parcel that nobody handed in stays where it is', async () => {
    const shop = openBring();
    const { packages } = await book(shop, '5600');
    await shop.world.clock.runFor(5 * DAY_MS);
    expect((await track(shop, packages[0]!.packageNumber)).eventSet.map(({ status }) => status)).toEqual(['PRE_NOTIFIED']);
  });

  test('a parcel to the door goes through the terminal by night and is signed for on the promised day', async () => {
    const shop = openBring();
    const { packages, consignmentNumber, dateAndTimes } = await book(shop, '5600');
    const number = packages[0]!.packageNumber;
    await shop.world.clock.runFor(3 * HOUR_MS);
    await handIn(shop, number);
    await shop.world.clock.runFor(3 * DAY_MS);
    const { eventSet } = await track(shop, consignmentNumber);
    expect(eventSet.map(({ status }) => status)).toEqual([
      'DELIVERED',
      'TRANSPORT_TO_RECIPIENT',
      'IN_TRANSIT',
      'IN_TRANSIT',
      'HANDED_IN',
      'PRE_NOTIFIED',
    ]);
    const times = eventSet.map(({ dateIso }) => Date.parse(dateIso));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(eventSet[0]!.recipientSignature.name).toBe('Kari Nordmann');
    expect(eventSet[1]!.dateIso).toMatch(/^2026-11-24T08:/);
    expect(times[0]).toBeGreaterThan(onSameDay(dateAndTimes.expectedDelivery, 8));
    expect(times[0]).toBeLessThanOrEqual(dateAndTimes.expectedDelivery);
    expect(eventSet.filter(({ description }) => description.includes(shop.town.terminal.name))).toHaveLength(2);
  });

  test('on the van the window shrinks to two hours, and holds', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const shop = openBring({ seed });
      const { packages } = await book(shop, '5600');
      await handIn(shop, packages[0]!.packageNumber);
      await shop.world.clock.runUntil(atWallTime({ year: 2026, month: 11, day: 24, hour: 8, minute: 45 }));
      const { estimatedTimeSpanOfDelivery: span } = await track(shop, packages[0]!.packageNumber);
      await shop.world.clock.runFor(DAY_MS);
      const [delivered] = (await track(shop, packages[0]!.packageNumber)).eventSet;
      const clock = delivered!.dateIso.slice(11, 16);
      expect(clock >= span.startTime && clock <= span.endTime, `${clock} in ${span.startTime} to ${span.endTime}`).toBe(true);
      expect(Number(span.endTime.slice(0, 2)) - Number(span.startTime.slice(0, 2))).toBe(2);
    }
  });

  test('a parcel to a pickup point waits there until somebody fetches it in opening hours', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const shop = openBring({ seed });
      const { parties } = shop.booking('5800').consignments[0]!;
      const { packages } = await book(shop, '5800', {
        parties: { ...parties, pickupPoint: { id: '121502', countryCode: 'NO' } },
      });
      await handIn(shop, packages[0]!.packageNumber);
      await shop.world.clock.runFor(6 * DAY_MS);
      const [delivered, ready] = (await track(shop, packages[0]!.packageNumber)).eventSet;
      expect([delivered!.status, ready!.status]).toEqual(['DELIVERED', 'READY_FOR_PICKUP']);
      expect(ready!.unitId).toBe('121502');
      expect(ready!.description).toContain(shop.town.pickupPoints[2]!.name);
      const fetched = wallTime(Date.parse(delivered!.dateIso));
      expect(fetched.hour).toBeGreaterThanOrEqual(9);
      expect(fetched.hour).toBeLessThan(20);
      expect(fetched.weekday).not.toBe(0);
    }
  });

  test('a parcel that is handed in on Friday evening comes on Monday, through two terminals when it is far', async () => {
    const shop = openBring({ startAt: atWallTime({ year: 2026, month: 11, day: 27, hour: 17 }) });
    const near = await book(shop, '5600');
    const { parties } = shop.booking('5600').consignments[0]!;
    const far = await book(shop, '5600', {
      parties: { ...parties, recipient: { ...parties.recipient, postalCode: '9008', city: 'Tromsø' } },
    });
    for (const { packages } of [near, far]) await handIn(shop, packages[0]!.packageNumber);
    await shop.world.clock.runFor(8 * DAY_MS);
    expect((await track(shop, near.packages[0]!.packageNumber)).eventSet[0]!.dateIso).toMatch(/^2026-11-30T/);
    const { eventSet } = await track(shop, far.packages[0]!.packageNumber);
    expect(eventSet[0]!.dateIso).toMatch(/^2026-12-02T/);
    expect(eventSet.filter(({ city }) => city === 'TROMSØ').length).toBeGreaterThanOrEqual(2);
    expect(eventSet.map(({ description }) => description).join()).toContain('has left Nordhavn terminal for Tromsø terminal');
  });

  test('a parcel goes through the mailbox without a signature', async () => {
    const shop = openBring();
    const { packages } = await book(shop, '3584');
    await handIn(shop, packages[0]!.packageNumber);
    await handIn(shop, packages[0]!.packageNumber);
    await shop.world.clock.runFor(4 * DAY_MS);
    const { eventSet } = await track(shop, 'order-1');
    expect(eventSet[0]).toMatchObject({ status: 'DELIVERED', recipientSignature: { name: '' } });
    expect(eventSet.filter(({ status }) => status === 'DELIVERED')).toHaveLength(1);
    expect((await shop.ask('POST', '/x-handheld/scans', { barcode: '1' })).status).toBe(404);
  });

  test('a world that was saved on the road drives on to the same end', async () => {
    const before = openBring();
    const { packages } = await book(before, '5800');
    await handIn(before, packages[0]!.packageNumber);
    await before.world.clock.runFor(15 * HOUR_MS);
    const after = openBring({ saved: JSON.parse(JSON.stringify(before.world.save())) as SavedWorld });
    for (const { world } of [before, after]) await world.clock.runFor(3 * DAY_MS);
    const [first, second] = [await track(before, packages[0]!.packageNumber), await track(after, packages[0]!.packageNumber)];
    expect(second).toEqual(first);
    expect(second.eventSet[0]!.status).toBe('DELIVERED');
    expect(osloIso(Date.parse(second.eventSet[0]!.dateIso))).toBe(second.eventSet[0]!.dateIso);
  });
});
