import { checkoutPart } from '../../visit/checkout-part.ts';
import { usePart } from '../../visit/parts.ts';
import { define } from '../define.ts';
import { VitrinePayment } from './payment.ts';

usePart(checkoutPart);
define('vitrine-payment', VitrinePayment);
