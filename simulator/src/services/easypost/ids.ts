import type { ServiceEnv } from '../../kernel/service.ts';

/** `shp_` and 32 hexadecimal digits. */
export function hexId(env: ServiceEnv, prefix: string): string {
  const random = env.random('ids');
  return `${prefix}_${Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('')}`;
}
