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

test('a browser that somebody named is named again, where one is run', () => {
  const given = { 'browser-path': '/opt/the browser/chrome' };
  const inBrowser = { ...subject, target: { name: 'rudderstack-js@chromium' } };
  expect(subjectWords(given, inBrowser, undefined)).toBe(
    " --target rudderstack-js@chromium --browser-path '/opt/the browser/chrome'",
  );
  expect(subjectWords({}, inBrowser, undefined)).toBe(' --target rudderstack-js@chromium');
  expect(subjectWords(given, subject, undefined)).toBe('');
});

test('an adapter is its command, and how it was spoken to', () => {
  const python = { target: { name: 'adapter:python3 a.py' }, edition: '2022-12', policy: 'announcement-web' };
  const given = { clock: 'real', 'time-scale': '60', 'strict-protocol': true };
  expect(subjectWords(given, python, undefined)).toBe(
    " --adapter 'python3 a.py' --clock real --time-scale 60 --strict-protocol",
  );
  const app = { ...python, target: { name: 'http://127.0.0.1:8900' } };
  expect(subjectWords({ listen: '127.0.0.1:8901', 'strict-protocol': false }, app, undefined)).toBe(
    ' --target http://127.0.0.1:8900 --listen 127.0.0.1:8901',
  );
});
