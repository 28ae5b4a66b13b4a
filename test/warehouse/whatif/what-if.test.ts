import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SessionCutter } from '../../../src/warehouse/session-cutter.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { WhatIf, type WhatIfEvent } from '../../../src/warehouse/whatif/what-if.js';

const minuteMs = 60_000;

const rules = (timeoutMs: number, more: Partial<SessionRules> = {}): SessionRules => ({
  timeoutMs,
  boundary: 'exclusive',
  ...more,
});

function event(user: number, minute: number, changes: Partial<WhatIfEvent> = {}): WhatIfEvent {
  return { user, timeMs: minute * minuteMs, campaign: '', group: '', isConversion: false, ...changes };
}

function resultOf(events: readonly WhatIfEvent[], all: readonly SessionRules[]) {
  const whatIf = new WhatIf(all);
  for (const each of events) whatIf.add(each);
  return whatIf.result();
}

describe('what if', () => {
  test('a day hides conversions that half an hour does not', () => {
    const events = [
      event(1, 0, { isConversion: true }),
      event(1, 31, { isConversion: true }),
      event(1, 600, { isConversion: true }),
      event(2, 0),
      event(2, 5),
    ];
    const { users, outcomes } = resultOf(events, [rules(30 * minuteMs), rules(1440 * minuteMs)]);
    expect(users).toBe(2);
    expect(outcomes.filter(({ scope }) => scope === 'all')).toEqual([
      {
        timeoutMs: 30 * minuteMs,
        scope: 'all',
        name: '',
        sessions: 4,
        meanMs: (5 * minuteMs) / 4,
        medianMs: 0,
        bounces: 3,
        conversions: 3,
        converting: 3,
      },
      {
        timeoutMs: 1440 * minuteMs,
        scope: 'all',
        name: '',
        sessions: 2,
        meanMs: 302.5 * minuteMs,
        medianMs: 302.5 * minuteMs,
        bounces: 0,
        conversions: 3,
        converting: 1,
      },
    ]);
  });

  test('a session is of the first campaign that it names, and of the group of its user', () => {
    const events = [
      event(1, 0, { group: 'new' }),
      event(1, 1, { group: 'new', campaign: 'letter', isConversion: true }),
      event(1, 2, { group: 'new', campaign: 'ads' }),
      event(2, 0, { group: 'old' }),
    ];
    const { outcomes } = resultOf(events, [rules(minuteMs)]);
    const told = outcomes.map(({ scope, name, sessions, conversions }) => [scope, name, sessions, conversions]);
    expect(told).toEqual([
      ['all', '', 2, 1],
      ['group', 'new', 1, 1],
      ['group', 'old', 1, 0],
      ['campaign', '', 1, 0],
      ['campaign', 'letter', 1, 1],
    ]);
  });

  test('a session that names no campaign is of the one that the user named last before', () => {
    const events = [
      event(1, 0, { campaign: 'spring' }),
      event(1, 1, { campaign: 'letter' }),
      event(1, 120, { isConversion: true }),
      event(1, 240),
      event(1, 241, { campaign: 'ads' }),
      event(2, 0),
    ];
    const { outcomes } = resultOf(events, [rules(30 * minuteMs)]);
    const told = outcomes.flatMap(({ scope, name, sessions, conversions }) =>
      scope === 'campaign' ? [[name, sessions, conversions]] : [],
    );
    expect(told).toEqual([
      ['', 1, 0],
      ['ads', 1, 0],
      ['letter', 1, 1],
      ['spring', 1, 0],
    ]);
  });

  test('without an event there is nothing', () => {
    expect(resultOf([], [rules(minuteMs)]).outcomes).toMatchObject([{ scope: 'all', sessions: 0, meanMs: undefined }]);
  });

  test('cuts as the plain reading of the rules does, whatever they are', () => {
    const arbitraryRules = fc
      .record({
        timeoutMs: fc.constantFrom(minuteMs, 5 * minuteMs),
        boundary: fc.constantFrom('exclusive' as const, 'inclusive' as const),
        cap: fc.constantFrom(undefined, { maximumMs: 7 * minuteMs, boundary: 'exclusive' as const }),
        midnightZone: fc.constantFrom(undefined, 'Europe/Berlin'),
        splitsAtCampaign: fc.boolean(),
      })
      .map(
        ({ cap, midnightZone, ...rest }): SessionRules => ({
          ...rest,
          ...(cap === undefined ? {} : { cap }),
          ...(midnightZone === undefined ? {} : { midnightZone }),
        }),
      );
    const arbitraryEvents = fc
      .array(
        fc.record({
          user: fc.integer({ min: 1, max: 3 }),
          timeMs: fc.integer({ min: 1375, max: 1395 }).map((minute) => minute * minuteMs),
          campaign: fc.constantFrom('', 'a', 'b'),
          group: fc.constant(''),
          isConversion: fc.boolean(),
        }),
        { maxLength: 30, size: 'max' },
      )
      .map((events) => [...events].sort((one, other) => one.user - other.user || one.timeMs - other.timeMs));
    fc.assert(
      fc.property(arbitraryEvents, arbitraryRules, (events, given) => {
        const cutters = new Map<number, SessionCutter>();
        let sessions = 0;
        for (const each of events) {
          const cutter = cutters.get(each.user) ?? new SessionCutter(given);
          cutters.set(each.user, cutter);
          if (cutter.next(each) !== undefined) sessions += 1;
        }
        const [all] = resultOf(events, [given]).outcomes;
        expect(all?.sessions).toBe(sessions);
        expect(all?.conversions).toBe(events.filter(({ isConversion }) => isConversion).length);
      }),
    );
  });

  test('the curve agrees with what each of its timeouts makes of the events', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(gaps, fc.constantFrom(10, 15, 30), (minutes, timeout) => {
        let at = 0;
        const events = minutes.map((gap) => {
          at += gap;
          return event(1, at);
        });
        const { curve, outcomes } = resultOf(events, [rules(timeout * minuteMs)]);
        const point = curve.find(({ timeoutMs }) => timeoutMs === timeout * minuteMs);
        expect(point?.sessions).toBe(outcomes[0]?.sessions);
      }),
    );
  });
});
