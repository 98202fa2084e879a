import type { Answer } from '../../kernel/service.ts';
import { readBody } from '../parcels/reading.ts';
import { segmentsOf, type Segments } from './segments.ts';
import { refuse } from '../own-wire.ts';

/** A message as it was asked for, found good. */
export interface Draft {
  channel: 'email' | 'sms';
  to: string;
  subject?: string;
  text: string;
  /** Of an SMS. */
  size?: Segments;
}

const MOST_SEGMENTS = 10;
const LONGEST_MAIL = 100_000;

/** Reads a message, or says what is wrong with it. */
export function readDraft(sent: string): Draft | Answer {
  const body = readBody(sent);
  if (!body) return refuse(400, 'invalid_json', 'The body is no JSON object.');
  const { channel, to, subject, text } = body;
  if (channel !== 'email' && channel !== 'sms') return refuse(422, 'invalid_channel', 'channel is email or sms.');
  if (typeof to !== 'string' || !canReceive(channel, to))
    return refuse(
      422,
      'invalid_recipient',
      channel === 'sms' ? 'to is no telephone number in E.164, such as +4791234567.' : 'to is no e-mail address.',
    );
  if (typeof text !== 'string' || text.trim() === '') return refuse(422, 'invalid_text', 'text says nothing.');
  if (subject !== undefined && (typeof subject !== 'string' || /[\r\n]/.test(subject)))
    return refuse(422, 'invalid_subject', 'subject is text in one line.');
  const draft: Draft = { channel, to, text, ...(subject === undefined ? {} : { subject }) };
  if (channel === 'email') return text.length > LONGEST_MAIL ? tooLong(`${LONGEST_MAIL} characters`) : draft;
  const size = segmentsOf(text);
  return size.segments > MOST_SEGMENTS ? tooLong(`${MOST_SEGMENTS} segments; this takes ${size.segments}`) : { ...draft, size };
}

const tooLong = (limit: string) => refuse(422, 'text_too_long', `text may have at most ${limit}.`);

const canReceive = (channel: Draft['channel'], to: string) =>
  channel === 'sms' ? /^\+[1-9]\d{6,14}$/.test(to) : to.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(to);

/** Why nobody can be reached there; undefined for everybody else. Numbers in `+4700…` belong to nobody. */
export function magicFailure({ channel, to }: Pick<Draft, 'channel' | 'to'>): string | undefined {
  if (channel === 'sms') return { '+4700000001': 'unknown_subscriber', '+4700000002': 'phone_switched_off' }[to];
  const name = to.split('@')[0]!.toLowerCase();
  if (name === 'bounce' || name.startsWith('bounce+')) return 'unknown_recipient';
  return name === 'full' || name.startsWith('full+') ? 'mailbox_full' : undefined;
}
