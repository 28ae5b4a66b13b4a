import { describe, expect, test } from 'vitest';
import { quirksOf } from '../../src/engine/quirks/index.js';
import type { CoverageRow, RunResult } from '../../src/record/run-result.js';
import { allCases } from '../../src/scenario/cases.js';
import { readScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { type InputProblem, throwProblems } from '../../src/spec/input-error.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { editions, loadRequirements } from '../../src/spec/requirements.js';
import { runSuite } from '../../src/suite/run.js';

/** Every model through the whole suite, in both editions: what it breaks is the table of docs/models-breaches.md. */
const registry = loadRequirements();
const families = listPolicies().filter((id) => quirksOf(id).length > 0);
const problems: InputProblem[] = [];
const files = readScenarioFiles([], { registry, policy: loadPolicy('rudderstack-web') }, problems);
throwProblems(problems);

async function play(target: string, family: string, edition: string): Promise<RunResult> {
  const policy = loadPolicy(family);
  return runSuite({
    cases: allCases(files, policy),
    target,
    bench: { registry, policy, edition, deviations: [] },
    seed: 1,
    jobs: 1,
    fullStepping: false,
    bail: false,
    asOf: '2026-11-25',
  });
}

const marks: Readonly<Record<string, string>> = {
  breaks: '✗',
  warns: 'warns',
  'differs from the policy': 'differs',
};

function table(coverages: ReadonlyMap<string, readonly CoverageRow[]>): string {
  const columns = [...coverages.keys()];
  const markOf = (family: string, requirement: string): string =>
    marks[coverages.get(family)?.find((row) => row.requirement === requirement)?.outcome ?? ''] ?? '';
  const lines = [...registry.byId.values()]
    .map(({ id, text }) => ({ id, text, cells: columns.map((family) => markOf(family, id)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ id, text, cells }) => `| ${id} | ${cells.join(' | ')} | ${text} |`);
  const heads = columns.map((family) => family.replace('rudderstack-', ''));
  return [
    `| requirement | ${heads.join(' | ')} | text |`,
    `| --- |${' --- |'.repeat(heads.length + 1)}`,
    ...lines,
  ].join('\n');
}

describe.each(families)('%s', (family) => {
  test.each(editions)(
    'the reference of its policy has no fault in the edition %s, and breaks nothing',
    async (edition) => {
      const { faults, probes, cases } = await play(`reference:${family}`, family, edition);
      expect(faults).toEqual([]);
      expect(probes.filter(({ ok }) => !ok)).toEqual([]);
      const bad = cases.flatMap(({ verdicts }) => verdicts).filter(({ status }) => !['pass', 'skip'].includes(status));
      expect(bad).toEqual([]);
    },
  );
});

test('what the models break', async () => {
  const sections: string[] = [];
  const broken = new Map<string, Set<string>>();
  for (const edition of editions) {
    const coverages = new Map<string, readonly CoverageRow[]>();
    for (const family of families) {
      const { faults, coverage, target } = await play(`model:${family}`, family, edition);
      expect(faults, family).toEqual([]);
      expect([target.environment, target.executed]).toEqual(['model', false]);
      coverages.set(family, coverage);
      for (const { requirement, outcome } of coverage) {
        if (marks[outcome] !== undefined) broken.set(family, (broken.get(family) ?? new Set()).add(requirement));
      }
    }
    sections.push(`## Edition ${edition}\n\n${table(coverages)}\n`);
  }
  // What a quirk says that it breaks is seen to break.
  for (const family of families) {
    const claimed = quirksOf(family).flatMap(({ requirements }) => requirements);
    expect(
      claimed.filter((id) => !broken.get(family)?.has(id)),
      family,
    ).toEqual([]);
  }
  await expect(`${heading}${sections.join('\n')}`).toMatchFileSnapshot('../../docs/models-breaches.md');
}, 120_000);

const heading = `# What the models break

No SDK was executed for this. Each column is a model: a family's policy with the quirks that were read in its source
(\`docs/models.md\`), played through the whole suite. ✗: a MUST is broken; \`warns\`: a SHOULD is; \`differs\`: it does not do
what a value of its policy says that was only observed. A requirement can be broken by way of another: where ids are
shared, a session has two markers as well. Written by \`npx vitest run test/suite/models.test.ts --update\`, and checked by
the same test.

`;
