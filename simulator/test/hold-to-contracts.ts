/** Set up for every test: what crosses the network of any world is held to the published contract of the system it goes to. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { callWitness, type Witness } from '../src/kernel/witness.ts';

const folder = join(import.meta.dirname, 'witnesses');

for (const file of readdirSync(folder)) {
  const { witness } = (await import(join(folder, file))) as { witness?: Witness };
  if (witness) callWitness(file.replace(/\.ts$/, ''), witness);
}
