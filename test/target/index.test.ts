import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/spec/input-error.js';
import { listPolicies } from '../../src/spec/policies.js';
import { auditTargets } from '../../src/target/audit.js';
import { executedTargets } from '../../src/target/executed.js';
import {
  chooseSdk,
  defaultPolicyOf,
  describeTargets,
  listTargets,
  meaningOfStored,
  openTarget,
  publishedVersionOf,
  runsInBrowser,
} from '../../src/target/index.js';

const executed = executedTargets.map(({ name }) => name);
const audits = auditTargets.map(({ name }) => name);
const families = listPolicies().filter((policy) => policy.startsWith('rudderstack-'));
const options = { edition: '2026-11', seed: 1 };

describe('a published version', () => {
  test('is named by a target, or by the package that it runs, and its version', () => {
    const sdk = '@rudderstack/analytics-js@3.7.0';
    expect(publishedVersionOf('rudderstack-js@3.7.0')).toEqual({ target: 'rudderstack-js', sdk });
    expect(publishedVersionOf(sdk)).toEqual({ target: 'rudderstack-js', sdk });
    expect(publishedVersionOf('rudder-sdk-js@2.52.21')).toEqual({
      target: 'rudderstack-js-legacy',
      sdk: 'rudder-sdk-js@2.52.21',
    });
    expect(publishedVersionOf('reports/latest')).toBeUndefined();
  });

  test('is played in a browser where that is said, for which no version is taken', () => {
    const sdk = '@rudderstack/analytics-js@3.7.0';
    expect(publishedVersionOf('rudderstack-js@chromium@3.7.0')).toEqual({ target: 'rudderstack-js@chromium', sdk });
    expect(() => publishedVersionOf('rudderstack-js@chromium')).toThrow(
      '"rudderstack-js@chromium" is a target, and no version of its SDK is named; allowed: rudderstack-js@chromium@ and a published version',
    );
    expect(() => publishedVersionOf('rudderstack-js')).toThrow('is a target, and no version');
  });
});

