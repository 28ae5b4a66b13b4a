import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZoneClock } from '../../src/dataset/zone-clock.js';

const at = (text: string): number => Date.parse(`${text}Z`);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('the clock of a zone', () => {
  const berlin = new ZoneClock('Europe/Berlin', at('2026-03-20T00:00'), at('2026-11-10T00:00'));

  test('is ahead by an hour in winter and by two in summer', () => {
    expect(iso(berlin.toUtc(at('2026-03-28T12:00')))).toBe('2026-03-28T11:00:00.000Z');
    expect(iso(berlin.toUtc(at('2026-03-30T12:00')))).toBe('2026-03-30T10:00:00.000Z');
    expect(iso(berlin.toUtc(at('2026-11-01T12:00')))).toBe('2026-11-01T11:00:00.000Z');
  });

  test('on the night on which summer begins leaves out an hour', () => {
    expect(iso(berlin.toUtc(at('2026-03-29T01:59:59.999')))).toBe('2026-03-29T00:59:59.999Z');
    expect(iso(berlin.toUtc(at('2026-03-29T02:30')))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(berlin.toUtc(at('2026-03-29T03:00')))).toBe('2026-03-29T01:00:00.000Z');
  });

  test('on the night on which it ends shows an hour twice, of which the first is meant', () => {
    expect(iso(berlin.toUtc(at('2026-10-25T02:30')))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(berlin.toUtc(at('2026-10-25T03:00')))).toBe('2026-10-25T02:00:00.000Z');
  });

  test('shows the time again that was asked for, unless that is left out', () => {
    const fromMs = at('2026-01-01T00:00');
    const toMs = at('2027-01-01T00:00');
    const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const clocks = zones.map((zone) => ({
      clock: new ZoneClock(zone, fromMs, toMs),
      format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
    }));
    fc.assert(
      fc.property(fc.integer({ min: fromMs / 1000, max: toMs / 1000 }), fc.constantFrom(...clocks), (second, each) => {
        const wall = iso(second * 1000)
          .slice(0, 19)
          .replace('T', ' ');
        const shown = each.format.format(each.clock.toUtc(second * 1000));
        const isLeftOut = Math.abs(at(shown.replace(' ', 'T')) - second * 1000) > 0;
        // At most an hour of a year is left out, which is shown an hour later.
        if (isLeftOut) expect(at(shown.replace(' ', 'T')) - second * 1000).toBeLessThanOrEqual(3_600_000);
        else expect(shown).toBe(wall);
      }),
    );
  });
});
