import { describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { messagesService } from './messages.ts';

const open = () => {
  const world = new World({ seed: 1, services: { messages: messagesService({ key: 'k' }) } });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await world.network.fetchAs('gateway')(`https://api.meldingen.example${path}`, {
      ...init,
      headers: { authorization: 'Bearer k', ...init.headers },
    });
    return {
      status: response.status,
      body: (await response.json()) as { id?: string; error?: { code: string }; messages?: Record<string, string>[] },
    };
  };
  const send = (message: object, key = 'wish') =>
    ask('/v1/messages', { method: 'POST', headers: { 'idempotency-key': key }, body: JSON.stringify(message) });
  return { world, ask, send };
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

  test('need the key', async () => {
    const { world } = open();
    expect((await world.network.fetchAs('x')('https://api.meldingen.example/v1/messages')).status).toBe(401);
  });
});
