import { define } from '../define.ts';
import { VitrineTracking } from './tracking.ts';

define('vitrine-tracking', VitrineTracking);
