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
    expect(listPolicies()).toEqual([
      'announcement-mobile',
      'announcement-web',
      'rudderstack-android',
      'rudderstack-flutter',
      'rudderstack-ios',
      'rudderstack-kotlin',
      'rudderstack-react-native',
      'rudderstack-swift',
      'rudderstack-web-legacy',
      'rudderstack-web',
    ]);
    for (const id of listPolicies()) expect(loadPolicy(id).id).toBe(id);
  });

  test('have a basis and a source for each value', () => {
    for (const id of listPolicies()) {
      const { values, basisOf, sourceOf } = loadPolicy(id);
      expect(Object.keys(basisOf)).toEqual(Object.keys(values));
      expect(Object.keys(sourceOf)).toEqual(Object.keys(values));
    }
  });

  test('the web SDK was observed while it ran, and it is named with its version', () => {
    const { basisOf, sourceOf } = loadPolicy('rudderstack-web');
    for (const [key, basis] of Object.entries(basisOf)) {
      const source = Reflect.get(sourceOf, key);
      if (basis === 'observed') expect(source, key).toMatch(/^@rudderstack\/analytics-js \d+\.\d+\.\d+: /);
      else expect(source, key).not.toContain('@rudderstack');
    }
    for (const id of listPolicies().filter((each) => each.startsWith('announcement-'))) {
      expect(Object.values(loadPolicy(id).basisOf)).not.toContain('observed');
    }
  });

  test('what was read in the source of an SDK names its version and the file', () => {
    const read = listPolicies().filter((id) => id.startsWith('rudderstack-') && id !== 'rudderstack-web');
    expect(read.length).toBeGreaterThan(5);
    for (const { id, basisOf, sourceOf } of read.map((each) => loadPolicy(each))) {
      for (const [key, basis] of Object.entries(basisOf)) {
        if (basis !== 'observed') continue;
        expect(Reflect.get(sourceOf, key), `${id} ${key}`).toMatch(
          /^rudder-sdk-[a-z-]+ (at [0-9a-f]{7}|[\d.]+|v1\.1 at [0-9a-f]{9}), [\w/]+\.(java|m|kt|swift|ts|js|dart)\b.*: /,
        );
      }
    }
  });

  test('an application on a phone gives a session 5 minutes', () => {
    const mobile = listPolicies()
      .map((id) => loadPolicy(id))
      .filter(({ platform }) => platform === 'mobile');
    expect(mobile.map(({ values }) => values.defaultTimeoutMs)).toEqual(Array(7).fill(300_000));
  });

  test('the web gives a session 30 minutes, and its documentation cuts it off after 12 hours', () => {
    expect(loadPolicy('rudderstack-web').values).toMatchObject({
      defaultTimeoutMs: 1_800_000,
      cutOffDefaultMs: 43_200_000,
    });
    expect(loadPolicy('announcement-web').values).toMatchObject({ defaultTimeoutMs: 1_800_000, cutOffDefaultMs: null });
  });
});

describe('what the SDKs of a policy lack', () => {
  test('is said with its source, and is nothing otherwise', () => {
    expect(loadPolicy('rudderstack-web').lacks).toEqual([]);
    const { lacks } = loadPolicy('rudderstack-web-legacy');
    expect(lacks.map(({ feature }) => feature)).toEqual(['cutOff', 'storageType', 'preConsent']);
    for (const { source } of lacks) expect(source).toMatch(/page/);
  });

  test('is one of the features that an application can ask for', () => {
    const lacking = titled.replace('values:', 'lacks:\n  - feature: cutoff\nvalues:');
    const folder = inputFolder({ 'mine.yaml': lacking });
    expect(inputErrorOf(folder, () => loadPolicy('mine', folder))).toMatchInlineSnapshot(`
      "mine.yaml:6:5: lacks[0] lacks the key "source"
      mine.yaml:6:14: lacks[0].feature is "cutoff" (did you mean "cutOff"?); allowed: cutOff, storageType, preConsent"
    `);
  });
});

test('an unknown policy', () => {
  expect(inputErrorOf(undefined, () => loadPolicy('rudderstack-wep'))).toMatchInlineSnapshot(
    `"unknown policy "rudderstack-wep" (did you mean "rudderstack-web"?); allowed: announcement-mobile, announcement-web, rudderstack-android, rudderstack-flutter, rudderstack-ios, rudderstack-kotlin, rudderstack-react-native, rudderstack-swift, rudderstack-web-legacy, rudderstack-web"`,
  );
  expect(inputErrorOf(undefined, () => loadPolicy('../requirements/timeout'))).toMatchInlineSnapshot(
    `"unknown policy "../requirements/timeout"; allowed: announcement-mobile, announcement-web, rudderstack-android, rudderstack-flutter, rudderstack-ios, rudderstack-kotlin, rudderstack-react-native, rudderstack-swift, rudderstack-web-legacy, rudderstack-web"`,
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
    mine.yaml:10:3: unknown key "bondary" in values (did you mean "boundary"?); allowed: defaultTimeoutMs, boundary, warnBelowTimeoutMs, zeroTimeout, negativeTimeout, invalidTimeout, onlyFalseDisablesAutoTrack, expiryCheck, automaticNeedsLifecycleEvents, foregroundIsActivity, backgroundIsActivity, backgroundEventsAreActivity, resetIsActivity, idUnit, minimumManualIdDigits, invalidManualId, manualAfterRestart, readsExpired, clockSetBack, storageLost, cutOffDefaultMs, cutOffBoundary, cutOffShorterThanTimeout
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
