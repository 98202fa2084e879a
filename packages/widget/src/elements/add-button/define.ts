import { define } from '../define.ts';
import { VitrineAddButton } from './add-button.ts';

define('vitrine-add-button', VitrineAddButton);
