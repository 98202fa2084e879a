import { Fault } from '@vitrine/contract';
import * as v from 'valibot';
import type { Upstream } from '../upstream.ts';
import { allOf } from './pages.ts';
import { Customer } from './tripletex-answers.ts';

const Country = v.object({ id: v.number(), isoAlpha2Code: v.nullish(v.string()) });
const VatType = v.object({ id: v.number(), percentage: v.number() });
const PaymentType = v.object({ id: v.number(), description: v.nullish(v.string(), '') });

/** What the merchant has set up in Tripletex under a name of their own. */
export interface TripletexNames {
  /** Orders in the making belong to this customer. */
  collectiveCustomer: string;
  /** How invoices of the shop are paid. */
  paymentType: string;
}

/**
 * Ids of things that hardly ever change, asked for once and remembered.
 *
 * @throws {Fault} `defect`, `erp.not-set-up`, when the merchant's Tripletex lacks one.
 */
export function createRegisters(upstream: Upstream, { collectiveCustomer, paymentType }: TripletexNames) {
  const known = new Map<string, Promise<number>>();

  function remembered(key: string, look: () => Promise<number | undefined>): Promise<number> {
    const found = known.get(key);
    if (found) return found;
    const asked = look().then((id) => {
      if (id === undefined) throw new Fault('defect', 'erp.not-set-up', `Tripletex has no ${key}`);
      return id;
    });
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  }

  return {
    country: (code: string) =>
      remembered(`country ${code}`, async () => {
        const rows = await allOf(upstream, '/v2/country', { query: { code, fields: 'id,isoAlpha2Code' }, row: Country });
        return rows.find(({ isoAlpha2Code }) => isoAlpha2Code === code)?.id;
      }),

    /** VAT on what is sold, by its rate. */
    vatType: (percent: number) =>
      remembered(`outgoing VAT of ${percent} %`, async () => {
        const query = { typeOfVat: 'OUTGOING', fields: 'id,percentage' };
        const rows = await allOf(upstream, '/v2/ledger/vatType', { query, row: VatType });
        return rows.find(({ percentage }) => percentage === percent)?.id;
      }),

    collectiveCustomer: () =>
      remembered(`customer ${collectiveCustomer}`, async () => {
        const query = { customerName: collectiveCustomer, fields: 'id,name,email' };
        const rows = await allOf(upstream, '/v2/customer', { query, row: Customer });
        return rows.find(({ name }) => name === collectiveCustomer)?.id;
      }),

    paymentType: () =>
      remembered(`payment type ${paymentType}`, async () => {
        const rows = await allOf(upstream, '/v2/invoice/paymentType', { query: { fields: 'id,description' }, row: PaymentType });
        return rows.find(({ description }) => description === paymentType)?.id;
      }),
  };
}

export type Registers = ReturnType<typeof createRegisters>;
