import { probeWaitMs, type RunResult } from '../record/run-result.js';
import { formatDuration } from '../time/duration.js';
import { countOf } from './count.js';

/**
 * One line of what was verified before anything was judged, and of how much was judged then; the same in every report,
 * so that none can be read without it.
 */
export function verifiedLine(result: RunResult): string {
  const { cases, target } = result;
  const played = cases.filter(({ trace }) => trace !== undefined).length;
  const checks = cases.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  return [
    probesLine(result),
    `${played} of ${countOf(cases.length, 'scenario')} played, ${countOf(checks, 'check')}`,
    executedSdk(target),
  ].join('; ');
}

function executedSdk({ script, executed, subject }: RunResult['target']): string {
  if (script !== undefined) return `SDK ${script}`;
  return executed ? `SDK ${subject}` : 'no SDK executed';
}

/** What the probes found, and of whom. */
type Probed = Pick<RunResult, 'probes'> & Partial<Pick<RunResult, 'target'>>;

/** The part of it that says what the probes found. */
export function probesLine(result: Probed): string {
  return `${isVerified(result) ? 'verified' : 'not verified'}: ${probed(result)}`;
}

export function isVerified({ probes }: Pick<RunResult, 'probes'>): boolean {
  return probes.length > 0 && probes.every(({ ok }) => ok);
}

function probed({ probes, target }: Probed): string {
  const [first] = probes;
  if (first === undefined) return 'nothing was probed';
  // A target that could not even be played fails every probe for one reason.
  if (probes.length > 1 && probes.every(({ ok, message }) => !ok && message === first.message)) {
    return `it cannot be judged, ${first.message}`;
  }
  const words = {
    clock: [
      target?.timeScale === undefined
        ? `clock obeys by exactly ${formatDuration(probeWaitMs)}`
        : 'clock runs in real time',
      'clock does not obey',
    ],
    wire: ['wire alive', 'wire dead'],
  } as const;
  return probes.map(({ probe, ok, message }) => (ok ? words[probe][0] : `${words[probe][1]} (${message})`)).join(', ');
}
