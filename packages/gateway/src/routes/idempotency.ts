import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { HEADER } from '@vitrine/contract';
import { Ended, write, type Room } from '../flows/room.ts';
import type { Answer } from './answers.ts';
import type { Ctx } from './door.ts';
import { Refusal } from './problems.ts';

/** How long an answer is kept. Source: UCP checkout `rest.md`, "Idempotency-Key". */
const KEEP_MS = 24 * 60 * 60_000;

/** After this long a request without an answer belongs to a process that is gone. */
const LEASE_MS = 15_000;

const hash = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * Answers a wish once: the same key and body get the same answer again, another body is refused, and a second request
 * while the first is under way is told so. Answers are only kept of what has been done; a fault frees the key.
 */
export async function once(c: Ctx, room: Room, bodyText: string, work: () => Promise<Answer>): Promise<Response> {
  const key = c.req.header(HEADER.idempotencyKey);
  if (!key)
    throw new Refusal(400, 'door.idempotency-key', `${HEADER.idempotencyKey} is required here.`, {
      errors: [{ path: HEADER.idempotencyKey, message: 'Missing' }],
    });
  if (!/^[\x21-\x7e]{8,255}$/.test(key))
    throw new Refusal(400, 'door.idempotency-key', `${HEADER.idempotencyKey} must be 8 to 255 visible characters.`);
  const id = hash(`${c.get('storeKey')}\n${key}`);
  const fingerprint = hash(`${c.req.method} ${c.req.path}\n${bodyText}`);
  const now = room.clock.now();

  const kept = await room.book.read('reply', id);
  if (kept && (kept.due ?? 0) > now) {
    if (kept.row.fingerprint !== fingerprint)
      throw new Refusal(409, 'request.key-reused', 'This idempotency key was used for another request.', { kind: 'invalid' });
    if (kept.row.state === 'answered') return respond(kept.row.status ?? 200, kept.row.body ?? '');
    if (now - kept.row.at < LEASE_MS) throw underWay();
  }
  const version = kept?.version ?? 0;
  if (
    !(await write(room, [{ kind: 'reply', id, version, row: { fingerprint, state: 'in_flight', at: now }, due: now + KEEP_MS }]))
  )
    throw underWay();

  const free = () => write(room, [{ kind: 'reply', id, version: version + 1, row: null }]);
  let answer: Answer;
  try {
    answer = await work();
  } catch (thrown) {
    if (!(thrown instanceof Ended)) await free();
    throw thrown;
  }
  const { status } = answer;
  const body = JSON.stringify(answer.body);
  await write(room, [
    {
      kind: 'reply',
      id,
      version: version + 1,
      row: { fingerprint, state: 'answered', at: now, status, body },
      due: now + KEEP_MS,
    },
  ]);
  return respond(status, body);
}

const respond = (status: number, body: string) => new Response(body, { status, headers: { 'Content-Type': 'application/json' } });

const underWay = () =>
  new Refusal(409, 'request.in-flight', 'The same request is under way.', { kind: 'unavailable', retryAfterMs: 1_000 });
