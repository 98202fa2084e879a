import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventStreamParser, readEventStream, type StreamNews } from './event-stream.ts';

const read = (...pieces: string[]): StreamNews[] => {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
};
const events = (news: StreamNews[]) => news.flatMap((one) => (one.kind === 'event' ? [one.event] : []));

describe('the stream of an order', () => {
  test('gives an event with type, data and id', () => {
    expect(read('event: snapshot\nid: 7\ndata: {"a":1}\n\n')).toEqual([
      { kind: 'event', event: { type: 'snapshot', data: '{"a":1}', lastEventId: '7' } },
    ]);
  });

  test('joins data that is written in several lines', () => {
    expect(events(read('data: YHOO\ndata: +2\ndata\ndata:  10\n\n'))[0]?.data).toBe('YHOO\n+2\n\n 10');
  });

  test('takes carriage returns, line feeds and both for ends of lines', () => {
    expect(events(read('data: a\r\n\r\ndata: b\r\rdata: c\n\n')).map(({ data }) => data)).toEqual(['a', 'b', 'c']);
  });

  test('hears comments as a sign of life', () => {
    expect(read(': ping\n\n')).toEqual([{ kind: 'beat' }]);
  });

  test('remembers the last id, and forgets it when an empty one comes', () => {
    expect(
      events(read('id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: x\0y\ndata: d\n\n')).map(({ lastEventId }) => lastEventId),
    ).toEqual(['1', '1', '', '']);
  });

  test('learns how long to wait before coming back, if it is a number', () => {
    expect(read('retry: 2500\n\nretry: soon\n\n')).toEqual([{ kind: 'retry', delayMs: 2500 }]);
  });

  test('says nothing of an event without data, and nothing of one that was cut off', () => {
    expect(read('event: snapshot\n\ndata: half')).toEqual([]);
  });

  test('means the same however the text is cut', () => {
    const text = '\ufeffevent: snapshot\r\nid: 7\r\ndata: {"a":1}\r\n\r\n: ping\r\rdata: x\ndata: y\n\nretry: 5\r\n';
    const whole = read(text);
    expect(events(whole)).toHaveLength(2);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length })), (cuts) => {
        const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(read(...pieces)).toEqual(whole);
      }),
    );
  });

  test('puts letters together that were cut in the middle', async () => {
    const bytes = new TextEncoder().encode('data: Bjørg 🔪\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const news: StreamNews[] = [];
    for await (const one of readEventStream(new Response(body))) news.push(one);
    expect(events(news)[0]?.data).toBe('Bjørg 🔪');
  });

  test('ends when the shopper goes', async () => {
    const going = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: a\n\n')),
    });
    const seen: string[] = [];
    for await (const news of readEventStream(new Response(body), { signal: going.signal })) {
      seen.push(news.kind);
      going.abort();
    }
    expect(seen).toEqual(['event']);
  });
});
