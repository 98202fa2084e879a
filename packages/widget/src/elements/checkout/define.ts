import { define } from '../define.ts';
import '../payment/define.ts';
import '../shipping-quotes/define.ts';
import { VitrineCheckout } from './checkout.ts';

define('vitrine-checkout', VitrineCheckout);
