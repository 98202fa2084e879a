import '../add-button/define.ts';
import { define } from '../define.ts';
import { VitrineProductCard } from './product-card.ts';

define('vitrine-product-card', VitrineProductCard);
