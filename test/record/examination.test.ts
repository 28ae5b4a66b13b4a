import { expect, test } from 'vitest';
import type { Examination } from '../../src/record/examination.js';
import { isSound } from '../../src/record/examination.js';

const tampering = { id: 'drop', title: 'a message is lost', scenarios: 1, checks: ['delivery'], message: '' };

function examination(changes: Partial<Examination> = {}): Examination {
  return {
    lapseVersion: '0.1.0',
    target: { name: 'x', subject: 'x', version: '1', environment: 'engine', executed: false, platform: 'web' },
    edition: '2026-11',
    policy: 'rudderstack-web',
    probes: [{ probe: 'wire', ok: true, message: '' }],
    scenarios: [{ scenario: 'a/b', outcome: 'observed', message: '' }],
    tamperings: [{ ...tampering, outcome: 'noticed' }],
    ...changes,
  };
}

test.each<[string, boolean, Partial<Examination>]>([
  ['everything is noticed', true, {}],
  [
    'one scenario and one tampering do not apply',
    true,
    {
      scenarios: [...examination().scenarios, { scenario: 'a/c', outcome: 'skipped', message: '' }],
      tamperings: [...examination().tamperings, { ...tampering, outcome: 'inapplicable' }],
    },
  ],
  ['an adapter is ready', true, { walk: [{ place: 'load', outcome: 'ok', message: '' }] }],
  ['an adapter leaves something out', true, { walk: [{ place: 'further', outcome: 'not tried', message: 'x' }] }],
  ['a place of an adapter is not ok', false, { walk: [{ place: 'load', outcome: 'not ok', message: 'x' }] }],
  ['a probe fails', false, { probes: [{ probe: 'wire', ok: false, message: '' }] }],
  ['nothing was played', false, { scenarios: [] }],
  ['everything was skipped', false, { scenarios: [{ scenario: 'a/b', outcome: 'skipped', message: '' }] }],
  [
    'a scenario is untestable',
    false,
    { scenarios: [...examination().scenarios, { scenario: 'a/c', outcome: 'untestable', message: '' }] },
  ],
  ['nothing was spoilt', false, { tamperings: [] }],
  ['nothing applies', false, { tamperings: [{ ...tampering, outcome: 'inapplicable' }] }],
  [
    'something is not noticed',
    false,
    { tamperings: [...examination().tamperings, { ...tampering, outcome: 'unnoticed' }] },
  ],
  [
    'something is not observed',
    false,
    { tamperings: [...examination().tamperings, { ...tampering, outcome: 'unobserved' }] },
  ],
])('when %s, a target can be judged honestly: %s', (_when, sound, changes) => {
  expect(isSound(examination(changes))).toBe(sound);
});
