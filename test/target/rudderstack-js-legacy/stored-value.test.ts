import { describe, expect, test } from 'vitest';
import { encrypted } from '../../../src/target/rudderstack-js-legacy/encryption.js';
import { storedMeaning } from '../../../src/target/rudderstack-js-legacy/stored-value.js';

describe('what a stored value says', () => {
  test.each([
    ['an encrypted object', encrypted('{"id":1,"name":"Zoë"}'), '{"id":1,"name":"Zoë"}'],
    ['an encrypted text', encrypted('"$direct"'), '$direct'],
    ['in a cookie, where some characters are escaped', encodeURIComponent(encrypted('{"a":true}')), '{"a":true}'],
    [
      'what version 3 has stored on the same site',
      `RS_ENC_v3_${Buffer.from('{"id":2}').toString('base64')}`,
      '{"id":2}',
    ],
    ['an encrypted value that was cut', encrypted('{"id":1}').slice(0, 40), encrypted('{"id":1}').slice(0, 40)],
    ['a text within a text', '"[]"', '[]'],
    ['a plain text', 'yes', 'yes'],
    ['a stray percent sign', '5%', '5%'],
  ])('%s', (_what, stored, meaning) => {
    expect(storedMeaning(stored)).toBe(meaning);
  });
});
