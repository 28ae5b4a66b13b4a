import { describe, expect, test } from 'vitest';
import { cutOffEndKept } from '../../../src/engine/quirks/cut-off-end-kept.js';
import type { LoadConfig, StepAction } from '../../../src/record/timeline.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const hourMs = 3_600_000;
const withCutOff = (hours: number): LoadConfig => ({
  sessions: { timeout: 1.5 * hourMs, cutOff: { enabled: true, duration: hours * hourMs } },
});
const without: LoadConfig = { sessions: { timeout: 1.5 * hourMs } };
const reloadAs = (config: LoadConfig): StepAction => ({ kind: 'reload', config });

/** An event at the start, after an hour, and an hour and a second later, with a load before the second one. */
function told(...configs: readonly [LoadConfig, ...LoadConfig[]]) {
  const [first, ...later] = configs;
  const steps = [load(first), track, wait(hourMs), ...later.map(reloadAs), track, wait(hourMs + 1_000), track];
  return withAndWithout(cutOffEndKept, 'rudderstack-web', steps);
}

describe('the end by the cut-off', () => {
  test('counts from the load that turns it on', () => {
    expect(told(without, withCutOff(2))).toEqual({ without: '0* 0 7201*', with: '0* 0 0' });
  });

  test('stays where a later load asks for a longer one', () => {
    expect(told(withCutOff(2), withCutOff(4))).toEqual({ without: '0* 0 0', with: '0* 0 7201*' });
  });

  test('is forgotten by a load without the cut-off', () => {
    expect(told(withCutOff(2), without, withCutOff(2))).toEqual({ without: '0* 0 7201*', with: '0* 0 0' });
  });

  test('is that of the configuration where it stays the same', () => {
    expect(told(withCutOff(2))).toEqual({ without: '0* 0 7201*', with: '0* 0 7201*' });
  });
});
