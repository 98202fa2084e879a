import '../add-button/define.ts';
import { define } from '../define.ts';
import { VitrineUpsell } from './upsell.ts';

define('vitrine-upsell', VitrineUpsell);
