import { describe, expect, test } from 'vitest';
import { listPolicies } from '../../src/spec/policies.js';
import { executedTarget, executedTargets, readSdk } from '../../src/target/executed.js';

describe('executed targets', () => {
  test('are found by their names, which differ, as their packages do', () => {
    expect(executedTargets.map(({ name }) => executedTarget(name))).toEqual(executedTargets);
    expect(new Set(executedTargets.map(({ name }) => name)).size).toBe(executedTargets.length);
    const inJsdom = executedTargets.filter(({ environment }) => environment === 'jsdom');
    expect(new Set(inJsdom.map(({ sdkPackage }) => sdkPackage.name)).size).toBe(inJsdom.length);
    expect(executedTargets.length).toBe(2 * inJsdom.length);
    expect(executedTarget('reference:rudderstack-web')).toBeUndefined();
  });

  test('are judged by a policy that there is', () => {
    for (const { policy } of executedTargets) expect(listPolicies()).toContain(policy);
  });

  test('read a script, and nothing else does', () => {
    expect(() => readSdk('rudderstack-js-legacy', 'no-such-script.js')).toThrow('ENOENT');
    expect(() => readSdk('audit:echo', 'no-such-script.js')).toThrow('ENOENT');
    expect(() => readSdk('reference:rudderstack-web', 'no-such-script.js')).toThrow('runs no SDK');
  });
});
