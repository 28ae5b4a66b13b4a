import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CutEvent, type CutReason, SessionCutter } from '../../src/warehouse/session-cutter.js';
import type { SessionRules } from '../../src/warehouse/session-rules.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const rules: SessionRules = { timeoutMs: 30 * minuteMs, boundary: 'exclusive' };

function reasons(given: SessionRules, events: readonly CutEvent[]): (CutReason | undefined)[] {
  const cutter = new SessionCutter(given);
  return events.map((event) => cutter.next(event));
}

const at = (...timesMs: readonly number[]): CutEvent[] => timesMs.map((timeMs) => ({ timeMs }));

describe('the timeout', () => {
  const times = at(0, rules.timeoutMs, 2 * rules.timeoutMs + 1);

  test('a gap of exactly the timeout belongs to the session where the boundary is exclusive', () => {
    expect(reasons(rules, times)).toEqual(['first', undefined, 'timeout']);
  });

  test('and ends it where the boundary is inclusive', () => {
    expect(reasons({ ...rules, boundary: 'inclusive' }, times)).toEqual(['first', 'timeout', 'timeout']);
  });
});

describe('the cap', () => {
  const capped: SessionRules = { ...rules, cap: { maximumMs: hourMs, boundary: 'exclusive' } };

  test('counts anew from the first event of each session', () => {
    const times = at(...[0, 20, 40, 60, 80, 100, 120, 140, 141].map((minutes) => minutes * minuteMs));
    expect(reasons(capped, times)).toEqual([
      'first',
      undefined,
      undefined,
      undefined,
      'cap',
      undefined,
      undefined,
      undefined,
      'cap',
    ]);
  });

  test('leaves no session longer than it is, whatever happens', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 40 * minuteMs }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, (gapsMs) => {
        let timeMs = 0;
        const times = gapsMs.map((gapMs) => (timeMs += gapMs));
        let startMs = 0;
        for (const [index, reason] of reasons(capped, at(...times)).entries()) {
          if (reason !== undefined) startMs = times[index] ?? 0;
          expect((times[index] ?? 0) - startMs).toBeLessThanOrEqual(hourMs);
        }
      }),
    );
  });
});

describe('midnight', () => {
  const split: SessionRules = { ...rules, midnightZone: 'Europe/Berlin' };

  test('is that of the time zone', () => {
    const beforeMs = Date.parse('2026-06-30T21:59:59.999Z');
    expect(reasons(split, at(beforeMs, beforeMs + 1, beforeMs + 2))).toEqual(['first', 'midnight', undefined]);
    expect(reasons({ ...split, midnightZone: 'UTC' }, at(beforeMs, beforeMs + 1))).toEqual(['first', undefined]);
  });

  test('comes once where the clocks are set back across it', () => {
    const zone: SessionRules = { ...rules, timeoutMs: 24 * hourMs, midnightZone: 'America/Asuncion' };
    // On 24 March 2024, at midnight, the clocks showed 23:00 of the day before once more.
    const midnightMs = Date.parse('2024-03-24T03:00:00Z');
    expect(reasons(zone, at(midnightMs - 1, midnightMs, midnightMs + hourMs))).toEqual([
      'first',
      undefined,
      'midnight',
    ]);
  });
});

describe('the campaign', () => {
  const split: SessionRules = { ...rules, splitsAtCampaign: true };
  const named = (...campaigns: readonly (string | undefined)[]): CutEvent[] =>
    campaigns.map((campaign, index) => ({ timeMs: index, campaign }));

  test('another than the last one that was named begins a session, and none begins nothing', () => {
    expect(reasons(split, named('ads', undefined, '', 'ads', 'mail', undefined, 'ads'))).toEqual([
      'first',
      undefined,
      undefined,
      undefined,
      'campaign',
      undefined,
      'campaign',
    ]);
  });

  test('the first that a user is given begins a session, too', () => {
    expect(reasons(split, named(undefined, 'ads'))).toEqual(['first', 'campaign']);
  });

  test('is remembered beyond the end of a session', () => {
    const later = 10 * hourMs;
    const events = [
      { timeMs: 0, campaign: 'ads' },
      { timeMs: later },
      { timeMs: later + 1, campaign: 'ads' },
      { timeMs: later + 2, campaign: 'mail' },
    ];
    expect(reasons(split, events)).toEqual(['first', 'timeout', undefined, 'campaign']);
  });

  test('means nothing unless it is asked for', () => {
    expect(reasons(rules, named('ads', 'mail'))).toEqual(['first', undefined]);
  });
});

test('of several reasons the first of the list is told, and each of them begins the session', () => {
  const all: SessionRules = {
    timeoutMs: hourMs,
    boundary: 'exclusive',
    cap: { maximumMs: 30 * minuteMs, boundary: 'exclusive' },
    midnightZone: 'UTC',
    splitsAtCampaign: true,
  };
  const second = (timeMs: number, campaign = 'ads') =>
    reasons(all, [
      { timeMs: 0, campaign: 'ads' },
      { timeMs, campaign },
    ])[1];
  expect(second(24 * hourMs, 'mail')).toBe('timeout');
  expect(second(40 * minuteMs, 'mail')).toBe('cap');
  expect(second(1, 'mail')).toBe('campaign');
  expect(second(1)).toBeUndefined();
});
