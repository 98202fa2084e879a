import { define } from '../define.ts';
import { VitrineStore } from './store.ts';

define('vitrine-store', VitrineStore);
