import { describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { messagesService } from './messages.ts';

const SECRET = 'whsec_bWVzc2FnZXMtdml0cmluZS1zZWNyZXQtMDAwMQ==';

const open = (options: { perSecond?: number; events?: string[] } = {}) => {
  const { events, ...rest } = options;
  const webhook = { url: 'https://shop.example/hook', secret: SECRET, ...(events ? { events } : {}) };
  const world = new World({ seed: 1, services: { messages: messagesService({ key: 'k', webhook, ...rest }) } });
  const heard: { type: string; data: Record<string, unknown> }[] = [];
  world.network.host('shop', 'https://shop.example', async (request) => {
    heard.push((await request.json()) as (typeof heard)[number]);
    return new Response(null, { status: 204 });
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await world.network.fetchAs('gateway')(`https://api.meldingen.example${path}`, {
      ...init,
      headers: { authorization: 'Bearer k', ...init.headers },
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as {
        id?: string;
        segments?: number;
        encoding?: string;
        error?: { code: string };
        messages?: Record<string, string>[];
        next_before?: string | null;
      },
    };
  };
  const send = (message: object, key = 'wish') =>
    ask('/v1/messages', { method: 'POST', headers: { 'idempotency-key': key }, body: JSON.stringify(message) });
  const pull = (name: string, wish = {}) =>
    world
      .service('messages')
      .levers!.find((lever) => lever.name === name)!
      .pull(wish);
  return { world, ask, send, heard, pull };
};
const mail = { channel: 'email', to: 'kari@example.no', subject: 'Takk for handelen', text: 'Vi pakker nå.' };

describe('messages', () => {
  test('are queued, arrive a little later, and are listed newest first', async () => {
    const { world, ask, send } = open();
    expect(await send(mail)).toMatchObject({ status: 202, body: { status: 'queued' } });
    await send({ channel: 'sms', to: '+4791234567', text: 'På vei' }, 'other');
    await world.clock.runFor(60_000);
    const { body } = await ask('/v1/messages');
    expect(body.messages!.map(({ channel }) => channel)).toEqual(['sms', 'email']);
    expect(body.messages!.every(({ queued_at, delivered_at }) => delivered_at! > queued_at!)).toBe(true);
    expect((await ask('/v1/messages?to=kari@example.no')).body.messages).toHaveLength(1);
    expect(world.journal.entries.filter(({ kind }) => kind === 'fact')).toHaveLength(2);
  });

  test('asked for twice with one key are sent once', async () => {
    const { ask, send } = open();
    const [first, again] = [await send(mail), await send(mail)];
    expect(again.body.id).toBe(first.body.id);
    expect((await ask('/v1/messages')).body.messages).toHaveLength(1);
    expect((await send({ ...mail, text: 'Noe annet' })).status).toBe(409);
  });

  test.each([
    [{ ...mail, to: 'kari' }, 'invalid_recipient'],
    [{ ...mail, channel: 'sms' }, 'invalid_recipient'],
    [{ ...mail, channel: 'pigeon' }, 'invalid_channel'],
    [{ ...mail, text: ' ' }, 'invalid_text'],
  ])('%j is refused as %s and not sent', async (message, code) => {
    const { ask, send } = open();
    expect(await send(message)).toMatchObject({ status: 422, body: { error: { code } } });
    expect((await ask('/v1/messages')).body.messages).toEqual([]);
  });

  test.each([
    ['Hei', 1, 'GSM-7'],
    ['Blåbærsyltetøy på glass', 1, 'GSM-7'],
    ['a'.repeat(160), 1, 'GSM-7'],
    ['a'.repeat(161), 2, 'GSM-7'],
    ['€'.repeat(80), 1, 'GSM-7'],
    ['€'.repeat(81), 2, 'GSM-7'],
    ['2 × kniv', 1, 'UCS-2'],
    [`${'a'.repeat(69)}×`, 1, 'UCS-2'],
    [`${'a'.repeat(70)}×`, 2, 'UCS-2'],
  ])('%j costs %i SMS in %s', async (text, segments, encoding) => {
    const { send } = open();
    expect((await send({ channel: 'sms', to: '+4791234567', text })).body).toMatchObject({ segments, encoding });
  });

  test('that are too long for ten SMS are refused', async () => {
    const { send } = open();
    const answer = await send({ channel: 'sms', to: '+4791234567', text: 'a'.repeat(1_531) });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'text_too_long' } } });
  });

  test('report what became of them', async () => {
    const { world, send, ask, heard } = open();
    await send(mail, 'a');
    await send({ ...mail, to: 'bounce+1@example.no' }, 'b');
    await send({ channel: 'sms', to: '+4700000001', text: 'Hei' }, 'c');
    await world.clock.runFor(60_000);
    const told = heard.map(({ type, data }) => [type, data['idempotency_key'], data['reason']]);
    expect(told.sort()).toEqual([
      ['message.delivered', 'a', undefined],
      ['message.failed', 'b', 'unknown_recipient'],
      ['message.failed', 'c', 'unknown_subscriber'],
    ]);
    expect(JSON.stringify(heard)).not.toContain('Vi pakker');
    const { messages } = (await ask('/v1/messages')).body;
    expect(messages!.map(({ status }) => status)).toEqual(['failed', 'failed', 'delivered']);
  });

  test('are only reported as the account wants it', async () => {
    const { world, send, heard } = open({ events: ['message.failed'] });
    await send(mail);
    await world.clock.runFor(60_000);
    expect(heard).toEqual([]);
  });

  test('bounce once when they are told to', async () => {
    const { world, send, heard, pull } = open({ events: ['message.failed'] });
    pull('bounce-next');
    await send(mail, 'a');
    await send(mail, 'b');
    await world.clock.runFor(60_000);
    expect(heard.map(({ data }) => data['idempotency_key'])).toEqual(['a']);
  });

  test('by SMS wait for an operator that is down; e-mail does not', async () => {
    const { world, send, ask, pull } = open();
    pull('operator-down', { minutes: 20 });
    await send({ channel: 'sms', to: '+4791234567', text: 'På vei' }, 'a');
    await send(mail, 'b');
    await world.clock.runFor(19 * 60_000);
    const delivered = async () => (await ask('/v1/messages')).body.messages!.filter(({ status }) => status === 'delivered');
    expect((await delivered()).map(({ channel }) => channel)).toEqual(['email']);
    await world.clock.runFor(3 * 60_000);
    expect(await delivered()).toHaveLength(2);
    expect(() => pull('operator-down', { minutes: 'long' })).toThrow(RangeError);
  });

  test('come no faster than the account may send', async () => {
    const { world, send } = open({ perSecond: 2 });
    const answers = [await send(mail, 'a'), await send(mail, 'b'), await send(mail, 'c')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(answers[2]!.headers.get('retry-after')).toBe('1');
    await world.clock.runFor(1_000);
    expect((await send(mail, 'c')).status).toBe(202);
  });

  test('are listed page by page', async () => {
    const { send, ask } = open();
    for (let index = 0; index < 5; index += 1) await send({ ...mail, subject: `Nr. ${index}` }, `k${index}`);
    const first = (await ask('/v1/messages?limit=3')).body;
    const second = (await ask(`/v1/messages?limit=3&before=${first.next_before}`)).body;
    expect([...first.messages!, ...second.messages!].map(({ subject }) => subject)).toEqual([
      'Nr. 4',
      'Nr. 3',
      'Nr. 2',
      'Nr. 1',
      'Nr. 0',
    ]);
    expect(second.next_before).toBeNull();
  });

  test('need the key', async () => {
    const { world } = open();
    expect((await world.network.fetchAs('x')('https://api.meldingen.example/v1/messages')).status).toBe(401);
  });
});
