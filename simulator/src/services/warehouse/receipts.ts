import type { Random } from '../../kernel/random.ts';
import type { Answer, Call } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, list, readBody, text } from '../parcels/reading.ts';
import { isSscc } from '../parcels/sscc.ts';
import { withinHours } from '../parcels/working-days.ts';
import type { House } from './house.ts';
import { refuse } from '../own-wire.ts';
import { readPieces } from './pick-order.ts';
import { OPEN } from './settings.ts';

const MINUTE_MS = 60_000;

interface ReceiptLine {
  sku: string;
  announced: number;
  received?: number;
  damaged?: number;
}

export interface Receipt {
  /** The SSCC of the pallet or carton, or else the reference: one purchase order may come in several deliveries. */
  key: string;
  reference: string;
  supplier: string;
  status: 'received' | 'counted' | 'put_away';
  sscc?: string;
  lines: ReceiptLine[];
  receivedAt: number;
  events: { type: string; at: string }[];
}

/** Goods that come in: taken off the lorry, counted, carried to their bins, and only then told to the ERP. */
export class Receipts {
  readonly #house: House;
  readonly #receipts: Table<Receipt>;
  readonly #byReference: Table<{ reference: string; keys: string[] }>;
  readonly #chance: Random;
  readonly #arrived: (sku: string) => void;

  constructor(house: House, arrived: (sku: string) => void) {
    this.#house = house;
    this.#arrived = arrived;
    this.#receipts = house.env.table('goods-receipts', ({ key }) => key);
    this.#byReference = house.env.table<{ reference: string; keys: string[] }>(
      'receipt-references',
      ({ reference }) => reference,
    );
    this.#chance = house.env.random('receipts');
  }

  /** The deliveries under a reference, oldest first. */
  of(reference: string): Receipt[] {
    return (this.#byReference.get(reference)?.keys ?? []).map((key) => this.#receipts.get(key)!);
  }

  all(): Receipt[] {
    return this.#receipts.all();
  }

  take({ text: sent }: Call): Answer {
    const { env, articles } = this.#house;
    const body = readBody(sent);
    if (!body) return refuse(400, 'malformed', 'The body is no JSON object.');
    const [reference, supplier, sscc] = [text(body.reference), text(body.supplier), text(body.sscc)];
    if (!reference || !supplier) return refuse(422, 'invalid', 'A goods receipt needs a reference and a supplier.');
    if (sscc !== undefined && !isSscc(sscc)) return refuse(422, 'invalid', 'sscc needs 18 digits and the right check digit.');
    const key = sscc ?? reference;
    const earlier = this.#receipts.get(key);
    if (earlier) return { status: 200, body: wireReceipt(earlier) };
    const lines: ReceiptLine[] = [];
    for (const line of list(body.lines)) {
      const { sku, quantity } = fields(line);
      const pieces = readPieces(quantity);
      const known = articles.get(text(sku) ?? '');
      if (!known) return refuse(422, 'unknown_sku', `No bin is kept for ${text(sku) ?? 'an article without SKU'}.`);
      if (pieces === undefined) return refuse(422, 'invalid', `The quantity of ${known.sku} is no number of pieces.`);
      lines.push({ sku: known.sku, announced: pieces });
    }
    if (lines.length === 0) return refuse(422, 'invalid', 'A goods receipt needs lines.');
    const now = env.now();
    const receipt: Receipt = {
      key,
      reference,
      supplier,
      status: 'received',
      lines,
      receivedAt: now,
      events: [{ type: 'received', at: new Date(now).toISOString() }],
      ...(sscc ? { sscc } : {}),
    };
    this.#receipts.put(receipt);
    this.#byReference.put({ reference, keys: [...(this.#byReference.get(reference)?.keys ?? []), key] });
    const pieces = lines.reduce((sum, { announced }) => sum + announced, 0);
    env.tell(`${supplier} delivers ${reference} at dock door 4: ${pieces} pieces of ${lines.length} articles`, { reference });
    const starts = withinHours(now + this.#chance.integer(5, 12) * MINUTE_MS, OPEN.from, OPEN.to);
    env.alarm(starts + lines.length * MINUTE_MS, 'receipt-counted', key);
    return { status: 201, body: wireReceipt(receipt) };
  }

  counted(key: string): void {
    const { env, troubles, settings, articles } = this.#house;
    const receipt = this.#receipts.get(key)!;
    const { reference } = receipt;
    const isDamaged = troubles.strike('damage', reference) !== undefined;
    const isShort = troubles.strike('short-delivery', reference) !== undefined;
    const lines = receipt.lines.map(({ sku, announced }, index) => {
      const lacks = isShort && index === 0 ? 1 : 0;
      const damaged = isDamaged && index === 0 ? Math.min(1, announced - lacks) : 0;
      return { sku, announced, received: announced - lacks, damaged };
    });
    this.#move(receipt, 'counted', lines);
    for (const { sku, announced, received, damaged } of lines) {
      const { name } = articles.get(sku)!;
      if (received !== announced)
        env.tell(`${settings.counter} counted ${received} × ${name} in ${reference}, where the delivery note says ${announced}`, {
          reference,
        });
      if (damaged > 0)
        env.tell(`${settings.counter} puts ${damaged} × ${name} of ${reference} aside: damaged on the way`, { reference });
    }
    env.alarm(env.now() + (4 + lines.length) * MINUTE_MS, 'receipt-put-away', key);
  }

  putAway(key: string): void {
    const { env, stock, articles, settings } = this.#house;
    const receipt = this.#receipts.get(key)!;
    for (const { sku, received = 0, damaged = 0 } of receipt.lines)
      if (received > damaged) stock.move(sku, articles.get(sku)!.bin, received - damaged);
    this.#move(receipt, 'put_away', receipt.lines);
    const { reference, sscc, lines } = receipt;
    this.#house.received({
      reference,
      ...(sscc ? { sscc } : {}),
      received_at: new Date(env.now()).toISOString(),
      lines: lines.map(({ sku, received = 0, damaged = 0 }) => ({
        sku,
        quantity: received - damaged,
        bin: articles.get(sku)!.bin,
      })),
    });
    env.tell(
      `${settings.counter} put ${reference} away into ${lines.map(({ sku }) => articles.get(sku)!.bin).join(', ')}; the ERP is told`,
      {
        reference,
      },
    );
    for (const { sku } of lines) this.#arrived(sku);
  }

  #move(receipt: Receipt, status: Receipt['status'], lines: ReceiptLine[]): void {
    const events = [...receipt.events, { type: status, at: new Date(this.#house.env.now()).toISOString() }];
    this.#receipts.put({ ...receipt, status, lines, events });
  }
}

export function wireReceipt({ reference, supplier, status, sscc, lines, receivedAt, events }: Receipt): Record<string, unknown> {
  return {
    reference,
    supplier,
    status,
    sscc: sscc ?? null,
    received_at: new Date(receivedAt).toISOString(),
    lines: lines.map(({ sku, announced, received, damaged }) => ({
      sku,
      announced,
      received: received ?? null,
      damaged: damaged ?? null,
      difference: received === undefined ? null : received - announced,
    })),
    events,
  };
}
