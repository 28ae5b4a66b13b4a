import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Rules, rulesFor } from '../../../src/engine/rules.js';
import { simulate } from '../../../src/engine/simulate.js';
import { allChecks, lawChecks } from '../../../src/judge/checks/index.js';
import { type Bench, judge } from '../../../src/judge/judge.js';
import { allMutants, notSeeded } from '../../../src/mutants/museum/index.js';
import type { Mutant } from '../../../src/mutants/mutant.js';
import type { Case } from '../../../src/record/case.js';
import { packageRoot } from '../../../src/spec/package-root.js';
import { listPolicies, loadPolicy } from '../../../src/spec/policies.js';
import { editions } from '../../../src/spec/requirements.js';
import { registry, suiteOf } from '../suite-of.js';

/** Each seeded fault must be caught for the reason that it declares: by that check, against that requirement. */
function fails(rules: Rules, scenario: Case, bench: Bench, { requirement, check }: Mutant): boolean {
  const trace = simulate(scenario.timeline, bench.policy, rules);
  return judge(scenario, trace, undefined, bench).some(
    (verdict) => verdict.status === 'fail' && verdict.requirement === requirement && verdict.check === check,
  );
}

const laws = new Set(lawChecks.map(({ id }) => id));

/** The first case that catches a fault as it declares, or `undefined`. */
function catcherOf(mutant: Mutant): Case | undefined {
  const { bench, cases } = suiteOf(mutant);
  const rules = mutant.apply(rulesFor(bench.policy, bench.edition), bench.policy);
  // What a scenario expects is charged to its first requirement; a law speaks of its own in every scenario.
  const candidates = laws.has(mutant.check)
    ? cases
    : cases.filter(({ requirements }) => requirements[0] === mutant.requirement);
  return candidates.find((scenario) => fails(rules, scenario, bench, mutant));
}

describe('the museum', () => {
  test('is all that there are files of, each under the name of its file', () => {
    const found = readdirSync(join(packageRoot, 'src/mutants/museum')).filter((file) => file !== 'index.ts');
    expect(allMutants.map(({ id }) => `${id}.ts`)).toEqual(found.sort());
  });

  test.each(allMutants)('$id is told in one sentence and says where it comes from', ({ title, source, link }) => {
    expect(title).toMatch(/^[a-z][^.]*$/i);
    expect(source.length).toBeGreaterThan(10);
    // What was reported can be looked up; what was read in a source says where; the rest is owned to be a plain slip.
    if (!/^(a plain slip: |rudder-sdk-)/.test(source)) expect(link).toMatch(/^https:\/\//);
    expect(allMutants.filter((other) => other.title === title)).toHaveLength(1);
  });

  test.each(allMutants)('$id breaks a MUST of its edition and platform, and a check that there is', (mutant) => {
    const { family, edition = '2026-11', requirement, check } = mutant;
    expect(listPolicies()).toContain(family);
    expect(editions).toContain(edition);
    expect(allChecks.map(({ id }) => id)).toContain(check);
    // The reference cannot be a witness against itself.
    expect(check).not.toBe('engine-opinion');
    const broken = registry.byId.get(requirement);
    expect(broken?.level).toBe('MUST');
    expect(broken?.editions).toContain(edition);
    expect(['any', loadPolicy(family).platform]).toContain(broken?.platform);
  });

  test.each(allMutants)('$id leaves the rules that it was given as they are', ({ family, edition, apply }) => {
    const policy = loadPolicy(family);
    const rules = rulesFor(policy, edition ?? '2026-11');
    const before = { ...rules };
    expect(apply(rules, policy)).not.toBe(rules);
    expect(rules).toEqual(before);
  });

  test.each(allMutants)('$id is caught by $check against $requirement, and the reference is not', (mutant) => {
    const scenario = catcherOf(mutant);
    if (scenario === undefined) throw new Error(`no scenario catches ${mutant.id} as it declares`);
    const { bench } = suiteOf(mutant);
    expect(fails(rulesFor(bench.policy, bench.edition), scenario, bench, mutant), scenario.id).toBe(false);
  });
});

test('what is not seeded says where it was reported and why it cannot be', () => {
  for (const { title, source, link, because } of notSeeded) {
    expect(source.length, title).toBeGreaterThan(10);
    expect(link, title).toMatch(/^https:\/\//);
    expect(because.length, title).toBeGreaterThan(20);
  }
});
