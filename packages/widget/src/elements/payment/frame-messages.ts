import type { FieldsReport } from '../../machines/payment.machine.ts';

/** What the card frame may say over its port. Anything else is not heard. */
export type FrameMessage =
  | { type: 'changed'; report: FieldsReport }
  | { type: 'height'; height: number }
  | { type: 'collected'; id: string; token: string; display: CardDisplay }
  | { type: 'invalid'; id: string; report: FieldsReport };

export interface CardDisplay {
  brand?: string;
  last_digits?: string;
  expiry_month?: number;
  expiry_year?: number;
}

const FIELDS = ['number', 'expiry', 'code'] as const;
const PROBLEMS = ['required', 'invalid', 'expired'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;

const own = (value: Record<string, unknown>, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

const brandOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z_ ]{1,24}$/i.test(value) ? value : undefined;

const within = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;

function reportOf(value: unknown): FieldsReport | null {
  if (!isRecord(value) || typeof own(value, 'complete') !== 'boolean') return null;
  const errors: Record<string, string> = {};
  const named = own(value, 'errors');
  if (isRecord(named)) {
    for (const field of FIELDS) {
      const problem = own(named, field);
      if (typeof problem === 'string' && PROBLEMS.includes(problem)) errors[field] = problem;
    }
  }
  const brand = brandOf(own(value, 'brand'));
  return { complete: own(value, 'complete') === true, ...(brand ? { brand } : {}), errors };
}

function displayOf(value: unknown): CardDisplay {
  if (!isRecord(value)) return {};
  const brand = brandOf(own(value, 'brand'));
  const digits = own(value, 'last_digits');
  const month = within(own(value, 'expiry_month'), 1, 12);
  const year = within(own(value, 'expiry_year'), 2000, 2100);
  return {
    ...(brand ? { brand } : {}),
    ...(typeof digits === 'string' && /^\d{4}$/.test(digits) ? { last_digits: digits } : {}),
    ...(month === undefined ? {} : { expiry_month: month }),
    ...(year === undefined ? {} : { expiry_year: year }),
  };
}

/** Reads one message of the frame. Null for whatever is malformed, unknown or too long. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  if (!isRecord(data)) return null;
  const id = own(data, 'id');
  switch (own(data, 'type')) {
    case 'changed': {
      const report = reportOf(own(data, 'report'));
      return report && { type: 'changed', report };
    }
    case 'height': {
      const height = own(data, 'height');
      return typeof height === 'number' && height > 0 && height <= 1200 ? { type: 'height', height: Math.ceil(height) } : null;
    }
    case 'collected': {
      const token = own(data, 'token');
      if (typeof id !== 'string' || typeof token !== 'string' || !/^pm_\w{1,120}$/.test(token)) return null;
      return { type: 'collected', id, token, display: displayOf(own(data, 'display')) };
    }
    case 'invalid': {
      const report = reportOf(own(data, 'report'));
      return typeof id === 'string' && report ? { type: 'invalid', id, report } : null;
    }
    default:
      return null;
  }
}

/** Whether two reports say the same. */
export const sameReport = (one: FieldsReport | null, other: FieldsReport): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
