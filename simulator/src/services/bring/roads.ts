import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import { arrivalOn } from './booking.ts';
import type { Consignment } from './consignment.ts';
import { planScans, terminalOf, workingDays, type PlannedScan } from './itinerary.ts';
import { pointsOf } from './pickup-points.ts';
import { findProduct } from './products.ts';

/** What happens to parcels between the sender's ramp and the recipient: every scan on its day. */
export class Roads {
  readonly #env: ServiceEnv;
  readonly #consignments: Table<Consignment>;

  constructor(env: ServiceEnv, consignments: Table<Consignment>) {
    this.#env = env;
    this.#consignments = consignments;
  }

  /** A package was handed in: everything that will happen to it is planned from here. */
  plan({ productId, sender, recipient, pointId, number }: Consignment, packageNumber: string): void {
    const env = this.#env;
    const { town } = env.seeds;
    const product = findProduct(productId)!;
    const [from, to] = [terminalOf(town, sender.postalCode), terminalOf(town, recipient.postalCode)];
    const day = addWorkingDays(env.now(), workingDays(product, from, to));
    const current = this.#consignments.get(number)!;
    this.#consignments.put({ ...current, arrives: arrivalOn(day, product) });
    const found = pointsOf(town).find(({ id }) => id === pointId);
    const point = found && {
      id: found.id,
      name: found.place.name,
      postalCode: found.place.address.postalCode,
      city: found.place.address.place.toUpperCase(),
      ...found.saturday,
    };
    const scans = planScans(
      {
        product,
        from,
        to,
        handedInAt: env.now(),
        depot: { postalCode: sender.postalCode, city: sender.city },
        recipient,
        ...(point ? { point } : {}),
      },
      env.random('roads'),
    );
    const [first, ...later] = scans;
    this.happen(number, packageNumber, first!);
    for (const scan of later) env.alarm(scan.at, 'scan', { consignment: number, number: packageNumber, scan });
  }

  /** One scan, at its time. */
  happen(number: string, packageNumber: string, scan: PlannedScan): void {
    const consignment = this.#consignments.get(number);
    if (!consignment) return;
    const packages = consignment.packages.map((each) =>
      each.number === packageNumber ? { ...each, events: [scan, ...each.events] } : each,
    );
    const arrives = scan.status === 'READY_FOR_PICKUP' ? { from: scan.at, to: scan.at } : (scan.arrives ?? consignment.arrives);
    this.#consignments.put({ ...consignment, packages, arrives });
    this.#env.tell(this.#story(consignment, scan), { reference: consignment.reference });
  }

  /** The scan, as somebody standing by would tell it. */
  #story({ productId, pointId, recipient }: Consignment, { status, description, signature }: PlannedScan): string {
    const point = pointsOf(this.#env.seeds.town).find(({ id }) => id === pointId)?.place.name;
    if (status === 'HANDED_IN') return "Bring's driver scanned the parcel at the ramp and took it along";
    if (status === 'TRANSPORT_TO_RECIPIENT')
      return `Bring's van set off with the parcel for ${point ?? `${recipient.addressLine}, ${recipient.city}`}`;
    if (status === 'READY_FOR_PICKUP') return `The parcel is on the shelf at ${point ?? 'the pickup point'}`;
    const reached = /forwarded\. (.+)\.$/.exec(description)?.[1];
    if (status === 'IN_TRANSIT') return reached ? `The parcel reached ${reached}` : description.replace('shipment', 'parcel');
    if (point) return `${signature} fetched the parcel at ${point}`;
    if (findProduct(productId)?.kind === 'mailbox')
      return `Bring's driver put the parcel into the mailbox at ${recipient.addressLine}`;
    return `Bring's driver handed the parcel to ${signature}, who signed for it`;
  }
}
