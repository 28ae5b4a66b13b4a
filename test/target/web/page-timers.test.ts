import { type Clock, createClock } from '@sinonjs/fake-timers';
import { type DOMWindow, JSDOM } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import { PageTimers } from '../../../src/target/web/page-timers.js';
import { PendingTimers } from '../../../src/time/pending-timers.js';

let clock: Clock;
let window: DOMWindow;
let timers: PageTimers;
let errors: unknown[];

beforeEach(() => {
  errors = [];
  clock = createClock(0);
  window = new JSDOM('<title>0</title>', { runScripts: 'outside-only' }).window;
  timers = new PageTimers(clock, (error) => errors.push(error));
  timers.install(window);
  window.eval('fired = []; note = (...values) => fired.push(values.join())');
});

const fired = (): unknown => JSON.parse(String(window.eval('JSON.stringify(fired)')));

describe('PageTimers', () => {
  test('handles are numbers that count up, whatever the timer is', () => {
    expect(window.eval('[setTimeout(note), setInterval(note, 5), setTimeout(note)].join()')).toBe('1,2,3');
  });

  test('timers fire in the order in which they are due, with their arguments, on the window', () => {
    window.eval(
      'setTimeout(note, 20, "b", 2); setTimeout(note, 10, "a"); setTimeout(function () { "use strict"; note(this === window) }, 30)',
    );
    clock.tick(19);
    expect(fired()).toEqual(['a']);
    clock.tick(11);
    expect(fired()).toEqual(['a', 'b,2', 'true']);
  });

  test('an interval repeats until it is cleared', () => {
    window.eval('handle = setInterval(note, 10, "again")');
    clock.tick(35);
    window.eval('clearInterval(handle)');
    clock.tick(100);
    expect(fired()).toEqual(['again', 'again', 'again']);
  });

  test('a timer is cleared by its number, by either function, and unknown numbers are ignored', () => {
    window.eval(`
      clearTimeout(String(setTimeout(note, 10, 'timeout')));
      clearTimeout(setInterval(note, 10, 'interval'));
      clearInterval(setTimeout(note, 10, 'timeout'));
      clearTimeout(99); clearTimeout(undefined); clearTimeout('x');
      setTimeout(note, 10, 'kept');
    `);
    clock.tick(50);
    expect(fired()).toEqual(['kept']);
  });

  test('a text is run as a script of the page', () => {
    window.eval(`setTimeout("note('text', document.title)", 10)`);
    clock.tick(10);
    expect(fired()).toEqual(['text,0']);
  });

  test('an error in a callback is told, and stops neither the clock nor the interval', () => {
    window.eval(`setInterval(() => { note('before'); throw new Error('mine') }, 10); setTimeout('}', 15)`);
    clock.tick(20);
    expect(fired()).toEqual(['before', 'before']);
    expect(errors.map(String)).toEqual(['Error: mine', expect.stringContaining('SyntaxError'), 'Error: mine']);
  });

  test('when the page is left nothing fires, and nothing can be scheduled any more', () => {
    window.eval('setTimeout(note, 10, "timeout"); setInterval(note, 10, "interval")');
    timers.cancelAll();
    expect(window.eval('[setTimeout(note, 1, "late"), setInterval(note, 1, "late")].join()')).toBe('3,4');
    expect(clock.countTimers()).toBe(0);
    clock.tick(100);
    expect(fired()).toEqual([]);
  });

  test('timers of another page on the same clock are left alone', () => {
    const other = new JSDOM('', { runScripts: 'outside-only' }).window;
    new PageTimers(clock, () => {}).install(other);
    other.eval('fired = 0; setTimeout(() => { fired += 1 }, 10)');
    window.eval('clearTimeout(1)');
    timers.cancelAll();
    clock.tick(10);
    expect(other.eval('fired')).toBe(1);
  });
});

describe('the timers of a frozen page', () => {
  test('go on where they left off, however long that took', () => {
    window.eval('setTimeout(note, 30, "late"); setTimeout(note, 10, "early"); setInterval(note, 20, "again")');
    clock.tick(15);
    timers.freeze();
    clock.tick(1_000);
    expect([fired(), clock.countTimers()]).toEqual([['early'], 0]);
    timers.thaw();
    clock.tick(4);
    expect(fired()).toEqual(['early']);
    clock.tick(1);
    expect(fired()).toEqual(['early', 'again']);
    clock.tick(10);
    expect(fired()).toEqual(['early', 'again', 'late']);
    clock.tick(50);
    expect(fired()).toEqual(['early', 'again', 'late', 'again', 'again', 'again']);
  });

  test('do not notice that the wall clock is set', () => {
    window.eval('setTimeout(note, 30, "late")');
    timers.freeze();
    clock.setSystemTime(86_400_000);
    timers.thaw();
    clock.tick(29);
    expect(fired()).toEqual([]);
    clock.tick(1);
    expect(fired()).toEqual(['late']);
  });

  test('fire in the order in which they were scheduled if they are due at one instant', () => {
    window.eval('setInterval(note, 10, "first"); setTimeout(note, 10, "second"); setTimeout(note, 10, "third")');
    timers.freeze();
    timers.thaw();
    clock.tick(10);
    expect(fired()).toEqual(['first', 'second', 'third']);
  });

  test('are cleared by their numbers, also by themselves when they go on', () => {
    window.eval('one = setTimeout(note, 10, "one"); two = setInterval(() => { note("two"); clearInterval(two) }, 10)');
    timers.freeze();
    window.eval('clearTimeout(one); setTimeout(note, 10, "meanwhile")');
    timers.thaw();
    clock.tick(100);
    expect(fired()).toEqual(['two', 'meanwhile']);
  });

  test('are gone with the page', () => {
    window.eval('setTimeout(note, 10); setInterval(note, 10)');
    timers.freeze();
    timers.cancelAll();
    timers.thaw();
    clock.tick(100);
    expect(fired()).toEqual([]);
  });

  test('are known by what the page wanted to be run', () => {
    const callbacks = new WeakMap<object, unknown>();
    const told = new PageTimers(clock, () => {}, callbacks);
    told.install(window);
    window.eval('setInterval(note, 10)');
    told.freeze();
    told.thaw();
    const scheduled = new PendingTimers(clock).all();
    expect(scheduled.map(({ func }) => callbacks.get(Object(func)))).toEqual([window.eval('note')]);
  });
});
