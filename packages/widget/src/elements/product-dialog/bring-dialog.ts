import { bring } from '../bring.ts';

/** Called when the first product of a page is opened. False: the dialog cannot be had now. */
export const bringDialog = (): Promise<boolean> => bring('vitrine-product-dialog', () => import('./define.ts'));
