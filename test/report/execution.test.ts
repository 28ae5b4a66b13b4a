import { expect, test } from 'vitest';
import { executionOf } from '../../src/report/execution.js';

test('where a target ran, and whether it was the vendor’s code', () => {
  const sdk = {
    name: 'rudderstack-js',
    subject: '',
    version: '',
    environment: 'jsdom',
    executed: true,
    platform: 'web',
  } as const;
  expect(executionOf(sdk)).toBe('jsdom, executed');
  expect(executionOf({ ...sdk, audit: true })).toBe("jsdom, an audit SDK of Lapse, no vendor's");
  const adapter = { ...sdk, environment: 'adapter' };
  expect(executionOf({ ...adapter, clock: 'libfaketime' })).toBe('adapter, clock of libfaketime, executed');
  expect(executionOf({ ...adapter, timeScale: 60 })).toBe('adapter, in real time, 60 times as fast, executed');
  expect(executionOf({ ...sdk, environment: 'model', executed: false })).toBe('model, SDK not executed');
});
