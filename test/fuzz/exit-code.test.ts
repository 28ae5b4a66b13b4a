import { expect, test } from 'vitest';
import { exitCodeOfFuzz } from '../../src/fuzz/exit-code.js';
import { fuzzFailure, fuzzResult } from '../report/fuzz-fixture.js';

test.each([
  ['nothing new', {}, 0],
  ['a new failure', { failures: [fuzzFailure] }, 1],
  ['a target that was not observed', { discarded: [{ reason: 'it hangs', run: 0, count: 1 }] }, 3],
  ['a target that is not deterministic', { unstable: { run: 0, message: 'x' } }, 3],
  ['a fault of Lapse', { faults: [{ scenario: 'x', message: 'y' }] }, 3],
  ['no timeline at all', { runs: 0 }, 3],
  ['a probe that failed', { probes: [{ probe: 'clock' as const, ok: false, message: 'x' }] }, 3],
])('%s', (_name, changed, code) => {
  expect(exitCodeOfFuzz({ ...fuzzResult, failures: [], ...changed })).toBe(code);
});
