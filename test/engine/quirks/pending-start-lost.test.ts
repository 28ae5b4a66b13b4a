import { expect, test } from 'vitest';
import { pendingStartLost } from '../../../src/engine/quirks/pending-start-lost.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const crash: StepAction = { kind: 'crash' };

test('a process that ends before the first event takes the marker with it', () => {
  const steps = [load({}), wait(1_000), crash, track, track];
  expect(withAndWithout(pendingStartLost, 'rudderstack-ios', steps)).toEqual({ without: '0* 0', with: '0 0' });
});

test('a marker that was sent is not sent again', () => {
  const steps = [load({}), track, crash, track];
  expect(withAndWithout(pendingStartLost, 'rudderstack-ios', steps)).toEqual({ without: '0* 0', with: '0* 0' });
});
