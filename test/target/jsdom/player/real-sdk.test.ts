import { describe, expect, test } from 'vitest';
import type { StepAction } from '../../../../src/record/timeline.js';
import type { Trace } from '../../../../src/record/trace.js';
import { playInJsdom } from '../../../../src/target/jsdom/player.js';
import { installedSdk } from '../../../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../../../src/target/rudderstack-js/sdk.js';
import { sessionFields } from '../../../../src/wire/session-fields.js';
import {
  getSessionId,
  load,
  logsOf,
  messagesOf,
  minuteMs,
  open,
  startMs,
  thrownOf,
  timeline,
  track,
  type Written,
  wait,
} from '../../timeline.js';
import { on, requestsOf, textsOf } from './page-sdk.js';

const realSdk = rudderStackJs(installedSdk().file);

const play = (actions: readonly Written[], seed = 1): Promise<Trace> =>
  playInJsdom(timeline(actions), realSdk, 'rudderstack-js', { seed, fastForward: false });

const body = (trace: Trace, index: number) => messagesOf(trace)[index]?.body ?? {};
const idOf = (trace: Trace, index: number) => sessionFields(body(trace, index));

describe('the real SDK', () => {
  test('a load and a track give one message, with the session fields of the wire', async () => {
    const trace = await play([open(), load(), track('Viewed')]);
    expect(messagesOf(trace)).toHaveLength(1);
    expect(body(trace, 0)).toMatchObject({ type: 'track', event: 'Viewed' });
    expect(idOf(trace, 0)).toEqual({ sessionId: startMs, sessionStart: true });
    expect(messagesOf(trace)[0]).toMatchObject({ step: 2, device: 'device1', client: 'tab1', wallMs: startMs });
    expect(trace.entries.filter(({ kind }) => kind === 'request')).toMatchObject([
      { method: 'POST', url: 'https://dataplane.example/v1/track', status: 200, request: 0 },
    ]);
    expect(trace).toMatchObject({ timeline: 'test', target: 'rudderstack-js', elapsedMs: 0 });
  });

  test('the same seed gives the same trace, and another seed other message ids', async () => {
    const actions = [open(), load(), track(), wait(31 * minuteMs), track(), { kind: 'reload' }, track()] as const;
    const first = await play(actions, 7);
    const other = await play(actions, 8);
    expect(await play(actions, 7)).toEqual(first);
    const ids = [first, other].flatMap((trace) => messagesOf(trace).map((message) => message.body.messageId));
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toEqual(
      ids.map(() => expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)),
    );
  });

  test('what a call returned is written down', async () => {
    const trace = await play([open(), load(), getSessionId]);
    expect(trace.entries.filter(({ kind }) => kind === 'return')).toMatchObject([{ step: 2, value: startMs }]);
  });

  test.each(['cookieStorage', 'localStorage'] as const)('a session in %s outlives the page', async (type) => {
    const trace = await play([open(), load({ storage: { type } }), track(), wait(1_000), { kind: 'reload' }, track()]);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
    expect(body(trace, 1).anonymousId).toBe(body(trace, 0).anonymousId);
  });

  test('a session in session storage outlives the page but not the browser', async () => {
    const storage = { type: 'sessionStorage' } as const;
    const trace = await play([
      open(),
      load({ storage }),
      track(),
      wait(1_000),
      { kind: 'reload' },
      track(),
      wait(1_000),
      { kind: 'restart' },
      track(),
    ]);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
    expect(idOf(trace, 2)).toEqual({ sessionId: startMs + 2_000, sessionStart: true });
  });

  test('two tabs share the storage of their device', async () => {
    const trace = await play([
      on('tab1', open()),
      on('tab1', load()),
      on('tab1', track()),
      wait(1_000),
      on('tab2', open()),
      on('tab2', load()),
      on('tab2', track()),
    ]);
    expect(messagesOf(trace).map(({ client }) => client)).toEqual(['tab1', 'tab2']);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
  });

  test('utm parameters of the address arrive in the message', async () => {
    const trace = await play([open('https://shop.example/?utm_source=letter&utm_medium=email'), load(), track()]);
    expect(body(trace, 0)).toMatchObject({ context: { campaign: { source: 'letter', medium: 'email' } } });
  });

  test('a warning of the SDK is a log entry of the step in which it was given', async () => {
    const trace = await play([open(), load({ sessions: { timeout: -1 } }), track()]);
    expect(logsOf(trace).filter(({ level }) => level === 'warn')).toMatchObject([
      { step: 1, text: expect.stringContaining('timeout') },
    ]);
  });

  test('a call before the load is written down as an error, and the timeline goes on', async () => {
    const trace = await play([open(), track(), load(), track()]);
    expect(thrownOf(trace)).toEqual([[1, 'event was called before the SDK was loaded']]);
    expect(messagesOf(trace).map(({ step }) => step)).toEqual([3]);
  });

  test('a screen call, which the SDK lacks, is written down as an error', async () => {
    const trace = await play([open(), load(), { kind: 'event', type: 'screen', name: 'Home' }]);
    expect(thrownOf(trace)).toEqual([[2, 'the JavaScript SDK has no screen call']]);
  });

  test('numbers that JSON lacks reach the SDK', async () => {
    const trace = await play([open(), load({ sessions: { timeout: { notJson: 'NaN' } } }), track()]);
    expect(textsOf(trace).join('\n')).toContain('NaN');
  });

  test('what was not accepted is sent again, with the same id and the same session', async () => {
    const trace = await play([
      open(),
      load(),
      { kind: 'server', answer: 500 },
      track('one'),
      wait(5_000),
      { kind: 'server', answer: 'ok' },
      wait(minuteMs),
    ]);
    const attempts = messagesOf(trace);
    expect(requestsOf(trace).map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(new Set(attempts.map(({ body: { messageId } }) => messageId)).size).toBe(1);
    expect(attempts.map((attempt) => sessionFields(attempt.body))).toEqual(
      attempts.map(() => ({ sessionId: startMs, sessionStart: true })),
    );
  });

  test('a message says in which time zone the device is', async () => {
    const trace = await play([{ kind: 'timeZone', zone: 'Asia/Kathmandu' }, open(), load(), track()]);
    expect(body(trace, 0)).toMatchObject({ context: { timezone: 'GMT+0545' } });
  });
});

describe('a stored session of the real SDK that is spoilt', () => {
  test.each(['unparseable', 'truncated', 'wrong-type', 'future', 'older-version'] as const)('%s', async (how) => {
    const close: StepAction = { kind: 'close' };
    const trace = await play([
      open(),
      load(),
      track(),
      close,
      wait(minuteMs),
      { kind: 'damage', how },
      load(),
      track(),
    ]);
    const isGone = how === 'unparseable' || how === 'truncated';
    expect(messagesOf(trace)).toHaveLength(2);
    expect(Number(idOf(trace, 1).sessionId)).toBe(isGone ? startMs + minuteMs : startMs);
  });

  test('is not judged if there is none', async () => {
    const steps = [open(), load({ storage: { type: 'memoryStorage' } }), track()];
    await expect(play([...steps, { kind: 'damage', how: 'future' }])).rejects.toThrow('stored nothing of a session');
  });
});
