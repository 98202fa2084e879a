import { define } from '../define.ts';
import { VitrineTrackingMap } from './tracking-map.ts';

define('vitrine-tracking-map', VitrineTrackingMap);
