/** Set up for every test: what crosses the network of any world is held to the published contract of the system it goes to. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { callWitness, takeComplaints, type Witness } from '../src/kernel/witness.ts';

const folder = join(import.meta.dirname, 'witnesses');

for (const file of existsSync(folder) ? readdirSync(folder) : []) {
  const { witness } = (await import(join(folder, file))) as { witness?: Witness };
  if (witness) callWitness(file.replace(/\.ts$/, ''), witness);
}

afterEach(() => {
  const complaints = [...new Set(takeComplaints())];
  if (complaints.length > 0) throw new Error(`Published contracts were broken:\n  ${complaints.join('\n  ')}`);
});
