import type { Messages } from '../messages.ts';
import checkout from './checkout.ts';
import shop from './shop.ts';
import tracking from './tracking.ts';

const messages: Messages = { shop, checkout, tracking };
export default messages;
