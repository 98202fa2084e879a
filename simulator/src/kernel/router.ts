import type { Method, Route, Service } from './service.ts';

interface Compiled {
  route: Route;
  segments: string[];
}

/** Finds the route of a path. Literal segments win over named ones, as in every vendor's own documentation. */
export class Router {
  readonly #byMethod = new Map<string, Compiled[]>();

  constructor(service: Pick<Service, 'routes'>) {
    for (const route of service.routes) {
      const list = this.#byMethod.get(route.method) ?? [];
      list.push({ route, segments: route.path.split('/') });
      this.#byMethod.set(route.method, list);
    }
    const literals = ({ segments }: Compiled) => segments.filter((segment) => !segment.startsWith(':')).length;
    for (const list of this.#byMethod.values()) list.sort((a, b) => literals(b) - literals(a));
  }

  match(method: Method, path: string): { route: Route; params: Record<string, string> } | undefined {
    const asked = path.split('/');
    for (const { route, segments } of this.#byMethod.get(method) ?? []) {
      const params = matchSegments(segments, asked);
      if (params) return { route, params };
    }
    return undefined;
  }
}

function matchSegments(segments: string[], asked: string[]): Record<string, string> | undefined {
  if (segments.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index]!;
    const found = asked[index]!;
    const colon = segment.indexOf(':');
    if (colon === -1) {
      if (segment !== found) return undefined;
      continue;
    }
    // `/:id.json` and `/{id}` alike; an action such as `/:invoice` is a literal, escaped as `\:invoice`.
    if (segment.startsWith('\\:')) {
      if (segment.slice(1) !== found) return undefined;
      continue;
    }
    const [, before = '', name = '', after = ''] = /^([^:]*):([A-Za-z]+)(.*)$/.exec(segment) ?? [];
    if (found.length <= before.length + after.length || !found.startsWith(before) || !found.endsWith(after)) return undefined;
    params[name] = decodeURIComponent(found.slice(before.length, found.length - after.length));
  }
  return params;
}
