import { expect, test } from 'vitest';
import { lostSessionNotReplaced } from '../../../src/engine/quirks/lost-session-not-replaced.js';
import { sessionCookieOutlived } from '../../../src/engine/quirks/session-cookie-outlived.js';
import { rulesFor } from '../../../src/engine/rules.js';
import { simulate } from '../../../src/engine/simulate.js';
import type { LoadConfig, StepAction } from '../../../src/record/timeline.js';
import { load, timelineOf, track, wait, web } from '../timelines.js';
import { told, withAndWithout } from '../told-sessions.js';

const yearMs = 365 * 86_400_000;
const setClock = (byMs: number): StepAction => ({ kind: 'setClock', byMs });

/** Together with the quirk that leaves the page without a session. */
function toldOf(byMs: number, config: LoadConfig): string {
  const rules = lostSessionNotReplaced.apply(sessionCookieOutlived.apply(rulesFor(web, '2026-11'), web), web);
  return told(simulate(timelineOf([load(config), track, setClock(byMs), track]), web, rules));
}

test('a clock that is moved by more than a year takes the session out of its cookie', () => {
  expect(toldOf(yearMs + 1, {})).toBe('0* none');
  expect(toldOf(yearMs, {})).toBe('0* 31536000*');
  expect(toldOf(yearMs + 1, { storage: { type: 'localStorage' } })).toBe('0* 31536000.001*');
});

test('a session that the application started a year ago is gone as well', () => {
  const started: StepAction = { kind: 'startSession', sessionId: 1_234_567_890 };
  expect(
    withAndWithout(sessionCookieOutlived, 'rudderstack-web', [load({}), started, track, wait(yearMs + 1), track]),
  ).toEqual({
    without: '#1234567890* #1234567890',
    with: '#1234567890* 31536000.001*',
  });
});
