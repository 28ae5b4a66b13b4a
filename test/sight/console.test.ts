import { describe, expect, test } from 'vitest';
import { describeAsText } from '../../src/sight/console.js';
import { sights } from './sights.js';

const plain = { width: 60, isColoured: false, isAscii: false };

describe('a description as text', () => {
  test('names on the left, figures on the right, and bars in the room that is left', () => {
    expect(describeAsText(sights.slice(0, 2), plain)).toMatchInlineSnapshot(`
      "Overview
        Three sessions.
        what          value
        sessions      3,000
        revenue, EUR  12.50

      Campaigns
        Where sessions come from, which takes more than one line
        to say when the terminal is as narrow as this one is.
        campaign          sessions   share
        direct               1,500  50.0 %  ██████████████████████
        <b>ads</b> – all     1,499  50.0 %  ██████████████████████
        letter                   1  0.03 %  ▏
      "
    `);
  });

  test('no line is wider than the terminal, and where no bar fits there is none', () => {
    for (const width of [50, 60, 80, 200]) {
      const lines = describeAsText(sights, { ...plain, width }).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
    expect(describeAsText(sights.slice(1, 2), { ...plain, width: 40 })).not.toContain('█');
  });

  test('what a cell or a sentence brings along from outside does not command the terminal', () => {
    const [first] = sights;
    if (first === undefined) throw new Error('there is nothing to describe');
    const sight = { ...first, text: 'of \u001b[2Jours', rows: [['\u001b[31mred\u009b0m\nuser', 'x']] };
    const text = describeAsText([sight], plain);
    expect(text).toContain('  \\u001b[31mred\\u009b0m user  x\n');
    expect(text).toContain('of \\u001b[2Jours');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('a terminal without other letters gets those of ASCII', () => {
    const text = describeAsText(sights, { ...plain, isAscii: true });
    expect(text).toMatch(/direct +1,500 +50\.0 % {2}#+\n/);
    expect([...text].filter((letter) => letter > '~')).toEqual([]);
  });

  test('colour changes nothing else', () => {
    const sign = String.fromCharCode(27);
    const coloured = describeAsText(sights, { ...plain, isColoured: true });
    expect(coloured).toContain(sign);
    expect(coloured.replaceAll(new RegExp(`${sign}\\[\\d+m`, 'g'), '')).toBe(describeAsText(sights, plain));
  });
});
