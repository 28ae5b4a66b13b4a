import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decrypted, encrypted } from '../../../src/target/rudderstack-js-legacy/encryption.js';

/** Written by `openssl enc -aes-256-cbc -md md5 -salt` with the passphrase, and not by this code. */
const byOpenssl = 'RudderEncrypt:U2FsdGVkX1+VMDmbZTQld2IKHMcgwgczv0Kp0FC4Q15eCvoz8wEUW/1CZCngKo0w';

describe('what the legacy SDK stores', () => {
  test('is what OpenSSL makes of it', () => {
    expect(decrypted(byOpenssl)).toBe('{"id":1772442000000}');
  });

  test('comes back as it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(decrypted(encrypted(text))).toBe(text);
      }),
    );
  });

  test('is the same each time, so that a timeline is played alike', () => {
    expect(encrypted('{}')).toBe(encrypted('{}'));
  });

  test.each([
    ['a plain text', '{"id":1}'],
    ['what another version has encoded', 'RS_ENC_v3_e30='],
    ['nothing after the mark', 'RudderEncrypt:'],
    [
      'no container of OpenSSL',
      `RudderEncrypt:${Buffer.from('something else, long enough to hold a salt').toString('base64')}`,
    ],
    ['half of it', byOpenssl.slice(0, 60)],
  ])('%s is not decrypted', (_what, stored) => {
    expect(decrypted(stored)).toBeUndefined();
  });
});
