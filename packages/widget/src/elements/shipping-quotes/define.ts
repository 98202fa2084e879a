import { checkoutPart } from '../../visit/checkout-part.ts';
import { usePart } from '../../visit/parts.ts';
import { define } from '../define.ts';
import { VitrineShippingQuotes } from './shipping-quotes.ts';

usePart(checkoutPart);
define('vitrine-shipping-quotes', VitrineShippingQuotes);
