import '../add-button/define.ts';
import { define } from '../define.ts';
import { VitrineProductCard } from './product-card.ts';
import { VitrineProductDialog } from './product-dialog.ts';

define('vitrine-product-dialog', VitrineProductDialog);
define('vitrine-product-card', VitrineProductCard);
