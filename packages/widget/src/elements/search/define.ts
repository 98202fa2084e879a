import '../product-card/define.ts';
import { define } from '../define.ts';
import { VitrineSearch } from './search.ts';

define('vitrine-search', VitrineSearch);
