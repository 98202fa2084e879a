import { define } from '../define.ts';
import { VitrinePayment } from './payment.ts';

define('vitrine-payment', VitrinePayment);
