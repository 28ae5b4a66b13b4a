import { expect, test } from 'vitest';
import type { Trace } from '../../src/record/trace.js';
import { whyNotHonest } from '../../src/suite/honest-clock.js';

const startMs = Date.UTC(2026, 2, 2, 9);
const dayMs = 86_400_000;

/** A trace of one step at the start, and of a message that is dated as given and left two days later. */
function dated(datedMs: number | string): Trace {
  const at = { step: 0, device: 'd', client: 'c', elapsedMs: 0 };
  const originalTimestamp = typeof datedMs === 'string' ? datedMs : new Date(datedMs).toISOString();
  return {
    timeline: 'x',
    target: 'x',
    elapsedMs: 0,
    timersFired: 0,
    entries: [
      { kind: 'step', ...at, wallMs: startMs, action: { kind: 'load', config: {} } },
      { kind: 'message', ...at, wallMs: startMs + 2 * dayMs, message: 0, request: 0, body: { originalTimestamp } },
    ],
  };
}

test.each([startMs, startMs + 2 * dayMs, startMs - dayMs, startMs + 3 * dayMs, 'yesterday'])('%j may be', (datedMs) => {
  expect(whyNotHonest(dated(datedMs))).toBeUndefined();
});

test.each([startMs - dayMs - 1, startMs + 3 * dayMs + 1, 0])('%j cannot be', (datedMs) => {
  expect(whyNotHonest(dated(datedMs))).toBe(
    'message 1 has a timestamp that the virtual clock never showed: the SDK reads another clock',
  );
});
