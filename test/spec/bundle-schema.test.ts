import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { Expectation } from '../../src/record/case.js';
import { allTimelines } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { bundleFault } from '../../src/spec/bundle-schema.js';
import { bench } from '../judge/bench.js';
import { bundle } from '../record/bundle-fixture.js';

/** As it is read back from its file. */
const written = (value: object): object => JSON.parse(JSON.stringify(value));

describe('bundle.schema.json', () => {
  test('accepts what Lapse writes', () => {
    expect(bundleFault(written(bundle()))).toBeUndefined();
    expect(bundleFault(written(bundle({ sdk: undefined, played: { untestable: 'the SDK hung' } })))).toBeUndefined();
  });

  test('accepts every expectation', () => {
    const all: Required<Expectation>[] = [
      {
        session: 'first',
        start: 'true',
        id: { wallClockOf: 0, unit: 'seconds' },
        fields: { 'context.a': null },
        visitor: 'same',
        returns: 'none',
        messages: 0,
        logs: 'warn',
        requirement: 'SES-START-001',
        because: 'of a reason',
      },
    ];
    const expectations = [...all, { id: 7 }, { logs: 'none' }, {}].map((expect, step) => ({ step, expect }));
    const { case: recorded } = bundle();
    expect(bundleFault(written({ ...bundle(), case: { ...recorded, expectations } }))).toBeUndefined();
  });

  test('accepts what the engine records of every scenario', () => {
    const files = loadScenarioFiles([], { policy: bench.policy });
    const cases = files.flatMap((file) => allTimelines([file], bench.policy).slice(0, 1));
    const rules = rulesFor(bench.policy, bench.edition);
    const faults = cases.flatMap((scenario) => {
      const played = { trace: simulate(scenario.timeline, bench.policy, rules) };
      return bundleFault(written(bundle({ case: scenario, played }))) ?? [];
    });
    expect(cases.length).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a key that nobody knows', { host: 'a machine' }, 'it must NOT have additional properties ("host")'],
    ['a seed that is no number', { seed: '1' }, 'seed must be integer'],
    ['a hash of another kind', { policy: { id: 'a', sha256: 'md5:1' } }, 'policy/sha256 must match pattern'],
    ['a trace that is none', { played: { trace: {} } }, "played/trace must have required property 'timeline'"],
    ['neither a trace nor a reason', { played: {} }, 'played must have required property'],
  ])('refuses %s, and says where it is', (_, changes, message) => {
    expect(bundleFault(written({ ...bundle(), ...changes }))).toContain(message);
  });
});
