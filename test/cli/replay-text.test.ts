import { describe, expect, test } from 'vitest';
import { replayText } from '../../src/cli/replay-text.js';
import type { Bundle, Played } from '../../src/record/bundle.js';
import { firstDifference } from '../../src/record/comparison.js';
import type { Trace } from '../../src/record/trace.js';
import { behaviourOf } from '../../src/suite/behaviour.js';
import type { Replay } from '../../src/suite/replay.js';
import { bundle, recording } from '../record/bundle-fixture.js';

const { trace } = bundle().played as { trace: Trace };

/** As if this had been played now. */
function replayOf(kept: Bundle, played: Played): Replay {
  const { target, probes, case: scenario, verdicts } = recording();
  const shared = { target, probes, played, result: { case: scenario, verdicts, sessions: [] }, faults: [] };
  if (!('trace' in played) || !('trace' in kept.played)) return shared;
  const [before, now] = [kept.played, played].map((each) => behaviourOf(each.trace, kept.case.timeline));
  if (before === undefined || now === undefined) return shared;
  const partingStep = firstDifference(before, now);
  return { ...shared, behaviours: { before, now }, ...(partingStep === undefined ? {} : { partingStep }) };
}

/** The trace with the messages of one step changed. */
function changed(step: number, changes: object): Trace {
  const entries = trace.entries.map((entry) =>
    entry.kind === 'message' && entry.step === step ? { ...entry, body: { ...entry.body, ...changes } } : entry,
  );
  return { ...trace, entries };
}

describe('what is told of a replay', () => {
  test('identical', () => {
    const { lines, identical } = replayText(bundle(), replayOf(bundle(), { trace }));
    expect(identical).toBe(true);
    expect(lines).toEqual([
      'identical: 8 observations in 30m 1ms of virtual time',
      expect.stringMatching(/^verdicts as recorded: \d+ pass · \d+ fail/),
    ]);
  });

  test('another session: where, what then, what now, and the timeline with both', () => {
    const context = { sessionId: 1_772_442_000_000 };
    const { lines, identical } = replayText(bundle(), replayOf(bundle(), { trace: changed(3, { context }) }));
    expect(identical).toBe(false);
    expect(lines.slice(0, -1).join('\n')).toMatchInlineSnapshot(`
      "differs, first step 4, tab1, at 30m 1ms
        recorded  message track "two" · sessionId 1772443800001 · sessionStart true
        now       message track "two" · sessionId 1772442000000 · no sessionStart
      sessions differ, first at step 4: recorded session 2 with the start marker, now session 1
          step  time     what happens  recorded                           now
             1  0ms      load
             2  0ms      track "one"   ╺ session 1 with the start marker  ┏ session 1 with the start marker
             3  0ms      wait 30m 1ms                                     ┃
        ▶    4  30m 1ms  track "two"   ╺ session 2 with the start marker  ┗ session 1"
    `);
  });

  test('another value that is of no session', () => {
    const { lines, identical } = replayText(bundle(), replayOf(bundle(), { trace: changed(1, { channel: 'tv' }) }));
    expect(identical).toBe(false);
    expect(lines.slice(0, 4)).toEqual([
      'differs, first step 2, tab1, at 0ms',
      expect.stringMatching(/^ {2}recorded {2}message track "one" · .* · channel /),
      expect.stringMatching(/^ {2}now {7}message track "one" · .* · channel "tv"$/),
      'sessions as recorded, at every step',
    ]);
  });

  test('of what cannot be observed: the same reason is identical, another is not', () => {
    const kept = bundle({ played: { untestable: 'the SDK hung' } });
    expect(replayText(kept, replayOf(kept, { untestable: 'the SDK hung' }))).toMatchObject({
      lines: ['identical: again, the SDK hung', expect.anything()],
      identical: true,
    });
    expect(replayText(kept, replayOf(kept, { trace }))).toMatchObject({
      lines: [
        'differs, first as a whole',
        '  recorded  the SDK hung',
        '  now       8 observations in 30m 1ms of virtual time',
        expect.anything(),
      ],
      identical: false,
    });
  });
});
