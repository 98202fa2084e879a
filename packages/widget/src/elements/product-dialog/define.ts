import '../add-button/define.ts';
import { define } from '../define.ts';
import { VitrineProductDialog } from './product-dialog.ts';

define('vitrine-product-dialog', VitrineProductDialog);
