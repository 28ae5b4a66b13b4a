import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { installPageClock } from '../../../src/target/web/page-clock.js';
import { zoneOffsetMs } from '../../../src/target/web/page-time-zone.js';

const summerMs = Date.UTC(2026, 6, 1, 22, 30, 15, 7);

const { window } = new JSDOM('<body></body>', { url: 'https://shop.example/', runScripts: 'outside-only' });
let zone = 'UTC';
installPageClock(window, { wallMs: () => summerMs, monotonicMs: () => 0, timeZone: () => zone });
const run = (script: string): unknown => window.eval(script);
const inZone = (name: string, script: string): unknown => {
  zone = name;
  return run(script);
};

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

describe('a page in another time zone', () => {
  test.each([
    ['Europe/Berlin', 'Thu Jul 02 2026 00:30:15 GMT+0200 (Central European Summer Time)', -120],
    ['America/St_Johns', 'Wed Jul 01 2026 20:00:15 GMT-0230 (Newfoundland Daylight Time)', 150],
    ['Asia/Kabul', 'Thu Jul 02 2026 03:00:15 GMT+0430 (Afghanistan Time)', -270],
    ['UTC', 'Wed Jul 01 2026 22:30:15 GMT+0000 (Coordinated Universal Time)', 0],
  ])('%s shows its own time of day', (name, text, offsetMinutes) => {
    expect(inZone(name, 'String(new Date())')).toBe(text);
    expect(run('Date()')).toBe(text);
    expect(run('[new Date().toDateString(), new Date().toTimeString()].join(" ")')).toBe(text);
    expect(run('new Date().getTimezoneOffset()')).toBe(offsetMinutes);
    expect(run('new Date().toISOString()')).toBe('2026-07-01T22:30:15.007Z');
    expect(run('Intl.DateTimeFormat().resolvedOptions().timeZone')).toBe(name);
  });

  test('formats dates in its zone, unless it is told another', () => {
    expect(inZone('Asia/Tokyo', `new Date().toLocaleDateString('en-GB')`)).toBe('02/07/2026');
    expect(run(`new Date().toLocaleTimeString('en-GB')`)).toBe('07:30:15');
    expect(run(`new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format()`)).toBe('07:30');
    expect(run(`new Date().toLocaleString('en-GB', { timeZone: 'UTC' })`)).toBe('01/07/2026, 22:30:15');
    expect(run('new Intl.DateTimeFormat() instanceof Intl.DateTimeFormat')).toBe(true);
  });

  test('reads a time without a zone as its own, and one with a zone as what it says', () => {
    const at = (text: string): unknown => inZone('America/New_York', `new Date(${JSON.stringify(text)}).toISOString()`);
    expect(at('2026-03-02T09:00')).toBe('2026-03-02T14:00:00.000Z');
    expect(at('Mar 2, 2026 09:00')).toBe('2026-03-02T14:00:00.000Z');
    expect(at('2026-03-02')).toBe('2026-03-02T00:00:00.000Z');
    expect(at('2026-03-02T09:00Z')).toBe('2026-03-02T09:00:00.000Z');
    expect(at('2026-03-02T09:00:00+02:00')).toBe('2026-03-02T07:00:00.000Z');
    expect(at('Mon, 02 Mar 2026 09:00:00 GMT')).toBe('2026-03-02T09:00:00.000Z');
    expect(run('Date.parse("2026-03-02T09:00")')).toBe(Date.UTC(2026, 2, 2, 14));
    expect(run('new Date(String(new Date(0))).getTime()')).toBe(0);
  });

  test('an hour that is left out is counted on, and one that comes twice is the first', () => {
    const berlin = (script: string): unknown => inZone('Europe/Berlin', `(${script}).toISOString()`);
    expect(berlin('new Date(2026, 2, 29, 2, 30)')).toBe('2026-03-29T01:30:00.000Z');
    expect(berlin('new Date(2026, 9, 25, 2, 30)')).toBe('2026-10-25T00:30:00.000Z');
    expect(run('(() => { const date = new Date(2026, 2, 28, 12); date.setDate(29); return date.getHours() })()')).toBe(
      12,
    );
  });

  test('what is no date stays none', () => {
    expect(inZone('Europe/Berlin', 'String(new Date(NaN))')).toBe('Invalid Date');
    expect(run('[new Date("nonsense").getHours(), new Date(NaN).getTimezoneOffset()].join()')).toBe('NaN,NaN');
    expect(run('new Date(8.64e15 + 1).getTime()')).toBeNaN();
    expect(run('new Date(NaN).setFullYear(2026)')).not.toBeNaN();
  });

  test('its frames are in the same zone', () => {
    const frame = `document.body.appendChild(document.createElement('iframe')).contentWindow`;
    expect(inZone('Asia/Kathmandu', `new (${frame}).Date().getTimezoneOffset()`)).toBe(-345);
  });

  test('what local time says of an instant is what Intl says, and leads back to it', () => {
    const instants = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (epochMs, name) => {
        const parts = inZone(
          name,
          `(({ getFullYear, getMonth, getDate, getDay, getHours, getMinutes, getSeconds }, date) =>
             [getFullYear, getMonth, getDate, getHours, getMinutes, getSeconds].map((get) => get.call(date)).join())(
             Date.prototype, new Date(${epochMs}))`,
        );
        const localMs = epochMs + zoneOffsetMs(name, epochMs);
        const local = new Date(localMs);
        expect(parts).toBe(
          [
            local.getUTCFullYear(),
            local.getUTCMonth(),
            local.getUTCDate(),
            local.getUTCHours(),
            local.getUTCMinutes(),
            local.getUTCSeconds(),
          ].join(),
        );
        const back = Number(run(`new Date(${String(parts)}, new Date(${epochMs}).getMilliseconds()).getTime()`));
        // Of an hour that comes twice the first is meant.
        expect(back + zoneOffsetMs(name, back)).toBe(localMs);
        expect(run(`new Date(${epochMs}).setHours(new Date(${epochMs}).getHours())`)).toBe(back);
      }),
      { numRuns: 300 },
    );
  });
});

describe('zoneOffsetMs', () => {
  test.each([
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 0, 59, 59), 3_600_000],
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), 7_200_000],
    ['America/St_Johns', Date.UTC(2026, 0), -12_600_000],
    ['Europe/Paris', Date.UTC(1900, 0), 561_000],
    ['UTC', 0, 0],
  ])('%s at %d', (name, epochMs, offsetMs) => {
    expect(zoneOffsetMs(name, epochMs)).toBe(offsetMs);
  });
});
