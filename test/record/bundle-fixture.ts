import { type Bundle, bundleOf, type Recording } from '../../src/record/bundle.js';
import { judgePlayed } from '../../src/suite/judge-played.js';
import { bench } from '../judge/bench.js';
import { beyondTimeout, caseOf, load, traceOf, track } from '../judge/fixture.js';
import { runResult } from '../report/fixture.js';

/** What the engine does in a case whose author expects something else, so that it fails. */
export function recording(changes: Partial<Recording> = {}): Recording {
  const scenario = caseOf(
    [load, track('one'), beyondTimeout, track('two')],
    { 1: { session: 'first', start: 'true' }, 3: { session: 'first' } },
    { id: 'timeout/kept', section: 'timeout' },
  );
  const played = { trace: traceOf(scenario) };
  const { target, probes, lapseVersion } = runResult();
  const { result } = judgePlayed(scenario, played, target.name, bench);
  return {
    lapseVersion,
    target,
    probes,
    sdk: {
      package: '@rudderstack/analytics-js',
      version: '3.34.1',
      sha256: `sha256:${'0123456789abcdef'.repeat(4)}`,
      source: 'installed',
    },
    edition: bench.edition,
    policy: bench.policy,
    seed: 1,
    fullStepping: false,
    case: scenario,
    played,
    verdicts: result.verdicts,
    ...changes,
  };
}

export function bundle(changes: Partial<Recording> = {}): Bundle {
  return bundleOf(recording(changes));
}
