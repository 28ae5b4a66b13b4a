import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type NotModelled, notModelled } from '../../src/engine/not-modelled.js';
import { allCases } from '../../src/scenario/cases.js';
import { readScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { matchesId } from '../../src/spec/id-glob.js';
import { type InputProblem, throwProblems } from '../../src/spec/input-error.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { runSuite } from '../../src/suite/run.js';
import { parseCsv } from '../report/parse-csv.js';

/**
 * Where an SDK can be executed, its model is held against it: what the SDK breaks the model breaks as well, scenario by
 * scenario and requirement by requirement, unless an entry of `notModelled` says why not; and the model breaks nothing
 * else. What the SDK breaks is read from its published results, which a test keeps fresh.
 */
const pairs = [
  { sdk: 'rudderstack-js', family: 'rudderstack-web' },
  { sdk: 'rudderstack-js-legacy', family: 'rudderstack-web-legacy' },
] as const;

/** Each scenario and requirement that one of a pair breaks and the other does not. */
const differences: { readonly family: string; readonly key: string }[] = [];

async function brokenByModel(family: string): Promise<Set<string>> {
  const registry = loadRequirements();
  const policy = loadPolicy(family);
  const problems: InputProblem[] = [];
  const files = readScenarioFiles([], { registry, policy }, problems);
  throwProblems(problems);
  const { cases } = await runSuite({
    cases: allCases(files, policy),
    target: `model:${family}`,
    bench: { registry, policy, edition: '2026-11', deviations: [] },
    seed: 1,
    jobs: 1,
    fullStepping: false,
    bail: false,
    asOf: '2026-11-25',
  });
  return brokenIn(cases.flatMap(({ verdicts }) => verdicts));
}

/** @returns what the SDK breaks, and the scenarios that it was judged by */
function publishedOf(sdk: string): { readonly broken: ReadonlySet<string>; readonly scenarios: ReadonlySet<string> } {
  const file = join(packageRoot, 'reports/published', sdk, 'verdicts.csv');
  const [header = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
  const [scenario, requirement, status] = ['scenario', 'requirement', 'status'].map((name) => header.indexOf(name));
  const cell = (row: readonly string[], column = -1): string => row[column] ?? '';
  const verdicts = rows.map((row) => ({
    scenario: cell(row, scenario),
    requirement: cell(row, requirement),
    status: cell(row, status),
  }));
  return { broken: brokenIn(verdicts), scenarios: new Set(verdicts.map((each) => each.scenario)) };
}

const bad: ReadonlySet<string> = new Set(['fail', 'known', 'warn', 'characterization']);

/** Each scenario with a requirement that is broken in it. */
function brokenIn(
  verdicts: readonly { readonly scenario: string; readonly requirement: string; readonly status: string }[],
): Set<string> {
  return new Set(
    verdicts.filter(({ status }) => bad.has(status)).map(({ scenario, requirement }) => `${scenario} ${requirement}`),
  );
}

function covers({ scenarios = [], requirements }: NotModelled, key: string): boolean {
  const [scenario = '', requirement = ''] = key.split(' ');
  return (
    scenarios.some((glob) => matchesId(glob, scenario)) &&
    (requirements === undefined || requirements.includes(requirement))
  );
}

describe.each(pairs)('$sdk and model:$family', ({ sdk, family }) => {
  const { broken: bySdk, scenarios } = publishedOf(sdk);
  const argued = notModelled.filter(({ families }) => families.includes(family));
  const isArgued = (key: string): boolean => argued.some((entry) => covers(entry, key));
  let byModel: ReadonlySet<string>;

  beforeAll(async () => {
    byModel = await brokenByModel(family);
    // A scenario that is newer than the published results is for another test to miss.
    const isPublished = (key: string): boolean => scenarios.has(key.split(' ')[0] ?? '');
    const ofOne = [...bySdk, ...byModel].filter((key) => bySdk.has(key) !== byModel.has(key));
    differences.push(...ofOne.filter(isPublished).map((key) => ({ family, key })));
  }, 60_000);

  test('break requirements', () => {
    expect(bySdk.size).toBeGreaterThan(50);
    expect(byModel.size).toBeGreaterThan(50);
  });

  test('what the SDK breaks, the model breaks, or it is said why not', () => {
    expect([...bySdk].filter((key) => !byModel.has(key) && !isArgued(key))).toEqual([]);
  });

  test('what the model breaks, the SDK breaks, or it is said why not', () => {
    const ofModel = differences.filter((each) => each.family === family && byModel.has(each.key));
    expect(ofModel.filter(({ key }) => !isArgued(key))).toEqual([]);
  });
});

test('nothing is argued where an SDK and its model are at one', () => {
  const globs = notModelled.flatMap((entry) =>
    (entry.scenarios ?? []).map((glob) => ({ ...entry, scenarios: [glob] })),
  );
  const idle = globs.filter(
    (entry) => !differences.some(({ family, key }) => entry.families.includes(family) && covers(entry, key)),
  );
  expect(idle.map(({ title, scenarios }) => `${title}: ${scenarios}`)).toEqual([]);
});
