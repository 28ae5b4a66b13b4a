import { describe, expect, test } from 'vitest';
import { type TraceTextOptions, traceText } from '../../src/explain/trace-text.js';
import { nameOf, sessionFields, typeOf } from '../../src/wire/session-fields.js';
import { call, startMs, timelineOf, timers, traceOf, write } from './trace-fixture.js';

const plain: TraceTextOptions = {
  colour: false,
  fieldsOf: (body) => ({ type: typeOf(body), name: nameOf(body), ...sessionFields(body) }),
};

const show = (trace: ReturnType<typeof traceOf>, options: Partial<TraceTextOptions> = {}): string =>
  `\n${traceText(trace, timelineOf(), { ...plain, ...options }).join('\n')}\n`;

describe('a trace as text', () => {
  test('has a line for every kind of observation', () => {
    const trace = traceOf(
      call(0, 0, { kind: 'open', url: 'https://shop.example/' }),
      call(1, 0, { kind: 'load', config: { sessions: { timeout: 5_000 } } }),
      { ...write(1, 'rl_session', '{"id":1}'), area: 'cookie' },
      write(1, 'probe', undefined),
      { kind: 'log', step: 1, level: 'warn', text: 'the timeout\nis short' },
      { ...call(2, 0, { kind: 'event', type: 'track', name: 'Viewed', properties: { price: 5 }, context: { a: 1 } }) },
      { kind: 'request', step: 2, request: 0, method: 'POST', url: 'https://dataplane.example/v1/track', status: 200 },
      {
        kind: 'message',
        step: 2,
        message: 0,
        request: 0,
        body: { type: 'track', event: 'Viewed', context: { sessionId: 1, sessionStart: true } },
      },
      call(3, 0, { kind: 'wait', durationMs: 1_800_000 }),
      timers(3, 1_800, 0, 1_800_000),
      { ...call(4, 1_800_000, { kind: 'getSessionId' }) },
      { kind: 'return', step: 4, elapsedMs: 1_800_000, value: null },
      { ...call(5, 1_800_000, { kind: 'startSession', sessionId: 'x' }), client: 'tab2', threw: 'no such session' },
      { kind: 'message', step: 5, elapsedMs: 1_800_000, message: 1, request: 0, body: {} },
      { kind: 'request', step: 5, request: 1, method: 'GET', url: '/', status: 200, unreadable: 'no messages' },
      { kind: 'request', step: 5, request: 2, method: 'POST', url: '/v1/page', status: 0 },
    );
    expect(show(trace)).toMatchInlineSnapshot(`
      "
      step  time  client  what
         1  0ms   tab1    page          open https://shop.example/
         2  0ms   tab1    call          load (timeout 5s)
         2  0ms   tab1    cookie        rl_session = {"id":1}
         2  0ms   tab1    localStorage  probe removed
         2  0ms   tab1    warn          the timeout is short
         3  0ms   tab1    call          track "Viewed" {"price":5} · context {"a":1}
         3  0ms   tab1    request       POST https://dataplane.example/v1/track → 200
         3  0ms   tab1    message       track "Viewed" · sessionId 1 · sessionStart true
         4  0ms   tab1    clock         wait 30m
         4  30m   tab1    timers        1,800 timers from 0ms to 30m
         5  30m   tab1    call          getSessionId
         5  30m   tab1    return        null
         6  30m   tab2    call          startSession "x"
         6  30m   tab2    threw         no such session
         6  30m   tab1    message       of no type · no sessionId · no sessionStart
         6  0ms   tab1    request       GET / → 200 · no messages
         6  0ms   tab1    request       POST /v1/page → no answer
      "
    `);
  });

  test('shows the wall clock where it was moved', () => {
    const hourMs = 3_600_000;
    const trace = traceOf(call(0, 0, { kind: 'setClock', byMs: -hourMs }), {
      ...call(1, 1),
      wallMs: startMs + 1 - hourMs,
    });
    expect(show(trace)).toMatchInlineSnapshot(`
      "
      step  time  wall clock                client  what
         1  0ms                             tab1    clock  setClock -1h
         2  1ms   2026-03-02T08:00:00.001Z  tab1    call   endSession
      "
    `);
  });

  test('long keys keep both ends, and repeated writes are counted', () => {
    const key = 'rudder_lapse-write-key.10c7eeb9-f6d7-43c9.ack';
    const trace = traceOf(
      call(0, 0, { kind: 'wait', durationMs: 4_000 }),
      ...[1, 2, 3, 4].flatMap((second) => [write(0, key, String(second), second * 1_000)]),
      call(1, 4_000),
      ...[1, 2, 3, 4].map((each) => write(1, 'probe', each === 4 ? undefined : 'x', 4_000)),
      timers(1, 1, 4_000, 4_000),
    );
    expect(show(trace)).toMatchInlineSnapshot(`
      "
      step  time  client  what
         1  0ms   tab1    clock         wait 4s
         1  1s    tab1    localStorage  rudder_lapse-writ…eeb9-f6d7-43c9.ack: 4 writes until 4s, the last = 4
         2  4s    tab1    call          endSession
         2  4s    tab1    localStorage  probe: 4 writes, the last removed it
         2  4s    tab1    timers        1 timer at 4s
      "
    `);
  });

  test('stored values are shown by their meaning', () => {
    const meaningOf = (stored: string): string => stored.toUpperCase();
    expect(show(traceOf(write(0, 'a', 'encoded')), { meaningOf })).toContain('a = ENCODED\n');
  });

  test('no line is longer than 120 columns, and none is broken', () => {
    const long = 'word '.repeat(100);
    const lines = traceText(
      traceOf({ kind: 'log', step: 0, level: 'error', text: long }, write(0, long, long), {
        ...call(0, 0, { kind: 'event', type: 'track', name: long }),
        threw: long,
      }),
      timelineOf(),
      plain,
    );
    expect(lines).toHaveLength(5);
    expect(lines.map((line) => line.length).slice(1)).toEqual([120, expect.any(Number), 120, 120]);
    expect(Math.max(...lines.map((line) => line.length))).toBe(120);
  });

  test('has colour only when asked for', () => {
    const controlCharacter = String.fromCharCode(27);
    expect(show(traceOf(call(0)))).not.toContain(controlCharacter);
    expect(show(traceOf(call(0)), { colour: true })).toContain(controlCharacter);
  });
});
