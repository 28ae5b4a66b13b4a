import { expect, test } from 'vitest';
import { backgroundEventsCount } from '../../../src/engine/quirks/background-events-count.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };

test('an event from the background postpones the end', () => {
  const steps = [load({}), track, background, wait(240_000), track, wait(120_000), foreground, track];
  expect(withAndWithout(backgroundEventsCount, 'rudderstack-kotlin', steps)).toEqual({
    without: '0* 0 360*',
    with: '0* 0 0',
  });
});
