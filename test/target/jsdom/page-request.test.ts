import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { answerTo, isSuccess, pageRequest } from '../../../src/target/jsdom/page-request.js';

const { window } = new JSDOM('', { url: 'https://shop.example/a/' });

test.each([
  ['../v1/track', '{}', 'https://shop.example/v1/track', '{}'],
  [new URL('https://other.example/x'), undefined, 'https://other.example/x', ''],
  ['/b', null, 'https://shop.example/b', ''],
  ['/c', 0, 'https://shop.example/c', '0'],
])('%s with the body %s', (given, body, url, text) => {
  expect(pageRequest(window, 'POST', given, body)).toEqual({ method: 'POST', url, body: text });
});

test.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
])('%d is a success: %s', (status, success) => {
  expect(isSuccess(status)).toBe(success);
  expect(JSON.parse(answerTo(status))).toEqual({ status: success ? 'OK' : 'ERROR' });
});
