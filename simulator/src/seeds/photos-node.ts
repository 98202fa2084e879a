import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Reads the objects of photos from the installed package. Names that are not in it are left out. */
export function loadPhotosFromDisk(names: readonly string[]): Map<string, Uint8Array> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')), 'assets');
  const photos = new Map<string, Uint8Array>();
  for (const name of names) {
    try {
      photos.set(name, new Uint8Array(readFileSync(join(folder, name))));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return photos;
}
