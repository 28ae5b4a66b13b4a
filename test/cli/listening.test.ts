import { describe, expect, test } from 'vitest';
import { listeningOf } from '../../src/cli/listening.js';

describe('where to listen', () => {
  test.each([
    ['127.0.0.1', { host: '127.0.0.1' }],
    ['192.168.0.7:8901', { host: '192.168.0.7', port: 8_901 }],
    ['0.0.0.0:0', { host: '0.0.0.0', port: 0 }],
    ['::', { host: '::' }],
    ['[::1]', { host: '::1' }],
    ['[::1]:8901', { host: '::1', port: 8_901 }],
  ])('is an address, with or without a port: %s', (listen, expected) => {
    expect(listeningOf({ listen })).toEqual(expected);
  });

  test.each(['0', 'localhost', '127.0.0.1:', '127.0.0.1:99999', '[127.0.0.1]:80', '256.0.0.1', ':8901', '[::1', 'a:b'])(
    'is nothing else: %s',
    (listen) => {
      expect(() => listeningOf({ listen })).toThrow(
        `--listen is ${JSON.stringify(listen)}; allowed: an address of this machine, such as 127.0.0.1, 192.168.0.7:8901 or [::1]:8901`,
      );
    },
  );

  test('may be left open', () => {
    expect(listeningOf({})).toBeUndefined();
  });
});
