import { expect, test } from 'vitest';
import { sameInstantExpires } from '../../../src/engine/quirks/same-instant-expires.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, startSession, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };
const restart: StepAction = { kind: 'restart' };

test('coming back in the same instant begins a session', () => {
  const steps = [load({}), wait(1_000), track, background, foreground, track];
  expect(withAndWithout(sameInstantExpires, 'rudderstack-kotlin', steps)).toEqual({ without: '0* 0', with: '0* 1*' });
});

test('a millisecond later it does not', () => {
  const steps = [load({}), wait(1_000), track, background, wait(1), foreground, track];
  expect(withAndWithout(sameInstantExpires, 'rudderstack-kotlin', steps)).toEqual({ without: '0* 0', with: '0* 0' });
});

test('a launch in the same instant begins one too', () => {
  const steps = [load({}), wait(1_000), track, restart, track];
  expect(withAndWithout(sameInstantExpires, 'rudderstack-swift', steps)).toEqual({ without: '0* 0', with: '0* 1*' });
});

test('a manual session is spared', () => {
  const steps = [load({}), startSession, track, background, foreground, track];
  expect(withAndWithout(sameInstantExpires, 'rudderstack-kotlin', steps)).toEqual({ without: '1* 1', with: '1* 1' });
});
