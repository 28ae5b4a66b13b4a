import { describe, expect, test } from 'vitest';
import { whySkipped } from '../../src/suite/applicability.js';
import { openTarget } from '../../src/target/index.js';
import { bench } from '../judge/bench.js';
import { caseOf, load, track } from '../judge/fixture.js';

const { description: target } = openTarget('reference:rudderstack-web', { edition: bench.edition, seed: 1 });

function why(changes: Parameters<typeof caseOf>[2], edition = bench.edition): string | undefined {
  return whySkipped(caseOf([load], {}, changes), target, { ...bench, edition });
}

describe('whySkipped', () => {
  test('not at all, when everything fits', () => {
    expect(why({})).toBeUndefined();
    expect(why({ platform: 'any' })).toBeUndefined();
    expect(why({ given: { boundary: 'exclusive', minimumManualIdDigits: 10 } })).toBeUndefined();
  });

  test('for a requirement of another edition, the first or a later one', () => {
    expect(why({ requirements: ['SES-TIMEOUT-008'] })).toBe('SES-TIMEOUT-008 is not in the edition 2026-11');
    expect(why({ requirements: ['SES-TIMEOUT-008'] }, '2022-12')).toBeUndefined();
    expect(why({ requirements: ['SES-TIMEOUT-003', 'SES-TIMEOUT-009'] }, '2022-12')).toBe(
      'SES-TIMEOUT-009 is not in the edition 2022-12',
    );
  });

  test('for another platform', () => {
    expect(why({ platform: 'mobile' })).toBe('for mobile, and the target is web');
  });

  test.each([
    { kind: 'network', state: 'offline' },
    { kind: 'server', answer: 500 },
  ] as const)('for a model, where $kind fails', (outage) => {
    const { description: model } = openTarget('model:rudderstack-web', { edition: bench.edition, seed: 1 });
    const held = caseOf([load, outage, track('one')]);
    expect(whySkipped(held, model, bench)).toBe(
      'a model delivers each message at its call, so that an outage would show nothing of the SDK',
    );
    expect(whySkipped(caseOf([load, track('one')]), model, bench)).toBeUndefined();
    // The engine itself is played all the same, for the author may contradict it.
    expect(whySkipped(held, target, bench)).toBeUndefined();
  });

  test('in a browser, where a cookie may outlive what it was given', () => {
    const dayMs = 86_400_000;
    const browser = { ...target, environment: 'chromium' };
    const moved = (...byDays: readonly number[]) =>
      caseOf([load, ...byDays.map((days) => ({ kind: 'setClock', byMs: days * dayMs }) as const), track('one')]);
    const waited = caseOf([
      load,
      { kind: 'wait', durationMs: 200 * dayMs },
      { kind: 'sleep', durationMs: 165 * dayMs },
    ]);
    expect(whySkipped(moved(365), browser, bench)).toContain('a browser judges that by real time');
    expect(whySkipped(waited, browser, bench)).toContain('a browser judges that by real time');
    expect(whySkipped(moved(-365, 365), browser, bench)).toContain('a browser judges that by real time');
    for (const days of [[364], [-365], [300, -300, 300]]) {
      expect(whySkipped(moved(...days), browser, bench)).toBeUndefined();
    }
    expect(whySkipped(moved(365), target, bench)).toBeUndefined();
  });

  test('for a feature that the SDKs of the policy are documented to lack', () => {
    const asking = caseOf([{ kind: 'load', config: { storage: { type: 'none' } } }]);
    const lacking = { ...bench.policy, lacks: [{ feature: 'storageType', source: 'A page says so.' } as const] };
    expect(whySkipped(asking, target, bench)).toBeUndefined();
    expect(whySkipped(asking, target, { ...bench, policy: lacking })).toBe(
      'asks for storageType, which the SDKs of the policy rudderstack-web lack: A page says so.',
    );
    expect(whySkipped(caseOf([load]), target, { ...bench, policy: lacking })).toBeUndefined();
  });

  test('for another value of the policy', () => {
    expect(why({ given: { boundary: 'inclusive' } })).toBe(
      'given boundary: inclusive, and the policy rudderstack-web has exclusive',
    );
    expect(why({ given: { minimumManualIdDigits: '10' } })).toBe(
      'given minimumManualIdDigits: 10, and the policy rudderstack-web has 10',
    );
  });
});
