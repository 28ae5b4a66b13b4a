import { expect, test } from 'vitest';
import { shortIdStopsExpiry } from '../../../src/engine/quirks/short-id-stops-expiry.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };

test('a session never expires again after an id that was ignored', () => {
  const steps = [
    load({}),
    track,
    { kind: 'startSession', sessionId: 12_345 } as const,
    background,
    wait(3_600_000),
    foreground,
    track,
  ];
  expect(withAndWithout(shortIdStopsExpiry, 'rudderstack-flutter', steps)).toEqual({
    without: '0* 3600*',
    with: '0* 0',
  });
});
