import { expect, test } from 'vitest';
import { lostSessionNotReplaced } from '../../../src/engine/quirks/lost-session-not-replaced.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, reload, startSession, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const cleared: StepAction = { kind: 'storage', state: 'cleared' };

test('a page whose session is gone sends without one until the next load', () => {
  const steps = [load({}), track, wait(1_000), cleared, track, wait(7_200_000), track, reload, track];
  expect(withAndWithout(lostSessionNotReplaced, 'rudderstack-web', steps)).toEqual({
    without: '0* 1* 7201* 7201',
    with: '0* none none 7201*',
  });
});

test('the application may begin one, and one that has expired is not lost', () => {
  const steps = [load({}), track, cleared, wait(1_000), startSession, track, reload, track];
  const told = '0* 1* 1';
  expect(withAndWithout(lostSessionNotReplaced, 'rudderstack-web', steps)).toEqual({ without: told, with: told });
  const idle = [load({}), track, wait(1_801_000), track];
  const renewed = '0* 1801*';
  expect(withAndWithout(lostSessionNotReplaced, 'rudderstack-web', idle)).toEqual({ without: renewed, with: renewed });
});
