import type { TownAddress } from './town.ts';

/** Somebody who lives in the town. */
export interface Person {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** E.164. */
  phone: string;
  address: TownAddress;
  /** What this household is about; decides what it buys. */
  habit: string;
}
