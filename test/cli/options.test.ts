import { expect, test } from 'vitest';
import { casesOf, loadBench, loadCases } from '../../src/cli/options.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import type { Deviation } from '../../src/spec/deviations.js';
import { inputErrorOf } from '../spec/input-folder.js';

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
