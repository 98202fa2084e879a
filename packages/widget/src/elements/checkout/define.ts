import { checkoutPart } from '../../visit/checkout-part.ts';
import { usePart } from '../../visit/parts.ts';
import { define } from '../define.ts';
import '../payment/define.ts';
import { VitrineCheckout } from './checkout.ts';

usePart(checkoutPart);
define('vitrine-checkout', VitrineCheckout);
