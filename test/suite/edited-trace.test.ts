import { describe, expect, test } from 'vitest';
import type { Trace } from '../../src/record/trace.js';
import { messagesOf, withBodies, withContext, withMessageAfter, withoutMessage } from '../../src/suite/edited-trace.js';
import { attempted, caseOf, load, traceOf, track } from '../judge/fixture.js';

const whole = traceOf(caseOf([load, track('one'), track('two'), track('three')]));
/** The same with a request for each message. */
const requested = attempted(whole, new Map());

const told = (trace: Trace): string[] =>
  trace.entries.flatMap((entry) => {
    if (entry.kind === 'request') return [`request ${entry.request}`];
    return entry.kind === 'message' ? [`message ${entry.message} in ${entry.request}: ${entry.body.event}`] : [];
  });

function at(trace: Trace, index: number) {
  const message = messagesOf(trace)[index];
  if (message === undefined) throw new Error('the trace has no such message');
  return message;
}

describe('a trace', () => {
  test('without a message is without its request, and the others count from 0', () => {
    expect(told(withoutMessage(requested, at(requested, 1)))).toEqual([
      'request 0',
      'message 0 in 0: one',
      'request 2',
      'message 1 in 2: three',
    ]);
  });

  test('keeps a request that carries something else', () => {
    const entries = requested.entries.map((entry) => (entry.kind === 'message' ? { ...entry, request: 0 } : entry));
    const batch = { ...requested, entries };
    expect(told(withoutMessage(batch, at(batch, 0)))).toContain('request 0');
  });

  test('gets a message in a request of its own, right behind another', () => {
    expect(told(withMessageAfter(requested, at(requested, 0), at(requested, 1)))).toEqual([
      'request 0',
      'message 0 in 0: one',
      'request 1',
      'message 1 in 1: two',
      'request 3',
      'message 2 in 3: one',
      'request 2',
      'message 3 in 2: three',
    ]);
  });

  test('gets other bodies, and is not changed itself', () => {
    const before = structuredClone(whole);
    const changed = withBodies(whole, ({ body }) => withContext(body, { sessionId: undefined, added: 1 }));
    expect(messagesOf(changed).map(({ body }) => body.context)).toEqual(
      messagesOf(whole).map(({ body }) => {
        const { sessionId: _id, ...rest } = body.context as Record<string, unknown>;
        return { ...rest, added: 1 };
      }),
    );
    expect(whole).toEqual(before);
  });

  test('whose message has no context gets one', () => {
    expect(withContext({ type: 'track', context: 'none' }, { sessionId: 1 })).toEqual({
      type: 'track',
      context: { sessionId: 1 },
    });
  });
});
