import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from '../../src/cli/line-diff.js';

test('shows what goes and what comes, with the lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n';
  expect(lineDiff(before, before.replace('b', 'B').replace('h\n', ''))).toMatchInlineSnapshot(`
    " a
    -b
    +B
     c
     d
    …
     f
     g
    -h
     i
    "
  `);
  expect(lineDiff('', 'new\n')).toBe('+new\n');
  expect(lineDiff(before, before)).toBe('');
});

test('what stays and what comes are the new text, what stays and what goes the old one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4, size: 'max' });
  fc.assert(
    fc.property(text, text, (old, now) => {
      const lines = lineDiff(old.map((line) => `${line}\n`).join(''), now.map((line) => `${line}\n`).join(''))
        .split('\n')
        .slice(0, -1);
      // Four lines are few enough that all of them are beside a change, if there is one.
      if (String(old) === String(now)) {
        expect(lines).toEqual([]);
        return;
      }
      const kept = (sign: string) => lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
      const wholeIn = (part: readonly string[], whole: readonly string[]) =>
        expect(whole.join('')).toContain(part.join(''));
      wholeIn(kept('+'), old);
      wholeIn(kept('-'), now);
    }),
  );
});
