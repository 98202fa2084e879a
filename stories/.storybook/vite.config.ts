import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { makeAssortment } from '../../simulator/src/seeds/assortment.ts';
import { photoNames } from '../../simulator/src/seeds/photos.ts';

const assets = join(dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')), 'assets');

/** The objects on the photos: served while developing, and only those that the shop sells in the build. */
function photos(): Plugin {
  const names = new Set(photoNames(makeAssortment(1)));
  return {
    name: 'vitrine-photos',
    configureServer(server) {
      server.middlewares.use('/photos/', (request, response, next) => {
        const name = (request.url ?? '').slice(1).split('?')[0]!;
        if (!names.has(name)) return next();
        response.setHeader('content-type', 'image/webp');
        createReadStream(join(assets, name)).pipe(response);
      });
    },
    generateBundle() {
      for (const name of names) {
        this.emitFile({ type: 'asset', fileName: `photos/${name}`, source: readFileSync(join(assets, name)) });
      }
    },
  };
}

export default defineConfig({
  resolve: { conditions: ['@vitrine/source', 'module', 'browser', 'development|production'] },
  plugins: [photos()],
  build: { target: 'es2022', chunkSizeWarningLimit: 4_000 },
});
