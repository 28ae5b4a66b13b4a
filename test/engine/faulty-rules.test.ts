import { describe, expect, test } from 'vitest';
import { type Rules, rulesFor } from '../../src/engine/rules.js';
import { emptyState, Tracker } from '../../src/engine/tracker.js';
import type { LoadConfig } from '../../src/record/timeline.js';
import { policyWith, startMs, timeoutMs } from './timelines.js';

const config: LoadConfig = { sessions: { timeout: timeoutMs } };
const first = (id: number) => ({ sessionId: id, sessionStart: true });
const later = (id: number) => ({ sessionId: id });

describe('rules that only a fault has', () => {
  const faulty = (override: Partial<Rules>, state = emptyState()) =>
    new Tracker({ ...rulesFor(policyWith({}), '2026-11'), ...override }, state, config, startMs);

  test('reset may leave who the user is', () => {
    const tracker = faulty({ resetForgetsUser: false });
    tracker.identify('ada', startMs);
    tracker.reset(false, startMs);
    expect(tracker.userId).toBe('ada');
  });

  test('startSession may do nothing', () => {
    const tracker = faulty({ startsSession: () => false });
    tracker.startSession(1_234_567_890, startMs);
    expect(tracker.stamp('track', startMs)).toEqual(first(startMs));
  });

  test('reading may be activity', () => {
    const tracker = faulty({ readingIsActivity: true });
    tracker.getSessionId(startMs + timeoutMs);
    expect(tracker.stamp('track', startMs + 2 * timeoutMs)).toEqual(first(startMs));
  });

  test('consent may be activity', () => {
    const tracker = faulty({ consentIsActivity: true });
    tracker.consent(startMs + timeoutMs);
    expect(tracker.stamp('track', startMs + 2 * timeoutMs)).toEqual(first(startMs));
  });

  test('coming to the foreground may be activity before expiry is looked at', () => {
    const tracker = faulty({ foregroundLooksFirst: false, expiryCheck: 'foreground' });
    tracker.background(startMs);
    tracker.foreground(startMs + timeoutMs + 1);
    expect(tracker.stamp('track', startMs + timeoutMs + 1)).toEqual(first(startMs));
  });

  test('a client may count its own activity alone', () => {
    const state = emptyState();
    const alone = faulty({ countedActivity: 'of-the-client' }, state);
    const other = faulty({}, state);
    expect(alone.stamp('track', startMs)).toEqual(first(startMs));
    expect(other.stamp('track', startMs + timeoutMs)).toEqual(later(startMs));
    const laterMs = startMs + timeoutMs + 1;
    expect(alone.stamp('track', laterMs)).toEqual(first(laterMs));
  });

  test('a client that counts its own activity alone has none of a session that another one began', () => {
    const state = emptyState();
    const alone = faulty({ countedActivity: 'of-the-client' }, state);
    alone.stamp('track', startMs);
    faulty({}, state).startSession(1_234_567_890, startMs + 1);
    expect(alone.stamp('track', startMs + 2)).toEqual(first(1_234_567_890));
  });
});
