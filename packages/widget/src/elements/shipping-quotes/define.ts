import { define } from '../define.ts';
import { VitrineShippingQuotes } from './shipping-quotes.ts';

define('vitrine-shipping-quotes', VitrineShippingQuotes);
