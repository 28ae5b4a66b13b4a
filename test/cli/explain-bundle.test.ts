import { describe, expect, test } from 'vitest';
import { explainBundle } from '../../src/cli/explain-bundle.js';
import { caseOf } from '../../src/record/bundle.js';
import { bench } from '../judge/bench.js';
import { bundle } from '../record/bundle-fixture.js';

function explained(changes: Parameters<typeof bundle>[0] = {}): string {
  const kept = bundle(changes);
  const file = 'kept.lapse.json';
  return explainBundle({ file, bundle: kept, case: caseOf(kept, file), bench }, false).join('\n');
}

describe('a bundle explained', () => {
  test('has the timeline with the recorded sessions, what was observed, and what is wrong', () => {
    expect(explained()).toMatchInlineSnapshot(`
      "timeout/kept · An example
        SES-TIMEOUT-003 (MUST, announced): The first event after more than the timeout of inactivity opens a new session.
        recorded by lapse 0.1.0 from rudderstack-js 3.34.1 (jsdom, executed) · edition 2026-11 · policy rudderstack-web · seed 1
        the bar at the left is one session, as it was on the wire

        step  time     what happens  what is expected
           1  0ms      load
      ╺    2  0ms      track "one"   session first · sessionStart
           3  0ms      wait 30m 1ms
      ╺    4  30m 1ms  track "two"   session first

      what was recorded
      step  time     client  what
         1  0ms      tab1    call     load
         2  0ms      tab1    call     track "one"
         2  0ms      tab1    request  POST https://dataplane.example/v1/track → 200
         2  0ms      tab1    message  track "one" · sessionId 1772442000000 · sessionStart true
         3  0ms      tab1    clock    wait 30m 1ms
         4  30m 1ms  tab1    call     track "two"
         4  30m 1ms  tab1    request  POST https://dataplane.example/v1/track → 200
         4  30m 1ms  tab1    message  track "two" · sessionId 1772443800001 · sessionStart true

      FAIL expected-session
        SES-TIMEOUT-003 (MUST, announced): The first event after more than the timeout of inactivity opens a new session.
                0ms ─ step 2, tab1: track "one"
            30m 1ms ─ step 3, tab1: wait 30m 1ms
          ▶ 30m 1ms ─ step 4, tab1: track "two"
            expected  session "first" (1772442000000)
            observed  session 1772443800001"
    `);
  });

  test('of which nothing was recorded says why, and shows the steps at their instants', () => {
    const text = explained({ played: { untestable: 'the SDK hung' }, verdicts: [] });
    expect(text).toContain('\nnothing was recorded: the SDK hung');
    expect(text).toMatch(/ 4 {2}30m 1ms {2}track "two"/);
    expect(text).not.toContain('┏');
  });

  test('of which everything holds has no failure', () => {
    expect(explained({ verdicts: [] })).not.toContain('FAIL');
  });
});
