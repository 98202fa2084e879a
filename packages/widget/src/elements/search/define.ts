import '../product-card/define.ts';
import { searchPart } from '../../visit/search-part.ts';
import { usePart } from '../../visit/parts.ts';
import { define } from '../define.ts';
import { VitrineSearch } from './search.ts';

usePart(searchPart);
define('vitrine-search', VitrineSearch);
