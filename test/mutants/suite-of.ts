import type { Bench } from '../../src/judge/judge.js';
import type { Mutant } from '../../src/mutants/mutant.js';
import type { Case } from '../../src/record/case.js';
import { allCases } from '../../src/scenario/cases.js';
import { readScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { type InputProblem, throwProblems } from '../../src/spec/input-error.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { whySkipped } from '../../src/suite/applicability.js';

export const registry = loadRequirements();

const problems: InputProblem[] = [];
const files = readScenarioFiles([], { registry, policy: loadPolicy('rudderstack-web') }, problems);
throwProblems(problems);

interface Suite {
  readonly bench: Bench;
  readonly cases: readonly Case[];
}

const suites = new Map<string, Suite>();

/** The cases that a fault is played through, and what they are judged by: one and the same for those of one family. */
export function suiteOf({ family, edition = '2026-11' }: Mutant): Suite {
  const key = `${family} ${edition}`;
  const known = suites.get(key);
  if (known !== undefined) return known;
  const policy = loadPolicy(family);
  const bench = { registry, policy, edition, deviations: [] };
  const target = { platform: policy.platform, environment: 'model' };
  const suite = {
    bench,
    cases: allCases(files, policy).filter((each) => whySkipped(each, target, bench) === undefined),
  };
  suites.set(key, suite);
  return suite;
}
