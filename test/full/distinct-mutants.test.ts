import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Rules, rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { allMutants } from '../../src/mutants/museum/index.js';
import { suiteOf } from '../mutants/suite-of.js';

type Suite = ReturnType<typeof suiteOf>;

/** What the rules do in all cases of a suite, told by a hash. */
function behaviourOf({ bench, cases }: Suite, rules: Rules): string {
  const hash = createHash('sha256');
  for (const { timeline } of cases) hash.update(JSON.stringify(simulate(timeline, bench.policy, rules).entries));
  return hash.digest('hex');
}

// A fault that does what another does, or what the reference does, would count twice in the score, or count for nothing.
test.runIf(process.env.LAPSE_FULL === '1')(
  'no two seeded faults of a family behave alike in all scenarios, and none behaves like the reference',
  { timeout: 600_000 },
  () => {
    const known = new Map<Suite, Map<string, string>>();
    const alike: string[] = [];
    for (const mutant of allMutants) {
      const suite = suiteOf(mutant);
      const { policy, edition } = suite.bench;
      const rules = rulesFor(policy, edition);
      const seen = known.get(suite) ?? new Map([[behaviourOf(suite, rules), 'the reference']]);
      known.set(suite, seen);
      const behaviour = behaviourOf(suite, mutant.apply(rules, policy));
      const other = seen.get(behaviour);
      if (other !== undefined) alike.push(`${mutant.id} and ${other}`);
      seen.set(behaviour, mutant.id);
    }
    expect(alike).toEqual([]);
  },
);
