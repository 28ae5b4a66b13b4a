import { expect, test } from 'vitest';
import { subjectWords } from '../../src/cli/subject-words.js';

const subject = { target: { name: 'rudderstack-js' }, edition: '2026-11', policy: 'rudderstack-web' };

test('what is not the default is repeated', () => {
  expect(subjectWords({}, subject, undefined)).toBe('');
  const other = { target: { name: 'reference:rudderstack-web' }, edition: '2022-12', policy: 'rudderstack-web' };
  expect(subjectWords({ policy: 'rudderstack-web' }, other, undefined)).toBe(
    ' --target reference:rudderstack-web --edition 2022-12 --policy rudderstack-web',
  );
});
