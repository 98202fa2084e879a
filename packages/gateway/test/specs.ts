import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';

/** The published contracts lie beside the repository, where they are at hand. */
const FOLDER = fileURLToPath(new URL('../../../../shared/specs/ucp/schemas', import.meta.url));

export const specs = existsSync(FOLDER);

if (!specs) console.log(`UCP's schemas are not at ${FOLDER}: answers are not compared with them here.`);

/** Every schema of UCP, and ours beside them. */
export function ucpSchemas(ours: readonly object[] = []): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const file of readdirSync(FOLDER, { recursive: true }) as string[]) {
    if (!file.endsWith('.json')) continue;
    const schema = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { $id?: string };
    ajv.addSchema(schema, schema.$id ? undefined : `https://ucp.dev/schemas/${file}`);
  }
  for (const schema of ours) ajv.addSchema(schema);
  return ajv;
}
