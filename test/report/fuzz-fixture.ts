import type { FuzzFailure, FuzzResult } from '../../src/record/fuzz-result.js';
import { caseResult, trace, verdict } from './fixture.js';

const failing = verdict({
  scenario: 'corpus/goes-on-plain',
  check: 'engine-opinion',
  requirement: 'SES-WIRE-001',
  status: 'fail',
  expected: 'session 2 with the start marker',
  observed: 'session 1',
  message: 'the reference engine says session 2, the target session 1',
});

export const fuzzFailure: FuzzFailure = {
  case: caseResult({ id: 'corpus/goes-on-plain' }).case,
  trace: trace([]),
  verdicts: [failing, { ...failing, check: 'start-first', message: 'not marked' }],
  verdict: failing,
  seed: 7,
  run: 11,
  generatedSteps: 33,
  steps: 4,
  seen: 3,
  scenario: 'title: It\nsteps: [ load ]\n',
};

export const fuzzResult: FuzzResult = {
  lapseVersion: '0.1.0',
  target: {
    name: 'rudderstack-js',
    subject: '@rudderstack/analytics-js 3.34.1',
    version: '3.34.1',
    environment: 'jsdom',
    executed: true,
    platform: 'web',
  },
  edition: '2026-11',
  policy: 'rudderstack-web',
  twice: false,
  seed: 7,
  probes: [
    { probe: 'clock', ok: true, message: 'it obeys' },
    { probe: 'wire', ok: true, message: 'it lives' },
  ],
  corpus: [],
  runs: 12,
  steps: 396,
  virtualMs: 90_000,
  branches: { taken: 71, of: 90 },
  discarded: [],
  failures: [],
  known: [],
  faults: [],
};
