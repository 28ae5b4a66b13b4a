import { expect, test } from 'vitest';
import { namesOf, targetsOf } from '../../src/cli/targets.js';

test('names stand between commas, and spaces beside them do not matter', () => {
  expect(namesOf({ targets: ' a, b ,,c' })).toEqual(['a', 'b', 'c']);
  expect(namesOf({})).toEqual([]);
  expect(targetsOf({ targets: 'rudderstack-js, reference:rudderstack-web' }, 2)).toEqual([
    'rudderstack-js',
    'reference:rudderstack-web',
  ]);
});

test.each([
  [undefined, '--targets is missing'],
  [',', '--targets names no target'],
  ['rudderstack-js', '--targets is "rudderstack-js" alone'],
  ['rudderstack-js,rudderstack-js', '--targets has "rudderstack-js" twice'],
  ['rudderstack-js,reference:rudderstack-wbe', 'did you mean "reference:rudderstack-web"'],
])('%j is refused: %s', (targets, message) => {
  expect(() => targetsOf({ targets }, 2)).toThrow(message);
});

test('one is enough where one is asked for', () => {
  expect(targetsOf({ targets: 'rudderstack-js' }, 1)).toEqual(['rudderstack-js']);
  expect(() => targetsOf({ targets: ',' }, 1)).toThrow('one or more targets');
});
