import type { Random } from '../../kernel/random.ts';
import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { Fields } from '../parcels/reading.ts';
import { iso, wirePosition, type CourierEvent, type Delivery } from './delivery.ts';
import { expectedArrival, nextMoving, planDrive, standStill, timeAt, whereAt, type Drive } from './drive.ts';

const MINUTE_MS = 60_000;
const TICK_MS = 10_000;
const NEAR_METRES = 300;
const ARRIVING_METRES = 60;
/** Between two rings at a door that nobody opened. */
const SECOND_TRY_MS = 20 * MINUTE_MS;

/** What happens on the streets: from the parcel in the courier's hands to the proof at the door, told event by event. */
export class Rides {
  readonly #env: ServiceEnv;
  readonly #deliveries: Table<Delivery>;
  readonly #chance: Random;
  readonly #couriers: readonly string[];
  readonly #arrived: (id: string) => void;

  /** @param arrived Called when a delivery is at its door. */
  constructor(env: ServiceEnv, deliveries: Table<Delivery>, couriers: readonly string[], arrived: (id: string) => void) {
    this.#couriers = couriers;
    this.#env = env;
    this.#deliveries = deliveries;
    this.#arrived = arrived;
    this.#chance = env.random('rides');
  }

  /** The parcel is the courier's: an express ride starts at once, evening parcels wait at the courier's for their round. */
  take(delivery: Delivery): void {
    if (delivery.service === 'express') return this.leave(delivery.id);
    const at = Math.max(this.#env.now(), delivery.dropoffFrom + this.#chance.integer(0, 150) * MINUTE_MS);
    this.#env.tell('Bydel Bud keeps the parcel for the evening round', { reference: delivery.reference });
    this.#env.alarm(at, 'leave', delivery.id);
  }

  leave(id: string): void {
    const delivery = this.#deliveries.get(id);
    if (delivery?.status !== 'scheduled') return;
    const { env, chance } = { env: this.#env, chance: this.#chance };
    const leaves = env.now() + (delivery.lateMs ?? 0) + chance.integer(40, 120) * 1000;
    const delayed = chance.chance(0.05) || /forsinket|delayed/i.test(delivery.dropoff.name);
    const pin = env.random('pins').chance(0.2) ? String(env.random('pins').integer(1_000, 9_999)) : undefined;
    const drive = planDrive(env.seeds.town, delivery.pickup.position, delivery.dropoff.position, leaves, chance, delayed);
    const window = arrivalWindow(expectedArrival(drive, env.now()), 15 * MINUTE_MS);
    const leaving: Delivery = {
      ...delivery,
      status: 'picked_up',
      drive,
      ...(pin ? { pin } : {}),
      dropoffFrom: window.from,
      dropoffTo: window.to,
    };
    this.#deliveries.put(leaving);
    const { position, heading, metresLeft, stopsBefore } = whereAt(drive, env.now());
    this.report(leaving, 'picked_up', {
      position: wirePosition(position),
      heading,
      distance_left_m: metresLeft,
      stops_before: stopsBefore,
      ...this.window(leaving),
      route: drive.points.map(wirePosition),
      ...(pin ? { note: `Say ${pin} at the door: the courier asks for this code` } : {}),
    });
    env.tell(`${delivery.courier} has the parcel; ${distance(metresLeft)} to ride, ${doors(stopsBefore)} on the way`, {
      reference: delivery.reference,
    });
    env.alarm(drive.keyframes[0]!.at + TICK_MS, 'position', delivery.id);
    if (drive.delay) env.alarm(drive.delay.at, 'delay', delivery.id);
    env.alarm(fenceAt(drive, NEAR_METRES), 'near', delivery.id);
    env.alarm(fenceAt(drive, ARRIVING_METRES), 'arriving', delivery.id);
    env.alarm(drive.arrivesAt + chance.integer(30, 90) * 1000, 'arrive', delivery.id);
  }

  position(id: string): void {
    const delivery = this.#deliveries.get(id);
    const drive = delivery?.drive;
    const now = this.#env.now();
    if (!delivery || !drive || delivery.status !== 'picked_up' || now >= drive.arrivesAt) return;
    const narrowed = this.#narrow(delivery);
    const { position, heading, metresLeft, stopsBefore } = whereAt(drive, now);
    const data = {
      position: wirePosition(position),
      heading,
      distance_left_m: metresLeft,
      stops_before: stopsBefore,
      ...this.window(narrowed),
      courier: delivery.courier,
    };
    this.#send(narrowed, this.#event(narrowed, 'position', data));
    this.#env.alarm(nextMoving(drive, now + TICK_MS), 'position', id);
  }

  near(id: string): void {
    this.#fence(id, 'near', NEAR_METRES, 'approaching');
  }

  arriving(id: string): void {
    this.#fence(id, 'arriving', ARRIVING_METRES, 'arriving');
  }

  /** The bike crosses a line around the door. A ride that has been held up since is waited for. */
  #fence(id: string, alarm: string, metres: number, type: string): void {
    const delivery = this.#deliveries.get(id);
    if (!delivery?.drive || delivery.status !== 'picked_up') return;
    const due = fenceAt(delivery.drive, metres);
    if (due > this.#env.now()) return this.#env.alarm(due, alarm, id);
    const narrowed = this.#narrow(delivery);
    const { position, heading, metresLeft, stopsBefore } = whereAt(delivery.drive, this.#env.now());
    this.report(narrowed, type, {
      position: wirePosition(position),
      heading,
      distance_left_m: metresLeft,
      stops_before: stopsBefore,
      ...this.window(narrowed),
    });
    this.#env.tell(`${delivery.courier} is ${metresLeft} m from the door`, { reference: delivery.reference });
  }

  delay(id: string): void {
    const delivery = this.#deliveries.get(id);
    const drive = delivery?.drive;
    if (!delivery || !drive?.delay || delivery.status !== 'picked_up') return;
    if (drive.delay.at > this.#env.now()) return this.#env.alarm(drive.delay.at, 'delay', id);
    const { from, to } = arrivalWindow(drive.arrivesAt, 15 * MINUTE_MS);
    const later: Delivery = { ...delivery, dropoffFrom: from, dropoffTo: to };
    this.#deliveries.put(later);
    this.report(later, 'delayed', { ...this.window(later), note: drive.delay.reason });
    this.#env.tell(`${delivery.courier} is delayed: ${drive.delay.reason}`, { reference: delivery.reference });
  }

  /** The ride stands still from now on; somebody else may go on with it. */
  holdUp(id: string, lengthMs: number, reason: string, takeOver = false): void {
    const delivery = this.#deliveries.get(id)!;
    const others = this.#couriers.filter((name) => name !== delivery.courier);
    const courier = takeOver ? this.#chance.pick(others) : delivery.courier;
    const note = takeOver ? `${reason}; ${courier} takes over` : reason;
    const drive =
      delivery.drive && standStill(delivery.drive, Math.max(this.#env.now(), delivery.drive.keyframes[0]!.at), lengthMs);
    const { from, to } = drive
      ? arrivalWindow(expectedArrival(drive, this.#env.now()), 15 * MINUTE_MS)
      : { from: delivery.dropoffFrom + lengthMs, to: delivery.dropoffTo + lengthMs };
    const held: Delivery = {
      ...delivery,
      courier,
      dropoffFrom: from,
      dropoffTo: to,
      ...(drive ? { drive } : { lateMs: (delivery.lateMs ?? 0) + lengthMs }),
    };
    this.#deliveries.put(held);
    this.report(held, 'delayed', { ...this.window(held), note });
    this.#env.tell(`${delivery.courier} is held up: ${note}`, { reference: delivery.reference });
  }

  cancel(delivery: Delivery): Delivery {
    if (delivery.status === 'cancelled') return delivery;
    const cancelled: Delivery = this.#deliveries.put({ ...delivery, status: 'cancelled' });
    this.#arrived(delivery.id);
    this.report(cancelled, 'cancelled', {});
    this.#env.tell(`The ride of ${delivery.courier} was cancelled`, { reference: delivery.reference });
    return this.#deliveries.get(delivery.id)!;
  }

  arrive(id: string): void {
    const delivery = this.#deliveries.get(id);
    if (!delivery?.drive || delivery.status !== 'picked_up') return;
    if (delivery.drive.arrivesAt > this.#env.now()) return this.#env.alarm(delivery.drive.arrivesAt + MINUTE_MS, 'arrive', id);
    const attempts = delivery.attempts ?? 0;
    const unopened = delivery.unopened ?? (/ikke hjemme|nobody home/i.test(delivery.dropoff.name) ? 2 : 0);
    if (attempts < unopened) return this.#ringInVain(delivery, attempts + 1);
    const name = delivery.dropoff.name || 'the recipient';
    const proof = delivery.pin
      ? { kind: 'pin', note: `Kode oppgitt av ${name}` }
      : this.#chance.weighted([
          [{ kind: 'photo', note: 'Satt ved døren' }, 5],
          [{ kind: 'signature', note: `Kvittert av ${name}` }, 3],
          [{ kind: 'door', note: `Levert til ${name} ved døren` }, 4],
        ]);
    const delivered: Delivery = { ...delivery, status: 'delivered' };
    this.#deliveries.put(delivered);
    this.#arrived(id);
    this.report(delivered, 'delivered', {
      position: wirePosition(delivery.dropoff.position),
      distance_left_m: 0,
      stops_before: 0,
      proof,
    });
    this.#env.tell(`${delivery.courier} delivered the parcel. ${proof.note}`, { reference: delivery.reference });
  }

  /** Nobody opens: once more a little later, then back to the depot. */
  #ringInVain(delivery: Delivery, attempts: number): void {
    const rung: Delivery = { ...delivery, attempts };
    if (attempts === 1) {
      const again = this.#env.now() + SECOND_TRY_MS;
      const { from, to } = arrivalWindow(again, 15 * MINUTE_MS);
      const waiting: Delivery = this.#deliveries.put({ ...rung, dropoffFrom: from, dropoffTo: to });
      this.report(waiting, 'attempted', { ...this.window(waiting), note: 'Nobody opened; the courier comes back once more' });
      this.#env.tell(`${delivery.courier} rang and nobody opened; there is a second try`, { reference: delivery.reference });
      return this.#env.alarm(again, 'arrive', delivery.id);
    }
    const failed: Delivery = this.#deliveries.put({ ...rung, status: 'failed' });
    this.#arrived(delivery.id);
    this.report(failed, 'failed', { note: 'Nobody opened twice; the parcel goes back to the sender' });
    this.#env.tell(`${delivery.courier} rang twice and takes the parcel back to the depot`, { reference: delivery.reference });
  }

  /** The window closes in on the expected arrival, and never opens again. */
  #narrow(delivery: Delivery): Delivery {
    const now = this.#env.now();
    const expected = expectedArrival(delivery.drive!, now);
    const { from, to } = arrivalWindow(expected, Math.min(15, Math.max(3, ((expected - now) / MINUTE_MS) * 0.8)) * MINUTE_MS);
    const narrowed: Delivery = {
      ...delivery,
      dropoffFrom: Math.max(delivery.dropoffFrom, from),
      dropoffTo: Math.min(delivery.dropoffTo, to),
    };
    return this.#deliveries.put(narrowed);
  }

  window({ dropoffFrom, dropoffTo, courier }: Delivery): Fields {
    return { dropoff_from: iso(dropoffFrom), dropoff_to: iso(dropoffTo), courier };
  }

  #event({ id, reference, parcels }: Delivery, type: string, data: Fields): CourierEvent {
    return {
      id: `evt_${this.#env.random('events').id(20)}`,
      type: `delivery.${type}`,
      created_at: iso(this.#env.now()),
      delivery: { id, reference, tracking_number: parcels[0]!.trackingNumber },
      data,
    };
  }

  /** Sends an event and keeps it for those who ask. */
  report(delivery: Delivery, type: string, data: Fields): void {
    const event = this.#event(delivery, type, { courier: delivery.courier, ...data });
    this.#deliveries.put({ ...delivery, events: [...delivery.events, event] });
    this.#send(delivery, event);
  }

  #send({ webhookUrl }: Delivery, event: CourierEvent): void {
    this.#env.send({ url: webhookUrl, body: JSON.stringify(event), headers: { 'webhook-id': event.id }, operation: event.type });
  }
}

/** When the bike is this far from the door. */
const fenceAt = (drive: Drive, metres: number): number => timeAt(drive, Math.max(0, drive.metres.at(-1)! - metres));

/** A third before, two thirds after: people forgive early less than they say, and late not at all. */
function arrivalWindow(expected: number, widthMs: number): { from: number; to: number } {
  const whole = (at: number, round: (value: number) => number) => round(at / MINUTE_MS) * MINUTE_MS;
  return { from: whole(expected - widthMs / 3, Math.floor), to: whole(expected + (widthMs * 2) / 3, Math.ceil) };
}

const distance = (metres: number): string => (metres < 950 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`);

const doors = (count: number): string =>
  count === 0 ? 'no other door' : count === 1 ? 'one other door' : `${count} other doors`;