test('which targets run in a browser', () => {
  expect(executed.filter(runsInBrowser)).toEqual(['rudderstack-js@chromium', 'rudderstack-js-legacy@chromium']);
  expect(runsInBrowser('reference:rudderstack-web')).toBe(false);
});

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
  test('are the executed SDKs, one reference for each policy, one model for each SDK family, and the audits', () => {
    expect(listPolicies().length).toBeGreaterThan(1);
    expect(listTargets()).toEqual([
      ...executed,
      ...listPolicies().map((policy) => `reference:${policy}`),
      ...families.map((family) => `model:${family}`),
      ...audits,
    ]);
  });

  test('are described with the package that is run, and its builds', () => {
    expect(describeTargets().filter(({ builds }) => builds.length > 0)).toEqual([
      {
        id: 'rudderstack-js',
        title: '@rudderstack/analytics-js, run in jsdom',
        builds: ['modern', 'legacy', 'content-script', 'legacy-content-script', 'lite', 'legacy-lite'],
      },
      { id: 'rudderstack-js-legacy', title: 'rudder-sdk-js, run in jsdom', builds: ['umd', 'cjs', 'content-script'] },
      {
        id: 'rudderstack-js@chromium',
        title: '@rudderstack/analytics-js, run in a Chromium of this machine',
        builds: ['modern', 'legacy', 'content-script', 'legacy-content-script', 'lite', 'legacy-lite'],
      },
      {
        id: 'rudderstack-js-legacy@chromium',
        title: 'rudder-sdk-js, run in a Chromium of this machine',
        builds: ['umd', 'cjs', 'content-script'],
      },
    ]);
  });

  test.each(listTargets())('%s can be opened and closed, and is called so', async (name) => {
    const target = openTarget(name, options);
    expect(target.description.name).toBe(name);
    expect(target.description.executed).toBe([...executed, ...audits].includes(name));
    expect(target.description.script !== undefined).toBe(target.description.executed);
    expect(target.description.audit === true).toBe(audits.includes(name));
    await target.close();
  });

  test('have a policy by which they are judged', () => {
    expect(listTargets().map(defaultPolicyOf)).toEqual([
      'rudderstack-web',
      'rudderstack-web-legacy',
      'rudderstack-web',
      'rudderstack-web-legacy',
      ...listPolicies(),
      ...families,
      ...audits.map(() => 'rudderstack-web'),
    ]);
  });

  test('say what they stored, where an SDK encodes it', () => {
    for (const name of executed) expect(meaningOfStored(name)?.('"a text"')).toBe('a text');
    expect(meaningOfStored('rudderstack-js')).not.toBe(meaningOfStored('rudderstack-js-legacy'));
    expect(meaningOfStored('reference:rudderstack-web')).toBeUndefined();
    expect(meaningOfStored('model:rudderstack-web')).toBeUndefined();
  });

  test('are inspected if an SDK is run', async () => {
    const inspection = { timeline: 'a/b', step: 0, port: 0, onListening: () => {} };
    for (const name of [...executed, ...audits]) {
      if (name.endsWith('@chromium')) {
        expect(() => openTarget(name, { ...options, inspection })).toThrow('a browser of its own');
        continue;
      }
      const target = openTarget(name, { ...options, inspection });
      expect(target.description.name).toBe(name);
      await target.close();
    }
    expect(() => openTarget('reference:rudderstack-web', { ...options, inspection })).toThrow('nothing to inspect');
  });

  test.each([
    ['ruderstack-js', 'unknown target "ruderstack-js" (did you mean "rudderstack-js"?); allowed: '],
    ['reference:rudderstack-wep', '(did you mean "reference:rudderstack-web"?)'],
    ['model:rudderstack-androit', '(did you mean "model:rudderstack-android"?)'],
    ['audit:frosen', '(did you mean "audit:frozen"?)'],
    ['model:announcement-web', 'unknown target "model:announcement-web"'],
    ['rudderstack-web', 'unknown target "rudderstack-web"'],
    ['reference:', 'unknown target "reference:"; allowed: '],
    ['', 'unknown target ""; allowed: '],
  ])('%j is refused with what was meant and what is allowed', (name, message) => {
    expect(refusal(name)).toContain(message);
    for (const allowed of listTargets()) expect(refusal(name)).toContain(allowed);
  });
});

describe('the SDK that a person chooses for a target', () => {
  test('is the one that is installed, of each', async () => {
    expect((await chooseSdk('rudderstack-js', {}))?.subject).toMatch(/^@rudderstack\/analytics-js \d/);
    expect((await chooseSdk('rudderstack-js-legacy', { sdk: 'rudder-sdk-js' }))?.subject).toMatch(/^rudder-sdk-js \d/);
    expect(await chooseSdk('reference:rudderstack-web', {})).toBeUndefined();
  });

  test.each([
    [
      'rudderstack-js',
      'rudder-sdk-js@2.40.4',
      '--sdk rudder-sdk-js@2.40.4 is driven by the target rudderstack-js-legacy, and the target here is rudderstack-js; allowed: --target rudderstack-js-legacy --sdk rudder-sdk-js@2.40.4',
    ],
    [
      'rudderstack-js-legacy',
      '@rudderstack/analytics-js',
      '--sdk @rudderstack/analytics-js is driven by the target rudderstack-js, and the target here is rudderstack-js-legacy; allowed: --target rudderstack-js --sdk @rudderstack/analytics-js',
    ],
    [
      'reference:rudderstack-web',
      'rudder-sdk-js',
      '--sdk chooses an SDK, and the target reference:rudderstack-web runs none; allowed: --sdk with --target rudderstack-js or rudderstack-js-legacy',
    ],
    ['audit:echo', './echo.cjs', '--sdk chooses an SDK, and the target audit:echo has one of its own'],
  ])('is refused by %s when it is %s', async (target, sdk, message) => {
    await expect(chooseSdk(target, { sdk })).rejects.toThrow(message);
  });
});
