import { describe, expect, test } from 'vitest';
import { bar, drawing, text, ticksTo } from '../../../src/sight/plots/svg.js';

describe('a drawing', () => {
  const svg = drawing({ title: 'A & B', description: 'more "A" than B' }, 100, [text(1, 2, '<b>')]);

  test('stands alone: nothing is fetched, and no script is run', () => {
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).not.toMatch(/<script|url\(|@import|href/);
  });

  test('says what it shows to who cannot see it, and what is written in it is text', () => {
    expect(svg).toContain('role="img" aria-label="A &amp; B. more &quot;A&quot; than B"');
    expect(svg).toContain('&lt;b&gt;');
  });

  test('is drawn for light and dark grounds', () => {
    expect(svg).toContain('prefers-color-scheme:dark');
  });
});

test('a bar tells its value', () => {
  expect(bar(0, 0, 10.26, 5, 'a < b')).toBe(
    '<rect class="fill0" x="0" y="0" width="10.3" height="5" rx="1"><title>a &lt; b</title></rect>',
  );
});

test('every sign that means something in a drawing is escaped', () => {
  expect(text(1, 2, '<a href="x">&</a>')).toBe('<text x="1" y="2">&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;</text>');
  expect(bar(1, 2, 3, 4, '\u001b[31m')).toContain('<title>\\u001b[31m</title>');
});

test.each([
  [10, [0, 2.5, 5, 7.5, 10]],
  [0.437, [0, 0.2, 0.4, 0.6]],
  [3, [0, 1, 2, 3]],
  [97, [0, 25, 50, 75, 100]],
  [0, [0, 1]],
])('ticks up to %f', (most, ticks) => {
  expect(ticksTo(most)).toEqual(ticks);
});
