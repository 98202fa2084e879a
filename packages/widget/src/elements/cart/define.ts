import '../upsell/define.ts';
import { define } from '../define.ts';
import { VitrineCart } from './cart.ts';

define('vitrine-cart', VitrineCart);
