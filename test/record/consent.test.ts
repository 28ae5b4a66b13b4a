import { describe, expect, test } from 'vitest';
import { configAfter } from '../../src/record/consent.js';

const config = {
  sessions: { timeout: 5 },
  storage: { type: 'localStorage' },
  preConsent: { storage: 'none', delivery: 'buffer' },
} as const;

describe('the configuration after consent', () => {
  test('is the same as long as nobody has consented', () => {
    expect(configAfter(undefined, config)).toBe(config);
  });

  test('asks no more', () => {
    expect(configAfter({}, config)).toEqual({ sessions: { timeout: 5 }, storage: { type: 'localStorage' } });
  });

  test('stores where the consent says', () => {
    expect(configAfter({ storage: 'cookieStorage' }, config).storage).toEqual({ type: 'cookieStorage' });
  });
});
