import '../product-card/define.ts';
import { define } from '../define.ts';
import { VitrineShowcase } from './showcase.ts';

define('vitrine-showcase', VitrineShowcase);
