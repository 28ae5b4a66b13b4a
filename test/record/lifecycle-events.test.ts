import { expect, test } from 'vitest';
import { causesLifecycleEvent, isLifecycleEvent } from '../../src/record/lifecycle-events.js';

test('an event of the lifecycle has the name that is documented, and a step that is its reason', () => {
  expect(isLifecycleEvent('Application Opened')).toBe(true);
  expect(isLifecycleEvent('Order Completed')).toBe(false);
  expect(isLifecycleEvent(undefined)).toBe(false);
  expect(causesLifecycleEvent({ kind: 'foreground' }, 'Application Opened')).toBe(true);
  expect(causesLifecycleEvent({ kind: 'foreground' }, 'Application Installed')).toBe(false);
  expect(causesLifecycleEvent({ kind: 'background' }, 'Application Backgrounded')).toBe(true);
  expect(causesLifecycleEvent({ kind: 'wait', durationMs: 1 }, 'Application Opened')).toBe(false);
  expect(causesLifecycleEvent({ kind: 'foreground' }, 'Order Completed')).toBe(false);
});
