import { expect, test } from 'vitest';
import { logText } from '../../../src/target/web/log-text.js';

test('values are shown as by a console, which nothing can make throw', () => {
  expect(logText(['%s of %d', 'one', 2, { three: 3 }])).toBe('one of 2 { three: 3 }');
  const hostile = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('no');
      },
      ownKeys() {
        throw new Error('no');
      },
    },
  );
  expect(logText([hostile])).toBe(logText([hostile]));
});

test('a stack tells of the page and of its scripts, and of no file of this machine', () => {
  const stack = [
    'SyntaxError: Expected property name',
    '    at JSON.parse (<anonymous>)',
    '    at e.value (index.js:1:60360)',
    '    at index.js:1:69',
    '    at https://shop.example/app.js:1:1',
    '    at Script.runInContext (node:vm:149:12)',
    '    at runBundle (file:///lapse/dist/script-frame.js:20:3)',
    '    at file:///lapse/dist/script-frame.js:20:3',
    '    at new Window (/lapse/node_modules/jsdom/lib/window.js:1:2)',
    '    at C:\\lapse\\node_modules\\jsdom\\lib\\window.js:1:2',
    'The data is dropped.',
  ];
  expect(logText([stack.join('\n')]).split('\n')).toEqual([...stack.slice(0, 5), 'The data is dropped.']);
});
