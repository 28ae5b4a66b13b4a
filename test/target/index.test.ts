import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/spec/input-error.js';
import { listPolicies } from '../../src/spec/policies.js';
import { defaultPolicyOf, listTargets, meaningOfStored, openTarget } from '../../src/target/index.js';

const options = { edition: '2026-11', seed: 1 };

/** The message of the InputError that opening a target of this name ends with. */
function refusal(name: string): string {
  try {
    openTarget(name, options);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'opened';
}

describe('targets', () => {
  test('are the executed SDK, one reference for each policy, and one model for each SDK family', () => {
    expect(listPolicies().length).toBeGreaterThan(1);
    const families = listPolicies().filter((policy) => policy.startsWith('rudderstack-'));
    expect(listTargets()).toEqual([
      'rudderstack-js',
      ...listPolicies().map((policy) => `reference:${policy}`),
      ...families.map((family) => `model:${family}`),
    ]);
  });

  test.each(listTargets())('%s can be opened and closed, and is called so', async (name) => {
    const target = openTarget(name, options);
    expect(target.description.name).toBe(name);
    expect(target.description.executed).toBe(name === 'rudderstack-js');
    await target.close();
  });

  test('have a policy by which they are judged', () => {
    const families = listPolicies().filter((policy) => policy.startsWith('rudderstack-'));
    expect(listTargets().map(defaultPolicyOf)).toEqual(['rudderstack-web', ...listPolicies(), ...families]);
  });

  test('say what they stored, where an SDK encodes it', () => {
    expect(meaningOfStored('rudderstack-js')?.('"a text"')).toBe('a text');
    expect(meaningOfStored('reference:rudderstack-web')).toBeUndefined();
    expect(meaningOfStored('model:rudderstack-web')).toBeUndefined();
  });

  test('are inspected if an SDK is run', async () => {
    const inspection = { timeline: 'a/b', step: 0, port: 0, onListening: () => {} };
    const target = openTarget('rudderstack-js', { ...options, inspection });
    expect(target.description.name).toBe('rudderstack-js');
    await target.close();
    expect(() => openTarget('reference:rudderstack-web', { ...options, inspection })).toThrow('nothing to inspect');
  });

  test.each([
    ['ruderstack-js', 'unknown target "ruderstack-js" (did you mean "rudderstack-js"?); allowed: '],
    ['reference:rudderstack-wep', '(did you mean "reference:rudderstack-web"?)'],
    ['model:rudderstack-androit', '(did you mean "model:rudderstack-android"?)'],
    ['model:announcement-web', 'unknown target "model:announcement-web"'],
    ['rudderstack-web', 'unknown target "rudderstack-web"'],
    ['reference:', 'unknown target "reference:"; allowed: '],
    ['', 'unknown target ""; allowed: '],
  ])('%j is refused with what was meant and what is allowed', (name, message) => {
    expect(refusal(name)).toContain(message);
    for (const allowed of listTargets()) expect(refusal(name)).toContain(allowed);
  });
});
