import type { Answer } from '../../kernel/service.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { fields, list, number, text, type Fields } from '../parcels/reading.ts';
import { isSscc } from '../parcels/sscc.ts';
import { byWalk } from './floor.ts';

export type Carrier = 'bring' | 'courier' | 'easypost';
export type Status = 'waiting' | 'picking' | 'picked' | 'packed' | 'labelled' | 'handed_over' | 'cancelled';

export interface Line {
  sku: string;
  name: string;
  quantity: number;
  bin: string;
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
  orderNumber: string;
  status: Status;
  /** In the order of the walk. */
  lines: Line[];
  deliverTo: Record<string, unknown>;
  picker?: string;
  parcelCount?: number;
  carrier?: Carrier;
  labels?: Label[];
  events: WarehouseEvent[];
}

export const CARRIERS: Record<Carrier, string> = { bring: 'Bring', courier: 'Bydel Bud', easypost: 'EasyPost' };

export const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } });

/** The order, as the wire shows it. */
export function wireOrder({ reference, orderNumber, status, lines, deliverTo, events }: PickOrder): Record<string, unknown> {
  return {
    reference,
    order_number: orderNumber,
    status,
    lines: lines.map(({ sku, quantity, name, bin }) => ({ sku, quantity, name, bin })),
    deliver_to: deliverTo,
    events,
  };
}

/** One row for the control room. */
export function showOrder({
  reference,
  orderNumber,
  status,
  picker,
  lines,
  carrier,
  labels,
}: PickOrder): Record<string, unknown> {
  return {
    reference,
    order: orderNumber,
    status,
    picker: picker ?? '',
    bins: lines.map(({ bin, quantity }) => `${quantity} × ${bin}`).join(', '),
    carrier: carrier ?? '',
    labels: (labels ?? []).map(({ tracking_number }) => tracking_number).join(', '),
  };
}

/** The lines of an order, in the order of the walk. */
export function readLines(body: Fields, articles: ReadonlyMap<string, SeedArticle>): { read: Line[] } | { refused: Answer } {
  const read: Line[] = [];
  for (const line of list(body.lines)) {
    const { sku, quantity, name } = fields(line);
    const [wanted, count] = [text(sku), number(quantity)];
    const article = articles.get(wanted ?? '');
    if (!article) return { refused: refuse(422, 'unknown_sku', `No bin holds ${wanted ?? 'an article without SKU'}.`) };
    if (count === undefined || !Number.isInteger(count) || count < 1) {
      return { refused: refuse(422, 'invalid', `The quantity of ${wanted} must be a whole number above zero.`) };
    }
    read.push({ sku: article.sku, name: text(name) ?? article.name, quantity: count, bin: article.bin });
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
