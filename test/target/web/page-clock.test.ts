import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { installPageClock } from '../../../src/target/web/page-clock.js';

/** Far from any real time at which the tests are run. */
const startMs = Date.UTC(2001, 1, 3, 4, 5, 6, 7);

function open() {
  const { window } = new JSDOM('<body></body>', { url: 'https://shop.example/', runScripts: 'outside-only' });
  let passedMs = 0;
  installPageClock(window, { wallMs: () => startMs + passedMs, monotonicMs: () => passedMs });
  return {
    pass: (durationMs: number) => {
      passedMs += durationMs;
    },
    run: (script: string): unknown => window.eval(script),
  };
}

describe('every way to the time leads to the clock of the page', () => {
  test.each([
    ['Date.now()'],
    ['new Date().getTime()'],
    ['+new Date'],
    ["new (function () {}.constructor)('return Date')().now()"],
    ['(0, eval)("Date.now()")'],
    ['new Date().constructor.now()'],
    ['new (new Date().constructor)().getTime()'],
    ['Object.getPrototypeOf(new Date()).constructor.now()'],
    ['structuredClone(new Date()).constructor.now()'],
    ['Reflect.construct(Date, [], class extends Date {}).getTime()'],
    ['new (class extends Date {})().getTime()'],
    ['performance.timeOrigin + performance.now()'],
    ["document.body.appendChild(document.createElement('iframe')).contentWindow.Date.now()"],
    ["document.body.appendChild(document.createElement('iframe')).contentDocument.defaultView.Date.now()"],
    [
      `const frame = document.body.appendChild(document.createElement('iframe')).contentWindow;
       const inner = frame.document.body.appendChild(frame.document.createElement('iframe')).contentWindow;
       inner.performance.timeOrigin + inner.performance.now()`,
    ],
  ])('%s', (script) => {
    const { pass, run } = open();
    pass(1_500);
    const known = script.includes('structuredClone') ? 'globalThis.structuredClone ??= (date) => new Date(date);' : '';
    expect(run(`${known}${script}`)).toBe(startMs + 1_500);
  });

  test('also as text', () => {
    const { run } = open();
    const full = { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' };
    const format = `new Intl.DateTimeFormat('en-GB', ${JSON.stringify(full)})`;
    expect(run('Date()')).toMatch(/^Sat Feb 03 2001 /);
    expect(run(`${format}.format()`)).toBe('03/02/2001, 04:05:06');
    expect(run(`${format}.format(undefined)`)).toBe('03/02/2001, 04:05:06');
    expect(run(`${format}.format(0)`)).toBe('01/01/1970, 00:00:00');
    expect(run(`${format}.formatToParts().map(({ value }) => value).join('')`)).toBe('03/02/2001, 04:05:06');
  });

  test('the constructor that it had before is not among those above it', () => {
    expect(open().run('Object.getPrototypeOf(Date) === Function.prototype')).toBe(true);
  });
});

test('dates are as they were otherwise', () => {
  const { run } = open();
  expect(
    run(`[new Date(5) instanceof Date, new Date(5) + 0 === new Date(new Date(5)) + 0, Date.name, Date.length,
      Date.UTC(2001, 1, 3), Date.parse('2001-02-03'), new Date(2001, 1, 3).getMonth(), new Date(NaN).getTime(),
      Object.keys(Date).length, typeof Date(), JSON.stringify(new Date(0)),
      Object.prototype.toString.call(new Date()), new Date().toISOString()].join(' ')`),
  ).toBe(
    'true true Date 7 981158400000 981158400000 1 NaN 0 string "1970-01-01T00:00:00.000Z" [object Date] 2001-02-03T04:05:06.007Z',
  );
});
