import { likeness } from './likeness.ts';
import type { Answer, Method, Service } from './service.ts';

export function unknownPath(service: Service, method: Method, path: string): Answer {
  const hint = nearest(service, path);
  if (service.unknownPath) return service.unknownPath({ method, path }, hint);
  return { status: 404, body: { message: `${service.title} has no ${method} ${path}. It knows: ${hint}.` } };
}

/** The operations whose paths are most like what was asked, segment by segment. */
function nearest(service: Service, path: string): string {
  const asked = path.split('/');
  const likenessOf = (route: string) =>
    route.split('/').reduce((sum, segment, index) => sum + likeness(segment, asked[index] ?? ''), 0) -
    Math.abs(route.split('/').length - asked.length) / 2;
  return [...service.routes]
    .sort((a, b) => likenessOf(b.path) - likenessOf(a.path))
    .slice(0, 3)
    .map(({ method, path: known }) => `${method} ${known.replaceAll('\\:', ':')}`)
    .join(', ');
}
