import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, list, readBody, text } from '../parcels/reading.ts';
import { Lookup } from '../parcels/lookup.ts';
import { Chronicle } from './chronicle.ts';
import type { Hooks } from './hooks.ts';
import { hexId } from './ids.ts';
import { pageOf } from './paging.ts';
import { notFound, required } from './refusals.ts';
import { isOver, type DetailRow, type TrackerRow } from './rows.ts';
import { testTracker } from './test-codes.ts';
import { wireTracker } from './wire.ts';

/** Trackers, and what moves them. One alarm waits per parcel, whatever is still to come. */
export class Trackers {
  readonly #env: ServiceEnv;
  readonly #hooks: Hooks;
  readonly #rows: Table<TrackerRow>;
  readonly #byCode: Lookup<TrackerRow>;
  readonly #order: Chronicle<TrackerRow>;

  constructor(env: ServiceEnv, hooks: Hooks) {
    this.#env = env;
    this.#hooks = hooks;
    this.#rows = env.table<TrackerRow>('trackers', ({ id }) => id);
    this.#byCode = new Lookup(
      this.#rows,
      ({ id }) => id,
      ({ code, reference }) => (reference ? [code, reference] : [code]),
    );
    this.#order = new Chronicle(this.#rows);
  }

  get(id: string | undefined): TrackerRow | undefined {
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** By tracking code, or by the sender's reference. */
  find(name: string): TrackerRow | undefined {
    return this.#byCode.first(name);
  }

  /** The newest parcel that is still to come to an end. */
  newestOpen(): TrackerRow | undefined {
    for (const row of this.#order.newest()) if (row.shipmentId && !isOver(row)) return row;
    return undefined;
  }

  /** Newest first, as many as somebody looks at. */
  *newest(): Generator<TrackerRow> {
    yield* this.#order.newest();
  }

  add(row: TrackerRow): TrackerRow {
    this.#byCode.put(row);
    this.#order.note(row.id);
    this.#hooks.happen('tracker.created', wireTracker(row, this.#env.publicUrl));
    return row;
  }

  /** From here on this happens to the parcel. What is due now happens at once. */
  plan(row: TrackerRow, plan: DetailRow[]): void {
    this.#move(this.#rows.put({ ...row, plan }));
  }

  /** Rings when something planned is due. An alarm of a plan that has changed since is nobody's. */
  ring({ id, at }: { id: string; at: number }): void {
    const row = this.#rows.get(id);
    if (row?.plan[0]?.at === at) this.#move(row);
  }

  #move(row: TrackerRow): void {
    let moved = row;
    for (let next = row.plan[0]; next && next.at <= this.#env.now(); next = moved.plan[0]) moved = this.#happen(moved, next);
    const [next] = moved.plan;
    if (next) this.#env.alarm(next.at, 'move', { id: row.id, at: next.at });
  }

  #happen(row: TrackerRow, next: DetailRow): TrackerRow {
    const env = this.#env;
    const previous = row.status === next.status ? {} : { status: row.status };
    const moved: TrackerRow = {
      ...row,
      updatedAt: env.now(),
      status: next.status,
      detail: next.detail,
      details: [...row.details, next],
      plan: row.plan.slice(1),
      ...(next.status === 'delivered' && next.detail !== 'return' ? { signedBy: row.recipient || null } : {}),
    };
    this.#rows.put(moved);
    this.#hooks.happen('tracker.updated', wireTracker(moved, env.publicUrl), previous);
    env.tell(storyOf(moved, next), row.reference ? { reference: row.reference } : {});
    return moved;
  }

  create({ text: sent }: Call): Answer {
    const wish = fields(readBody(sent)?.['tracker']);
    const code = text(wish['tracking_code']);
    if (!code) return required('tracking_code');
    return { status: 200, body: wireTracker(this.#ofCode(code, text(wish['carrier'])), this.#env.publicUrl) };
  }

  batch({ text: sent }: Call): Answer {
    const codes = list(readBody(sent)?.['tracking_codes']).flatMap((code) => text(code) ?? []);
    const found = codes.flatMap((code) => this.#byCode.first(code) ?? []);
    return { status: 200, body: { trackers: found.map((row) => wireTracker(row, this.#env.publicUrl)), has_more: false } };
  }

  read({ params }: Call): Answer {
    const row = this.#rows.get(params['id']!);
    return row ? { status: 200, body: wireTracker(row, this.#env.publicUrl) } : notFound();
  }

  remove({ params }: Call): Answer {
    return this.#rows.delete(params['id']!) ? { status: 200, body: { success: true } } : notFound();
  }

  list({ query }: Call): Answer {
    const [code, carrier] = [query.get('tracking_code'), query.get('carrier')];
    if (code) {
      const found = this.#byCode.all(code).filter((row) => !carrier || row.carrier === carrier);
      return { status: 200, body: { trackers: found.map((row) => wireTracker(row, this.#env.publicUrl)), has_more: false } };
    }
    const page = pageOf(this.#order, query, (row) => !carrier || row.carrier === carrier);
    if ('status' in page) return page;
    return {
      status: 200,
      body: { trackers: page.rows.map((row) => wireTracker(row, this.#env.publicUrl)), has_more: page.hasMore },
    };
  }

  /** One tracker per code: whoever asks for it again gets the same. */
  #ofCode(code: string, carrier = 'USPS'): TrackerRow {
    const known = this.#byCode.first(code);
    if (known) return known;
    const at = this.#env.now();
    const blank: Omit<TrackerRow, 'id' | 'carrier'> = {
      at,
      updatedAt: at,
      code,
      service: null,
      status: 'unknown',
      detail: 'unknown',
      signedBy: null,
      weight: null,
      expected: null,
      shipmentId: null,
      from: null,
      to: null,
      details: [],
      plan: [],
      handedIn: false,
      recipient: '',
      reference: null,
    };
    return this.add({ ...(testTracker(code, at) ?? blank), id: hexId(this.#env, 'trk'), carrier });
  }
}

/** The scan, as somebody standing by would tell it. */
function storyOf({ carrier, recipient }: TrackerRow, { status, detail, message, city }: DetailRow): string {
  if (detail === 'package_accepted') return `${carrier}'s driver took the parcel along`;
  if (status === 'out_for_delivery') return `${carrier}'s van set off with the parcel in ${city ?? 'town'}`;
  if (status === 'return_to_sender')
    return message === 'Returning to sender'
      ? `${carrier} sends the parcel back`
      : `${carrier} brought the parcel back to the sender`;
  if (status === 'delivered') return `${carrier} delivered the parcel to ${recipient || 'the door'}`;
  if (status === 'failure') return `${carrier} gave the parcel up: ${message}`;
  return `${carrier}: ${message}`;
}
