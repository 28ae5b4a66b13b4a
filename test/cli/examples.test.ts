import { expect, test } from 'vitest';
import { examplesText } from '../../src/cli/examples.js';

test('a command is never broken, and what it does only between words', () => {
  const text = examplesText(
    [
      ['$0 fuzz', 'as many timelines as there are, against the SDK that is installed'],
      ['$0 fuzz --time 5m', 'five minutes'],
      ['$0 fuzz --runs 100000 --target reference:rudderstack-web --keep-going', 'the engine by the laws'],
    ],
    60,
  );
  expect(text).toMatchInlineSnapshot(`
    "Examples:
      lapse fuzz            as many timelines as there are,
                            against the SDK that is installed
      lapse fuzz --time 5m  five minutes
      lapse fuzz --runs 100000 --target reference:rudderstack-web --keep-going
                            the engine by the laws"
  `);
});

test('where all commands are long, each has what it does below it', () => {
  const command = `$0 diff --targets ${'rudderstack-js,'.repeat(4)}reference:rudderstack-web`;
  expect(examplesText([[command, 'side by side']], 100)).toBe(
    `Examples:\n  ${command.replace('$0', 'lapse')}\n      side by side`,
  );
});
