import { expect, test } from 'vitest';
import type { Mutant } from '../../src/mutants/mutant.js';
import { MutantTarget } from '../../src/mutants/mutant-target.js';
import { packageVersion } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { ReferenceTarget } from '../../src/target/reference.js';
import { identify, load, timelineOf } from '../engine/timelines.js';
import { told } from '../engine/told-sessions.js';

const mutant: Mutant = {
  id: 'always-the-same',
  title: 'another user changes nothing',
  source: 'made up',
  family: 'rudderstack-web',
  requirement: 'SES-IDENTIFY-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onIdentify: () => 'keep' }),
};
const policy = loadPolicy('rudderstack-web');
const timeline = timelineOf([load({}), identify('ada'), { kind: 'wait', durationMs: 1_000 }, identify('grace')]);

test('it plays the policy with the fault, and the reference without it', async () => {
  const target = new MutantTarget(mutant, policy, '2026-11');
  const trace = await target.play(timeline);
  expect(told(trace)).toBe('0* 0');
  expect(told(await new ReferenceTarget(policy, '2026-11', '1').play(timeline))).toBe('0* 1*');
  expect(trace.target).toBe('mutant:always-the-same');
  await target.close();
});

test('it says of itself that no SDK is executed', () => {
  expect(new MutantTarget(mutant, policy, '2026-11').description).toEqual({
    name: 'mutant:always-the-same',
    subject: 'mutant of the engine by rudderstack-web: another user changes nothing',
    version: packageVersion,
    environment: 'mutant',
    executed: false,
    platform: 'web',
  });
});
