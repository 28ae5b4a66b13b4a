import { describe, expect, test } from 'vitest';
import { wrongTypesTakenOver } from '../../../src/engine/quirks/wrong-types-taken-over.js';
import { rulesFor } from '../../../src/engine/rules.js';
import { simulate } from '../../../src/engine/simulate.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { loadPolicy } from '../../../src/spec/policies.js';
import { load, observe, reload, startMs, startSession, timelineOf, track, wait } from '../timelines.js';

const wrongType: StepAction = { kind: 'damage', how: 'wrong-type' };
const closed: readonly StepAction[] = [{ kind: 'close' }, wrongType, load({})];

/** The ids and markers of the messages, as they are on the wire. */
function sent(family: string, steps: readonly StepAction[]): unknown[] {
  const policy = loadPolicy(family);
  const rules = wrongTypesTakenOver.apply(rulesFor(policy, '2026-11'), policy);
  return observe(simulate(timelineOf(steps), policy, rules)).map(({ id, start }) => (start === true ? [id] : id));
}

describe('a session whose values have become texts', () => {
  test('goes on with an id that is a text, in a page that is open too', () => {
    expect(sent('rudderstack-web', [load({}), track, ...closed, track])).toEqual([[startMs], String(startMs)]);
    expect(sent('rudderstack-web', [load({}), track, wrongType, track, reload, track])).toEqual([
      [startMs],
      String(startMs),
      String(startMs),
    ]);
  });

  test('ends by inactivity like every other', () => {
    const nextMs = startMs + 1_800_001;
    expect(sent('rudderstack-web', [load({}), track, ...closed, wait(1_800_001), track])).toEqual([
      [startMs],
      [nextMs],
    ]);
  });

  test('is none to version 3 where the application had started it', () => {
    const off = load({ sessions: { autoTrack: false } });
    const steps = [off, startSession, track, { kind: 'close' }, wrongType, off, track] as const;
    expect(sent('rudderstack-web', steps)).toEqual([[startMs], undefined]);
    expect(sent('rudderstack-web-legacy', steps)).toEqual([[startMs], [String(startMs)]]);
  });

  test('is marked again by version 1.1', () => {
    expect(sent('rudderstack-web-legacy', [load({}), track, ...closed, track, track])).toEqual([
      [startMs],
      [String(startMs)],
      String(startMs),
    ]);
  });
});
