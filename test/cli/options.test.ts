import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { casesOf, checkOwnDeviations, loadBench, loadCases } from '../../src/cli/options.js';
import { builtInScenarios } from '../../src/cli/sources.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import type { Deviation } from '../../src/spec/deviations.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

test('a deviation that names no scenario, no step of one, or no check is told, with what was probably meant', () => {
  const bench = loadBench({ target: 'reference:rudderstack-web', policy: undefined, edition: undefined });
  const known = (number: number, column: number) => ({ number, place: { file: 'x.yaml', line: 6, column } });
  const deviation: Deviation = {
    id: 'wrong',
    requirement: 'SES-START-001',
    scenarios: ['identify/another-usr', 'timeout/beyond'],
    steps: new Map([['timeout/beyond', [known(3, 20), known(900, 23)]]]),
    checks: ['delivry', 'start-first'],
    reason: 'none',
    review: '2027-01-01',
    place: { file: 'x.yaml', line: 3, column: 5 },
  };
  const message = inputErrorOf(undefined, () => loadCases([], { ...bench, deviations: [deviation] }));
  expect(
    message.split('\n').map((line) => line.replace(/allowed: calls-return.*|allowed: .*, .*/, 'allowed: …')),
  ).toEqual([
    'x.yaml:3:5: the deviation names the scenario "identify/another-usr", and there is none (did you mean "identify/another-user"?); allowed: …',
    'x.yaml:3:5: the deviation names the check "delivry", and there is none (did you mean "delivery"?); allowed: …',
    'x.yaml:6:23: the deviation names step 900 of timeout/beyond/type=track, and there is none; allowed: …',
  ]);
});

test('files that were read once give each target the cases that reading them anew gives', () => {
  const files = loadScenarioFiles();
  for (const target of ['model:rudderstack-ios', 'reference:announcement-web']) {
    const bench = loadBench({ target, policy: undefined, edition: undefined });
    const shown = (cases: ReturnType<typeof casesOf>) => cases.map(({ id, timeline }) => ({ id, timeline }));
    expect(shown(casesOf(files, bench)), target).toEqual(shown(loadCases([], bench)));
  }
}, 60_000);

test('all that is wrong with what is to be judged is told at once', () => {
  const wrong = { target: 'rudderstack', policy: 'rudderstack', edition: '2026' };
  expect(inputErrorOf(undefined, () => loadBench(wrong)).split('\n')).toHaveLength(3);
});

test('steps of deviations count only where a scenario has the steps of the platform of the target', () => {
  const stepsBy = (policy: string | undefined) =>
    loadBench({ target: 'rudderstack-js', policy, edition: undefined }).deviations.some(({ steps }) => steps);
  expect(stepsBy(undefined)).toBe(true);
  expect(stepsBy('announcement-web')).toBe(true);
  expect(stepsBy('rudderstack-android')).toBe(false);
});

test('deviations of a project are about a target that exists, or about one that a program brings along', () => {
  const registry = loadRequirements();
  const folder = inputFolder({
    'known.yaml': 'target: rudderstack-js\ndeviations: []\n',
    'own.yaml': 'target: own:acme\ndeviations: []\n',
    'wrong.yaml': '# of nobody\ntarget: rudderstak-js\ndeviations: []\n',
  });
  const [known = '', own = '', wrong = ''] = ['known', 'own', 'wrong'].map((name) => path.join(folder, `${name}.yaml`));
  expect(checkOwnDeviations([known, own], registry)).toBe(0);
  const sources = { scenarioFolders: [], deviationFiles: [known, wrong], builtIn: true };
  const subject = { target: 'reference:rudderstack-web', policy: undefined, edition: undefined, sources };
  expect(inputErrorOf(folder, () => loadBench(subject, registry))).toMatch(
    /^wrong\.yaml:2:9: unknown target "rudderstak-js" \(did you mean "rudderstack-js"\?\)/,
  );
});

test('without what is built in nothing is known that is not the own', () => {
  const sources = { scenarioFolders: [], deviationFiles: [], builtIn: false };
  const subject = { target: 'rudderstack-js', policy: undefined, edition: undefined };
  expect(loadBench({ ...subject, sources }).deviations).toEqual([]);
  expect(loadBench(subject).deviations).not.toEqual([]);
});

test('a scenario of a project whose id Lapse has is told, with both files', () => {
  const scenario = readFileSync(path.join(builtInScenarios, 'timeout', 'within.yaml'), 'utf8');
  const folder = inputFolder({ 'scenarios/timeout/within.yaml': scenario });
  const bench = loadBench({ target: 'reference:rudderstack-web', policy: undefined, edition: undefined });
  const folders = [builtInScenarios, path.join(folder, 'scenarios')];
  const message = inputErrorOf(folder, () => loadCases(['timeout/within'], bench, undefined, folders));
  expect(message).toBe(
    'scenarios/timeout/within.yaml:1:1: the id "timeout/within" is taken, by scenarios/timeout/within.yaml:1:1; allowed: each id once',
  );
});
