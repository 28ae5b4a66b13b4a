import { describe, expect, test } from 'vitest';
import { adapterAddress, isAdapterName, nameOfAdapter } from '../../../src/target/process/adapter-name.js';

describe('the name of an adapter as a target', () => {
  test('is its command or its address', () => {
    expect(nameOfAdapter('python3 adapter.py')).toBe('adapter:python3 adapter.py');
    expect(adapterAddress('adapter:python3 adapter.py')).toEqual({ command: 'python3 adapter.py' });
    expect(adapterAddress('http://127.0.0.1:8900/lapse')).toEqual({ url: 'http://127.0.0.1:8900/lapse' });
  });

  test('is told from that of another target', () => {
    expect(['adapter:x', 'http://x', 'https://x', 'rudderstack-js', 'reference:x'].map(isAdapterName)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(adapterAddress('rudderstack-js')).toBeUndefined();
  });

  test.each([
    ['adapter: ', 'the adapter has no command; allowed: a command that starts it'],
    ['http://', 'the target "http://" is no address of an adapter; allowed: an address such as http://127.0.0.1:8900'],
    ['https://127.0.0.1:8900', 'is no address of an adapter'],
  ])('%s says too little', (name, message) => {
    expect(() => adapterAddress(name)).toThrow(message);
  });
});
