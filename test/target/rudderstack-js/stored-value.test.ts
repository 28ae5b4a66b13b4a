import { describe, expect, test } from 'vitest';
import { storedMeaning } from '../../../src/target/rudderstack-js/stored-value.js';

const encoded = (text: string): string => `RS_ENC_v3_${Buffer.from(text, 'utf8').toString('base64')}`;

describe('what a stored value says', () => {
  test.each([
    ['an encoded object', encoded('{"id":1,"name":"Zoë"}'), '{"id":1,"name":"Zoë"}'],
    ['an encoded text', encoded('"$direct"'), '$direct'],
    ['in a cookie, where some characters are escaped', encodeURIComponent(encoded('{"a":true}')), '{"a":true}'],
    ['a text within a text', '"[]"', '[]'],
    ['an empty text', '""', '""'],
    ['a plain text', 'yes', 'yes'],
    ['a number', '5', '5'],
    ['a stray percent sign', '5%', '5%'],
  ])('%s', (_what, stored, meaning) => {
    expect(storedMeaning(stored)).toBe(meaning);
  });
});
