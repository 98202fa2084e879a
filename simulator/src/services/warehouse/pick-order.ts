import type { Answer } from '../../kernel/service.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { refuse } from '../own-wire.ts';
import { fields, list, number, text, type Fields } from '../parcels/reading.ts';
import { isSscc } from '../parcels/sscc.ts';
import { byWalk } from './floor.ts';

export type Carrier = 'bring' | 'courier' | 'easypost';
export const STATUSES = ['waiting', 'picking', 'short', 'picked', 'packed', 'labelled', 'handed_over', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export interface Line {
  sku: string;
  gtin: string;
  name: string;
  quantity: number;
  bin: string;
  /** Pieces in the tote so far. */
  taken: number;
  /** Pieces that were found nowhere and are waited for. */
  missing: number;
}

/** What a handheld read, and what it said to it. */
export interface Scan {
  at: string;
  by: string;
  bin: string;
  gtin: string;
  quantity: number;
  outcome: 'ok' | 'wrong_article' | 'short' | 'damaged';
}

export interface Label {
  tracking_number: string;
  sscc?: string;
  label_url: string;
}

export interface WarehouseEvent {
  id: string;
  type: string;
  created_at: string;
  reference: string;
  data: Record<string, unknown>;
}

export interface PickOrder {
  reference: string;
  /** Counts up by coming in. */
  sequence: number;
  orderNumber: string;
  status: Status;
  /** In the order of the walk. */
  lines: Line[];
  deliverTo: Record<string, unknown>;
  wave?: number;
  /** Pick lists that are not set down yet. */
  openLists: number;
  scans: Scan[];
  picker?: string;
  parcelCount?: number;
  carrier?: Carrier;
  labels?: Label[];
  events: WarehouseEvent[];
}

export const CARRIERS: Record<Carrier, string> = { bring: 'Bring', courier: 'Bydel Bud', easypost: 'EasyPost' };

/** The order, as the wire shows it. */
export function wireOrder(order: PickOrder): Record<string, unknown> {
  const { reference, orderNumber, status, lines, deliverTo, events, wave } = order;
  return {
    reference,
    order_number: orderNumber,
    status,
    wave: wave ?? null,
    lines: lines.map(({ sku, gtin, quantity, name, bin, taken, missing }) => ({
      sku,
      gtin,
      quantity,
      name,
      bin,
      picked: taken,
      missing,
    })),
    deliver_to: deliverTo,
    events,
  };
}

/** One row for the control room. */
export function showOrder({
  reference,
  orderNumber,
  status,
  wave,
  picker,
  lines,
  carrier,
  labels,
}: PickOrder): Record<string, unknown> {
  return {
    reference,
    order: orderNumber,
    status,
    wave: wave ?? '',
    picker: picker ?? '',
    bins: lines.map(({ bin, quantity, missing }) => `${quantity} × ${bin}${missing ? ` (${missing} missing)` : ''}`).join(', '),
    carrier: carrier ?? '',
    labels: (labels ?? []).map(({ tracking_number }) => tracking_number).join(', '),
  };
}

const MOST_PIECES = 999;

/** Undefined when it is no number of pieces that anybody could carry. */
export function readPieces(value: unknown): number | undefined {
  const pieces = number(value);
  return pieces !== undefined && Number.isInteger(pieces) && pieces >= 1 && pieces <= MOST_PIECES ? pieces : undefined;
}

/** The lines of an order, in the order of the walk. */
export function readLines(body: Fields, articles: ReadonlyMap<string, SeedArticle>): { read: Line[] } | { refused: Answer } {
  const read: Line[] = [];
  for (const line of list(body.lines)) {
    const { sku, quantity, name } = fields(line);
    const article = articles.get(text(sku) ?? '');
    if (!article) return { refused: refuse(422, 'unknown_sku', `No bin holds ${text(sku) ?? 'an article without SKU'}.`) };
    const count = readPieces(quantity);
    if (count === undefined) {
      const message = `The quantity of ${article.sku} must be a whole number from 1 to ${MOST_PIECES}.`;
      return { refused: refuse(422, 'invalid', message) };
    }
    read.push({
      sku: article.sku,
      gtin: article.gtin,
      name: text(name) ?? article.name,
      quantity: count,
      bin: article.bin,
      taken: 0,
      missing: 0,
    });
  }
  if (read.length === 0) return { refused: refuse(422, 'invalid', 'A pick order needs lines.') };
  return { read: read.sort((a, b) => byWalk(a.bin, b.bin)) };
}

/** Undefined when one of them could not be printed or scanned. */
export function readLabels(body: Fields | undefined): Label[] | undefined {
  const labels = list(body?.parcels).map((parcel): Label | undefined => {
    const { tracking_number, sscc, label_url } = fields(parcel);
    const [trackingNumber, code, url] = [text(tracking_number), text(sscc), text(label_url)];
    if (!trackingNumber || !url || (code !== undefined && !isSscc(code))) return undefined;
    return { tracking_number: trackingNumber, label_url: url, ...(code ? { sscc: code } : {}) };
  });
  return labels.length > 0 && labels.every((label) => label !== undefined) ? labels : undefined;
}
