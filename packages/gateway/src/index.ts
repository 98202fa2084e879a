export { createGateway } from './gateway.ts';
export type { Gateway, GatewayOptions, ShopSettings, StepObserver } from './options.ts';
export { memoryOrderBook } from './order-book/memory.ts';
export type { Change, OrderBook, Page } from './order-book/order-book.ts';
export type * from './order-book/rows.ts';
export { migrate, sqlOrderBook, type QueryPort } from './order-book/sql.ts';
export type * from './ports.ts';
