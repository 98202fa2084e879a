import { trackingPart } from '../../visit/tracking-part.ts';
import { usePart } from '../../visit/parts.ts';
import { define } from '../define.ts';
import { VitrineTracking } from './tracking.ts';

usePart(trackingPart);
define('vitrine-tracking', VitrineTracking);
