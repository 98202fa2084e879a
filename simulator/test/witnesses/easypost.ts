import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Witness } from '../../src/kernel/witness.ts';
import { specsFolder } from '../contracts.ts';
import { RecordedShapes } from '../learned-shape.ts';

interface Recorded {
  request: { method: string; path: string; body: unknown };
  response: { status: number; body: unknown };
}

/** `POST /v2/shipments/:id/buy`. References stand where ids do. */
const placeOf = (method: string, path: string): string =>
  `${method} ${path
    .split('?')[0]!
    .split('/')
    .map((segment, index) => (index === 3 && !/^(create_and_verify|batch)$/.test(segment) ? ':id' : segment))
    .join('/')}`;

const SERVICES = ['address', 'error', 'event', 'parcel', 'rate', 'shipment', 'tracker', 'webhook'];

function recordings(folder: string): Recorded[] {
  return SERVICES.flatMap((service) => {
    const within = join(folder, 'easypost', `${service}-service`);
    return readdirSync(within).flatMap((file) => {
      const read = JSON.parse(readFileSync(join(within, file), 'utf8')) as
        Recorded[] | { exchanges?: Recorded[]; entries?: Recorded[] };
      return Array.isArray(read) ? read : (read.exchanges ?? read.entries ?? []);
    });
  });
}

/** Members that the vendor documents and no recording has. */
const DOCUMENTED = {
  shipment: {
    options: { label_format: 'PDF', currency: 'NOK' },
    reference: '',
    to_address: { street2: '' },
    from_address: { street2: '' },
  },
};

/** Every answer of EasyPost's API, and every request that it takes, has the shape of what was recorded. */
function learn(folder: string): Witness {
  const shapes = new RecordedShapes();
  for (const { request, response } of recordings(folder)) {
    const place = placeOf(request.method, request.path);
    if (request.body !== null && response.status < 400) shapes.learn(`${place} request`, request.body);
    shapes.learn(response.status < 400 ? `${place} ${response.status}` : 'refusal', response.body);
  }
  shapes.learn('POST /v2/shipments request', DOCUMENTED);
  return ({ method, path, status, requestText, responseText }) => {
    if (!path.startsWith('/v2/')) return [];
    const place = placeOf(method, path);
    const body: unknown = responseText ? JSON.parse(responseText) : undefined;
    if (status >= 400) return shapes.judge('refusal', body);
    const asked =
      requestText && shapes.knows(`${place} request`) ? shapes.judge(`${place} request`, JSON.parse(requestText), true) : [];
    return [...asked.map((complaint) => `request ${complaint}`), ...shapes.judge(`${place} ${status}`, body)];
  };
}

const folder = specsFolder();

export const witness: Witness | undefined = folder === undefined ? undefined : learn(folder);
