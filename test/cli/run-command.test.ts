import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommandFor } from '../../src/cli/run-command.js';
import { builtInScenarios } from '../../src/cli/sources.js';

const run = { target: { name: 'rudderstack-js' }, edition: '2026-11', policy: 'rudderstack-web', seed: 1 };
const ours = {
  id: 'timeout/beyond/type=page',
  place: { file: path.join(builtInScenarios, 'timeout', 'beyond.yaml'), line: 1, column: 1 },
};

test('a scenario of Lapse is played by its id, without what is so by default', () => {
  expect(runCommandFor(ours, {}, run, undefined)).toBe("npx lapse run 'timeout/beyond/type=page'");
  expect(runCommandFor(ours, { 'full-stepping': false }, run, undefined)).toBe(
    "npx lapse run 'timeout/beyond/type=page'",
  );
});

test('another one is played by its file, whatever that is called', () => {
  const theirs = { id: 'team/x', place: { file: "the team's/scenarios/x.yaml", line: 1, column: 1 } };
  expect(runCommandFor(theirs, {}, run, undefined)).toBe("npx lapse run 'the team'\\''s/scenarios/x.yaml'");
});

test('what decides how it is played is repeated', () => {
  const given = { 'time-limit': '2m', 'full-stepping': true };
  expect(runCommandFor(ours, given, { ...run, target: { name: 'own' }, seed: 7 }, undefined)).toBe(
    "npx lapse run 'timeout/beyond/type=page' --target own --seed 7 --time-limit 2m --full-stepping",
  );
});
