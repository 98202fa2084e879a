import type { Hono } from 'hono';
import type { Room } from '../flows/room.ts';
import type { Env } from './door.ts';
import { Refusal } from './problems.ts';

/** Photos kept in memory, so that a page full of them asks the ERP once. */
const MOST_KEPT = 500;

/** What a page may be given as a picture; anything else an ERP holds is not ours to show. */
const PICTURE = /^image\/(png|jpeg|webp|avif|gif|svg\+xml)$/;

/** `GET /media/{key}`: the ERP's photos under our own origin, and only those that an article names. */
export function mediaRoutes(app: Hono<Env>, room: Room): void {
  const kept = new Map<string, Promise<{ bytes: Uint8Array; type: string } | undefined>>();

  app.get('/media/:key', async (c) => {
    const key = c.req.param('key');
    if (!room.assortment.namesPhoto(key)) throw new Refusal(404, 'media.unknown', 'There is no such photo.', { kind: 'invalid' });
    let photo = kept.get(key);
    if (!photo) {
      photo = room.within(10_000, (signal) => room.erp.photo(key, { signal }));
      kept.set(key, photo);
      photo.catch(() => kept.delete(key));
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    }
    const found = await photo;
    if (!found || !PICTURE.test(found.type)) {
      kept.delete(key);
      throw new Refusal(404, 'media.unknown', 'There is no such photo.', { kind: 'invalid' });
    }
    c.header('Content-Type', found.type);
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    // A picture is shown, never run: an SVG opened by itself finds nothing allowed.
    c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    return c.body(found.bytes as Uint8Array<ArrayBuffer>);
  });
}
