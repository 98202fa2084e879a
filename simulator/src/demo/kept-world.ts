import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedWorld, World } from '../kernel/world.ts';

/** Keeps a world in a file, so that its systems remember what they were told when the process dies. */
export class KeptWorld {
  readonly #folder: string;
  #dirty = false;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  read(): SavedWorld | undefined {
    const path = this.#path();
    if (!existsSync(path)) return undefined;
    const saved = JSON.parse(readFileSync(path, 'utf8')) as SavedWorld;
    return saved.version === 1 ? saved : undefined;
  }

  /** Writes before a system's answer to a command reaches anybody: what was acknowledged is kept. */
  follow(world: World): () => void {
    return world.journal.listen((entry) => {
      if (entry.kind === 'fact') this.#dirty = true;
      else if (entry.status !== undefined && world.services.has(entry.to) && entry.method !== 'GET') this.write(world);
      else if (entry.to === 'gateway') this.#dirty = true;
    });
  }

  /** Writes what happened since without anybody having asked for it. */
  catchUp(world: World): void {
    if (this.#dirty) this.write(world);
  }

  write(world: World): void {
    const path = this.#path();
    writeFileSync(`${path}.new`, JSON.stringify(world.save()));
    renameSync(`${path}.new`, path);
    this.#dirty = false;
  }

  forget(): void {
    rmSync(this.#path(), { force: true });
  }

  #path(): string {
    return join(this.#folder, 'world.json');
  }
}
