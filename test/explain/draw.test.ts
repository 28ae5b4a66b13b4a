import { describe, expect, test } from 'vitest';
import { drawTimeline, expectationText } from '../../src/explain/draw.js';
import type { Case, Expectation } from '../../src/record/case.js';
import { beyondTimeout, caseOf, event, load, on, traceOf, track, wait } from '../judge/fixture.js';

/** The drawing as it stands in a terminal, framed so that spaces at the left show. */
function drawn(scenario: Case, sessions: Readonly<Record<number, string>> = {}): string {
  const lines = drawTimeline(scenario, traceOf(scenario).entries, (step) => sessions[step]);
  return lines.map((line) => `|${line}`).join('\n');
}

describe('drawTimeline', () => {
  test('several sessions, one of them of a single message', () => {
    const scenario = caseOf(
      [load, track('one'), wait(10_000), track('two'), track('three'), beyondTimeout, track('four')],
      { 1: { session: 'first', start: 'true' }, 6: { session: 'second', start: 'true' } },
    );
    expect(drawn(scenario, { 1: 'a', 3: 'a', 4: 'a', 6: 'b' })).toMatchInlineSnapshot(`
      "|  step  time         what happens   what is expected
      |     1  0ms          load
      |┏    2  0ms          track "one"    session first · sessionStart
      |┃    3  0ms          wait 10s
      |┃    4  10s          track "two"
      |┗    5  10s          track "three"
      |     6  10s          wait 30m 1ms
      |╺    7  30m 10s 1ms  track "four"   session second · sessionStart"
    `);
  });

  test('one session of two messages, and steps without a session around it', () => {
    const scenario = caseOf([load, track('one'), track('two'), { kind: 'endSession' }, track('three')], {
      2: { session: 'some' },
      4: { session: 'none', start: 'absent' },
    });
    expect(drawn(scenario, { 1: 'a', 2: 'a' })).toMatchInlineSnapshot(`
      "|  step  time  what happens   what is expected
      |     1  0ms   load
      |┏    2  0ms   track "one"
      |┗    3  0ms   track "two"    some session
      |     4  0ms   endSession
      |     5  0ms   track "three"  no session · no sessionStart"
    `);
  });

  test('no session at all', () => {
    expect(drawn(caseOf([load, track('one')]))).toMatchInlineSnapshot(`
      "|  step  time  what happens  what is expected
      |     1  0ms   load
      |     2  0ms   track "one""
    `);
  });

  test('two clients have a column of their own, and a session that comes back is a new stretch', () => {
    const scenario = caseOf([
      load,
      on('tab2', load),
      track('one'),
      on('tab2', event('page', 'two')),
      on('tab2', { kind: 'reset' }),
      track('three'),
    ]);
    expect(drawn(scenario, { 2: 'a', 3: 'b', 5: 'a' })).toMatchInlineSnapshot(`
      "|  step  time  client  what happens   what is expected
      |     1  0ms   tab1    load
      |     2  0ms   tab2    load
      |╺    3  0ms   tab1    track "one"
      |╺    4  0ms   tab2    page "two"
      |     5  0ms   tab2    reset
      |╺    6  0ms   tab1    track "three""
    `);
  });

  test('without a trace the times are at the start', () => {
    const scenario = caseOf([load, wait(10), track('one')]);
    expect(drawTimeline(scenario, [], () => undefined)).toEqual([
      '  step  time  what happens  what is expected',
      '     1  0ms   load',
      '     2  0ms   wait 10ms',
      '     3  0ms   track "one"',
    ]);
  });
});

describe('expectationText', () => {
  test.each<[Expectation | undefined, string]>([
    [undefined, ''],
    [{}, ''],
    [{ session: 'first' }, 'session first'],
    [{ session: 'none' }, 'no session'],
    [{ start: 'true' }, 'sessionStart'],
    [{ start: 'absent' }, 'no sessionStart'],
    [{ id: 1_234_567_890 }, 'id 1234567890'],
    [{ id: { wallClockOf: 0 } }, 'id is the wall clock of step 1'],
    [
      { visitor: 'ada', fields: { 'context.campaign.source': 'mail', 'context.page': null } },
      'context.campaign.source "mail" · no context.page · visitor ada',
    ],
    [{ returns: 'first' }, 'returns the id of first'],
    [{ returns: 'none' }, 'returns nothing'],
    [{ messages: 0 }, '0 messages'],
    [{ messages: 1 }, '1 message'],
    [{ logs: 'warn' }, 'logs a line of severity warn'],
    [{ logs: 'none' }, 'logs no warning'],
    [{ because: 'told only when it fails' }, ''],
    [{ session: 'first', start: 'true', messages: 1 }, 'session first · sessionStart · 1 message'],
  ])('%j', (expectation, text) => {
    expect(expectationText(expectation)).toBe(text);
  });
});
