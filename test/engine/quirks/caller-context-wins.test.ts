import { expect, test } from 'vitest';
import { callerContextWins } from '../../../src/engine/quirks/caller-context-wins.js';
import { load, track } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('the id of the caller is on the wire', () => {
  const steps = [
    load({}),
    { kind: 'event', type: 'track', name: 'Seen', context: { sessionId: 1_234_567_890 } } as const,
  ];
  expect(withAndWithout(callerContextWins, 'rudderstack-web', steps)).toEqual({ without: '0*', with: '#1234567890*' });
});

test('the marker of the caller is on the wire', () => {
  const steps = [
    load({}),
    track,
    { kind: 'event', type: 'track', name: 'Seen', context: { sessionStart: true } } as const,
  ];
  expect(withAndWithout(callerContextWins, 'rudderstack-web', steps)).toEqual({ without: '0* 0', with: '0* 0*' });
});
