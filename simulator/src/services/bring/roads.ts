import type { ServiceEnv } from '../../kernel/service.ts';
import type { Lookup } from '../parcels/lookup.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import { arrivalOn } from './booking.ts';
import type { BookedPackage, Consignment } from './consignment.ts';
import { planScans, terminalOf, workingDays, type PlannedScan } from './itinerary.ts';
import { pointsOf } from './pickup-points.ts';
import { findProduct } from './products.ts';

/** An alarm of one package: the scan that is due then. */
export interface Due {
  consignment: string;
  number: string;
  at: number;
}

/** What happens to parcels between the sender's ramp and the recipient: every scan on its day, one alarm per package. */
export class Roads {
  readonly #env: ServiceEnv;
  readonly #consignments: Lookup<Consignment>;
  readonly #seen: (consignment: Consignment, packageNumber: string, scan: PlannedScan) => void;

  /** @param seen Called after every scan. */
  constructor(
    env: ServiceEnv,
    consignments: Lookup<Consignment>,
    seen: (consignment: Consignment, packageNumber: string, scan: PlannedScan) => void,
  ) {
    this.#env = env;
    this.#consignments = consignments;
    this.#seen = seen;
  }

  /** A package was handed in: everything that will happen to it is planned from here. */
  plan({ productId, sender, recipient, pointId, number }: Consignment, packageNumber: string): void {
    const env = this.#env;
    const { town } = env.seeds;
    const product = findProduct(productId)!;
    const [from, to] = [terminalOf(town, sender.postalCode), terminalOf(town, recipient.postalCode)];
    const day = addWorkingDays(env.now(), workingDays(product, from, to));
    const current = this.#consignments.first(number)!;
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
    this.replan(number, packageNumber, scans);
  }

  /** From here on this happens to a package; what is due now happens at once. */
  replan(number: string, packageNumber: string, plan: PlannedScan[]): void {
    this.#change(number, packageNumber, (each) => ({ ...each, plan }));
    this.#move(number, packageNumber);
  }

  /** An alarm of a plan that has changed since is nobody's. */
  ring({ consignment, number, at }: Due): void {
    if (this.#package(consignment, number)?.plan[0]?.at === at) this.#move(consignment, number);
  }

  #move(number: string, packageNumber: string): void {
    const env = this.#env;
    let next: PlannedScan | undefined;
    while ((next = this.#package(number, packageNumber)?.plan[0]) && next.at <= env.now())
      this.#happen(number, packageNumber, next);
    if (next) env.alarm(next.at, 'scan', { consignment: number, number: packageNumber, at: next.at } satisfies Due);
  }

  #happen(number: string, packageNumber: string, scan: PlannedScan): void {
    const consignment = this.#change(
      number,
      packageNumber,
      (each) => ({ ...each, plan: each.plan.slice(1), events: [scan, ...each.events] }),
      (arrives) => (scan.status === 'READY_FOR_PICKUP' ? { from: scan.at, to: scan.at } : (scan.arrives ?? arrives)),
    );
    if (!consignment) return;
    this.#env.tell(this.#story(consignment, scan), { reference: consignment.reference });
    this.#seen(consignment, packageNumber, scan);
  }

  #package(number: string, packageNumber: string): BookedPackage | undefined {
    return this.#consignments.first(number)?.packages.find((each) => each.number === packageNumber);
  }

  #change(
    number: string,
    packageNumber: string,
    change: (each: BookedPackage) => BookedPackage,
    expect: (arrives: Consignment['arrives']) => Consignment['arrives'] = (arrives) => arrives,
  ): Consignment | undefined {
    const consignment = this.#consignments.first(number);
    if (!consignment) return undefined;
    const packages = consignment.packages.map((each) => (each.number === packageNumber ? change(each) : each));
    return this.#consignments.put({ ...consignment, packages, arrives: expect(consignment.arrives) });
  }

  /** The scan, as somebody standing by would tell it. */
  #story({ productId, pointId, recipient }: Consignment, { status, description, signature }: PlannedScan): string {
    const point = pointsOf(this.#env.seeds.town).find(({ id }) => id === pointId)?.place.name;
    if (status === 'HANDED_IN') return "Bring's driver scanned the parcel at the ramp and took it along";
    if (status === 'TRANSPORT_TO_RECIPIENT')
      return `Bring's van set off with the parcel for ${point ?? `${recipient.addressLine}, ${recipient.city}`}`;
    if (status === 'READY_FOR_PICKUP') return `The parcel is on the shelf at ${point ?? 'the pickup point'}`;
    if (status === 'DEVIATION' || status === 'RETURN' || status === 'DELIVERED_SENDER')
      return `Bring: ${description.replace('shipment', 'parcel')}`;
    const reached = /forwarded\. (.+)\.$/.exec(description)?.[1];
    if (status === 'IN_TRANSIT') return reached ? `The parcel reached ${reached}` : description.replace('shipment', 'parcel');
    if (point) return `${signature} fetched the parcel at ${point}`;
    if (findProduct(productId)?.kind === 'mailbox')
      return `Bring's driver put the parcel into the mailbox at ${recipient.addressLine}`;
    return `Bring's driver handed the parcel to ${signature}, who signed for it`;
  }
}
