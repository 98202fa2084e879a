import type { Town } from '../seeds/town.ts';
import { fileFrom, shopAsset, shopPage, wordsPage } from './assets.ts';
import { townMap } from './town-map.ts';

interface Shown {
  town: Town;
  /** Folder of the built widgets. */
  widgetFolder: string;
  /** Folder of the built control room. */
  roomFolder: string;
}

const html = (text: string): Response => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });

/** The merchant's own pages and files, and those of the control room. Undefined: nobody's. */
export function demoPage(path: string, { town, widgetFolder, roomFolder }: Shown): Response | undefined {
  if (path === '/') return html(shopPage(townMap(town)));
  if (path === '/vilkar')
    return html(
      wordsPage(
        'Vilkår',
        '<p>Dette er en butikk i en simulert verden: ingenting blir sendt, og ingen penger skifter hender.</p>',
      ),
    );
  if (path === '/personvern')
    return html(wordsPage('Personvern', '<p>Det du ser på, blir liggende på din egen enhet. Alt her er oppdiktet, også du.</p>'));
  if (path === '/control') return shopAsset('control.html');
  if (path.startsWith('/assets/')) return shopAsset(path.slice('/assets/'.length));
  if (path.startsWith('/control/files/')) return fileFrom(roomFolder, path.slice('/control/files/'.length));
  if (path.startsWith('/vitrine/')) return forAnyPage(fileFrom(widgetFolder, path.slice('/vitrine/'.length)));
  return undefined;
}

/** The widgets are pasted into pages of other origins, and a module script needs their leave to load. */
function forAnyPage(file: Response | undefined): Response | undefined {
  file?.headers.set('access-control-allow-origin', '*');
  file?.headers.set('cross-origin-resource-policy', 'cross-origin');
  return file;
}
