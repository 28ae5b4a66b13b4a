import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statuses } from '../../../src/record/verdict.js';
import {
  anchorOf,
  outcomeMark,
  prose,
  sharesBar,
  statusCounts,
  statusMark,
  written,
} from '../../../src/report/page/words.js';

describe('words of a page', () => {
  test('what others wrote is escaped, and cut when it is endless', () => {
    expect(written('<b> & "c"')).toBe('&lt;b&gt; &amp; &quot;c&quot;');
    expect(written('a'.repeat(1_000_000)).length).toBeLessThan(2100);
    expect(written('a'.repeat(1_000_000))).toContain('(1000000 characters)');
  });

  test('names of code in a sentence are told as such, and hold no markup', () => {
    expect(prose('`reset` ends `<b>`; a lone ` stays')).toBe(
      '<code>reset</code> ends <code>&lt;b&gt;</code>; a lone ` stays',
    );
  });

  test('every status has a shape of its own and its word', () => {
    const marks = statuses.map(statusMark);
    const shapes = marks.map((mark) => /aria-hidden="true">(.)</u.exec(mark)?.[1]);
    expect(new Set(shapes).size).toBe(statuses.length);
    for (const [index, status] of statuses.entries()) expect(marks[index]).toContain(`</span> ${status}</span>`);
    expect(outcomeMark('breaks')).toContain('status-fail');
    expect(outcomeMark('excluded')).toContain('status-skip');
  });

  test('counts are from the worst to the best, without those that there are none of', () => {
    expect(statusCounts(['pass', 'skip', 'fail', 'pass'])).toEqual([
      ['fail', 1],
      ['pass', 2],
      ['skip', 1],
    ]);
    expect(sharesBar(['pass', 'fail', 'pass'])).toContain('<rect class="fill-fail" x="2" y="0" width="1" height="1"/>');
    expect(sharesBar([])).toContain('viewBox="0 0 1 1"');
  });

  test('an anchor is an id that needs no escaping, and no two texts share one', () => {
    expect(anchorOf('scenario', 'timeout/beyond/type=page')).toBe('scenario-timeout/beyond/type=page');
    const text = fc.oneof(
      fc.string({ unit: 'binary', size: 'max', maxLength: 150 }),
      fc.constantFrom('a b', 'a-b', 'a  b', 'ab'),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(anchorOf('x', one)).toMatch(/^x-[A-Za-z0-9/._=-]*$/);
        return one === other || anchorOf('x', one) !== anchorOf('x', other);
      }),
    );
  });
});
