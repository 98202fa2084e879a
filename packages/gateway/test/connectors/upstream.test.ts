import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createUpstream } from '../../src/connectors/upstream.ts';
import { faultOf, MONDAY, scripted, settled, type Reaction } from './scripted.ts';

const Article = v.object({ goods: v.object({ price: v.number() }) });

function open(script: Reaction[]) {
  const { fetch, sent, clock } = scripted(script);
  return {
    sent,
    clock,
    upstream: createUpstream({ name: 'erp', baseUrl: 'https://erp.example', fetch, clock, headers: { 'x-key': 'k' } }),
  };
}

const answer = { json: { goods: { price: 5 } } };

describe('a question', () => {
  test.each([['reset' as const], [{ status: 500 }], [{ status: 502, text: '<html>' }], [{ status: 503 }], [{ status: 429 }]])(
    'is asked once more after %j',
    async (failure) => {
      const { upstream, sent } = open([failure, answer]);
      await expect(upstream.ask('/goods', { answer: Article })).resolves.toEqual({ goods: { price: 5 } });
      expect(sent).toHaveLength(2);
    },
  );

  test('is not asked a third time', async () => {
    const { upstream, sent } = open(['reset', 'reset', answer]);
    expect(await faultOf(upstream.ask('/goods', { answer: Article }))).toMatchObject({
      kind: 'unavailable',
      code: 'erp.no-answer',
    });
    expect(sent).toHaveLength(2);
  });

  test('waits as long as it is told to, when that fits into its deadline', async () => {
    const { upstream, clock } = open([{ status: 429, headers: { 'retry-after': '2' } }, answer]);
    await settled(clock, upstream.ask('/goods', { answer: Article }));
    expect(clock.now()).toBe(MONDAY + 2_000);
  });

  test('passes on a wait that is too long for it', async () => {
    const { upstream, sent } = open([{ status: 503, headers: { 'retry-after': '30' } }, answer]);
    expect(await faultOf(upstream.ask('/goods', { answer: Article }))).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 30_000,
    });
    expect(sent).toHaveLength(1);
  });

  test('ends after four seconds of silence, on the clock that was handed in', async () => {
    const { upstream, clock } = open(['silence', answer]);
    const fault = await faultOf(settled(clock, upstream.ask('/goods', { answer: Article })));
    expect(fault).toMatchObject({ kind: 'unavailable', code: 'erp.no-answer' });
    expect(clock.now()).toBe(MONDAY + 4_000);
    expect(clock.pendingCount).toBe(0);
  });

  test('ends when the one who asked has left', async () => {
    const { upstream } = open(['silence']);
    const leaving = new AbortController();
    const fault = faultOf(upstream.ask('/goods', { answer: Article, signal: leaving.signal }));
    leaving.abort();
    expect(await fault).toMatchObject({ kind: 'unavailable', detail: { why: 'left' } });
  });

  test('finds a broken contract by its path, and tells nothing of what was in the answer', async () => {
    const { upstream } = open([{ json: { goods: { price: 'Kari Nordmann' } } }]);
    const fault = await faultOf(upstream.ask('/goods', { answer: Article }));
    expect(fault).toMatchObject({ kind: 'defect', code: 'erp.broken-contract' });
    expect(fault.message).toContain('goods.price');
    expect(JSON.stringify([fault.message, fault.detail])).not.toContain('Nordmann');
  });

  test('takes no page for an answer', async () => {
    const { upstream } = open([{ text: '<!doctype html><title>Maintenance', headers: { 'content-type': 'text/html' } }]);
    expect(await faultOf(upstream.ask('/goods', { answer: Article }))).toMatchObject({
      kind: 'defect',
      code: 'erp.broken-contract',
    });
  });

  test('says that a key is wrong', async () => {
    const { upstream, sent } = open([{ status: 401 }]);
    expect(await faultOf(upstream.ask('/goods', { answer: Article }))).toMatchObject({
      kind: 'forbidden',
      code: 'erp.forbidden',
    });
    expect(sent).toHaveLength(1);
  });
});

describe('a command', () => {
  test.each([
    ['reset' as const, 'uncertain', 'erp.no-answer'],
    ['silence' as const, 'uncertain', 'erp.no-answer'],
    [{ status: 500 }, 'uncertain', 'erp.failed'],
    [{ status: 504 }, 'uncertain', 'erp.failed'],
    [{ status: 503 }, 'unavailable', 'erp.unavailable'],
    [{ status: 429 }, 'unavailable', 'erp.too-many'],
    [{ status: 403 }, 'forbidden', 'erp.forbidden'],
    [{ status: 400, json: { error: { code: 'bad_colour' } } }, 'defect', 'erp.refused'],
    [{ text: '<html>' }, 'uncertain', 'erp.broken-contract'],
    [{ json: { goods: {} } }, 'uncertain', 'erp.broken-contract'],
  ])('is never sent twice: %j is %s', async (reaction, kind, code) => {
    const { upstream, sent, clock } = open([reaction, answer]);
    expect(await faultOf(settled(clock, upstream.tell('/goods', { json: { a: 1 }, answer: Article })))).toMatchObject({
      kind,
      code,
    });
    expect(sent).toHaveLength(1);
  });

  test('waits for ten seconds', async () => {
    const { upstream, clock } = open(['silence']);
    await faultOf(settled(clock, upstream.tell('/goods', { answer: Article })));
    expect(clock.now()).toBe(MONDAY + 10_000);
  });

  test('turns a refusal that is an outcome into a value', async () => {
    const { upstream } = open([{ status: 409, json: { error: { code: 'sold_out' } } }]);
    const outcome = await upstream.tell('/goods', {
      answer: Article,
      refused: ({ status }) => (status === 409 ? 'sold out' : undefined),
    });
    expect(outcome).toBe('sold out');
  });

  test('keeps the code of a refusal for the log, and nothing else of it', async () => {
    const body = {
      code: 18000,
      message: 'kari@nordmann.no',
      validationMessages: [{ field: 'email', message: 'kari@nordmann.no' }],
    };
    const { upstream } = open([{ status: 422, json: body }]);
    const { detail } = await faultOf(upstream.tell('/goods', { answer: Article }));
    expect(detail).toEqual({ system: 'erp', path: '/goods', status: 422, code: '18000', fields: ['email'] });
  });
});

test('bodies go as JSON or as a form, and lists in a query are joined by commas', async () => {
  const { upstream, sent } = open([answer, answer]);
  await upstream.tell('/goods', { json: { name: 'Fjøl' }, query: { ids: [1, 2], left: undefined }, answer: Article });
  await upstream.tell('/goods', { form: { amount: 5, metadata: { reference: 'ø&1' }, kinds: ['card'] }, answer: Article });
  expect(sent[0]).toMatchObject({ method: 'POST', text: '{"name":"Fjøl"}' });
  expect(sent[0]!.query.toString()).toBe('ids=1%2C2');
  expect(sent[0]!.headers.get('content-type')).toMatch(/^application\/json/);
  expect(sent[0]!.headers.get('x-key')).toBe('k');
  expect(decodeURIComponent(sent[1]!.text)).toBe('amount=5&metadata[reference]=ø&1&kinds[0]=card');
});
