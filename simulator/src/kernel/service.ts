import type { Seeds } from '../seeds/seeds.ts';
import type { Random } from './random.ts';
import type { Table } from './table.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request, as a resolver sees it. */
export interface Call {
  method: Method;
  /** Below the service's origin, such as `/v1/payment_intents/pi_1`. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  text: string;
  /** The body as it came, where it is not text: encrypted, or a picture. */
  bytes?: Uint8Array;
  /** Who asks: `gateway`, `page`, another service, or a stranger. */
  from: string;
}

/** What a resolver answers. An object is sent as JSON; text and bytes go as they are, with their content type. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Route {
  method: Method;
  /** `:name` stands for one segment. Literal segments win over named ones. */
  path: string;
  /** Names the operation in the journal and in fault rules, such as `confirm`. */
  operation: string;
  /** Synchronous, so that a change is made at one instant. Throw an {@link Answer} to stop early. */
  resolve(call: Call): Answer;
}

/** A webhook that a service sends. It is kept until somebody answers 2xx, and tried again in between. */
export interface Webhook {
  url: string;
  method?: 'POST' | 'PUT';
  /** Sent as it is: signatures cover these very bytes. */
  body: string;
  headers?: Record<string, string>;
  operation: string;
}

/** Everything a service may use of the world. It has no clock, no chance and no network of its own. */
export interface ServiceEnv {
  now(): number;
  seeds: Seeds;
  /** Bytes of the objects that photos show, by file name of `@lobehub/fluent-emoji-3d`; empty where none were loaded. */
  photos: ReadonlyMap<string, Uint8Array>;
  /** Where browsers and strangers reach this service: its origin, or its path on the HTTP server. */
  publicUrl: string;
  random(label: string): Random;
  table<Row>(name: string, keyOf: (row: Row) => string | number): Table<Row>;
  /** Counts up, and goes on where it stood after a restart. */
  counter(name: string, first: number): () => number;
  /** Rings {@link Service.alarms}`[name]` with the payload, which must be JSON. */
  alarm(at: number, name: string, payload: unknown): void;
  send(webhook: Webhook): void;
  /** Something that people in the world would notice, for the story and the control room. */
  tell(fact: string, about?: { reference?: string }): void;
}

/**
 * Something that can go wrong, or be brought about, inside a system: a short pick, a price that changes, a van that
 * breaks down. Scenarios and the control room pull it.
 */
export interface Lever {
  name: string;
  /** One sentence for people: what happens. */
  sentence: string;
  /** What may be said with it, by name, and what each means; all of it optional. */
  fields?: Readonly<Record<string, string>>;
  /** Throws a `RangeError` that says what is possible when the wish makes no sense. */
  pull(wish: Readonly<Record<string, unknown>>): void;
}

/** One simulated system, in its vendor's own dialect. */
export interface Service {
  name: string;
  /** As people call it: `Tripletex (ERP)`. */
  title: string;
  /** The real base address, such as `https://api.stripe.com`. */
  origin: string;
  routes: readonly Route[];
  alarms?: Readonly<Record<string, (payload: never) => void>>;
  /** Headers that are computed anew at each attempt, such as signatures with a time in them. */
  signWebhook?(webhook: Webhook, at: number): Record<string, string>;
  levers?: readonly Lever[];
  /** An unknown path as this vendor refuses it; `hint` names the nearest known ones. Absent: a plain message. */
  unknownPath?(call: Pick<Call, 'method' | 'path'>, hint: string): Answer;
  /** What the control room shows of it: plain rows by heading, newest first. */
  documents?(): Record<string, Record<string, unknown>[]>;
}

export type ServiceFactory = (env: ServiceEnv) => Service;
