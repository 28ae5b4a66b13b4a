import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

const rudderstackWeb = readFileSync(join(packageRoot, 'spec/policies/rudderstack-web.yaml'), 'utf8');
const titled = rudderstackWeb.replace('id: rudderstack-web', 'id: mine');

describe('the policies of the specification', () => {
  test('all of them load', () => {
    expect(listPolicies()).toEqual(['announcement-web', 'rudderstack-web']);
    for (const id of listPolicies()) expect(loadPolicy(id).id).toBe(id);
  });

  test('have a basis and a source for each value', () => {
    for (const id of listPolicies()) {
      const { values, basisOf, sourceOf } = loadPolicy(id);
      expect(Object.keys(basisOf)).toEqual(Object.keys(values));
      expect(Object.keys(sourceOf)).toEqual(Object.keys(values));
    }
  });

  test('only an SDK that ran was observed, and it is named with its version', () => {
    const { basisOf, sourceOf } = loadPolicy('rudderstack-web');
    for (const [key, basis] of Object.entries(basisOf)) {
      const source = Reflect.get(sourceOf, key);
      if (basis === 'observed') expect(source, key).toMatch(/^@rudderstack\/analytics-js \d+\.\d+\.\d+: /);
      else expect(source, key).not.toContain('@rudderstack');
    }
    expect(Object.values(loadPolicy('announcement-web').basisOf)).not.toContain('observed');
  });

  test('the web gives a session 30 minutes, and its documentation cuts it off after 12 hours', () => {
    expect(loadPolicy('rudderstack-web').values).toMatchObject({
      defaultTimeoutMs: 1_800_000,
      cutOffDefaultMs: 43_200_000,
    });
    expect(loadPolicy('announcement-web').values).toMatchObject({ defaultTimeoutMs: 1_800_000, cutOffDefaultMs: null });
  });
});

test('an unknown policy', () => {
  expect(inputErrorOf(undefined, () => loadPolicy('rudderstack-wep'))).toMatchInlineSnapshot(
    `"unknown policy "rudderstack-wep" (did you mean "rudderstack-web"?); allowed: announcement-web, rudderstack-web"`,
  );
  expect(inputErrorOf(undefined, () => loadPolicy('../requirements/timeout'))).toMatchInlineSnapshot(
    `"unknown policy "../requirements/timeout"; allowed: announcement-web, rudderstack-web"`,
  );
});

test('a key that is missing, one too many, and values that are not allowed', () => {
  const text = titled
    .replace('  boundary:', '  bondary:')
    .replace('value: disables', 'value: ignores')
    .replace('value: 10000', 'value: 10s')
    .replace('value: 1800000', 'value: -1')
    .replace('basis: observed', 'basis: rumoured');
  const folder = inputFolder({ 'mine.yaml': text });
  expect(inputErrorOf(folder, () => loadPolicy('mine', folder))).toMatchInlineSnapshot(`
    "mine.yaml:6:3: values lacks the key "boundary"
    mine.yaml:7:12: values.defaultTimeoutMs.value is -1; allowed: at least 1
    mine.yaml:10:3: unknown key "bondary" in values (did you mean "boundary"?); allowed: defaultTimeoutMs, boundary, warnBelowTimeoutMs, zeroTimeout, invalidTimeout, onlyFalseDisablesAutoTrack, expiryCheck, idUnit, minimumManualIdDigits, invalidManualId, pendingStart, manualAfterRestart, readsExpired, clockSetBack, storageLost, cutOffDefaultMs, cutOffBoundary, cutOffShorterThanTimeout
    mine.yaml:15:12: values.warnBelowTimeoutMs.value is "10s"; allowed: a whole number
    mine.yaml:19:12: values.zeroTimeout.value is "ignores"; allowed: disables, always-expired"
  `);
});

test('a file of another name', () => {
  const folder = inputFolder({ 'yours.yaml': titled });
  expect(inputErrorOf(folder, () => loadPolicy('yours', folder))).toMatchInlineSnapshot(
    `"yours.yaml:2:5: id is "mine" in a file named "yours.yaml"; allowed: yours"`,
  );
});
