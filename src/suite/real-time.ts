import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Bench } from '../judge/judge.js';
import type { Case, Expectation } from '../record/case.js';
import type { StepAction, Timeline } from '../record/timeline.js';
import { realToleranceMs } from '../target/index.js';
import { formatDuration } from '../time/duration.js';
import { behaviourOf } from './behaviour.js';

/** Longer than this in real time nobody waits for one scenario. */
const longestMs = 5 * 60_000;

/** Requirements about the lengths that an SDK has when nobody configures them, which is what shorter ones replace. */
const aboutDefaults: readonly string[] = ['SES-TIMEOUT-001', 'SES-TIMEOUT-002', 'SES-CUTOFF-005'];

const beyondReach: Readonly<Partial<Record<StepAction['kind'], string>>> = {
  setClock: 'the clock of the machine is not set for a test',
  sleep: 'the machine is not suspended for a test',
};

/** Paths of a message that say when something was. */
const dated: ReadonlySet<string> = new Set(['originalTimestamp', 'sentAt']);

/**
 * Why a scenario proves nothing where it is played in real time; `undefined` if it does.
 * @param timeScale how many times as fast as it is written
 */
export function whyNotInRealTime(scenario: Case, bench: Bench, timeScale: number): string | undefined {
  const { timeline } = scenario;
  for (const { action } of timeline.steps) {
    const reason = beyondReach[action.kind];
    if (reason !== undefined) return reason;
  }
  const untold = scenario.requirements.find((id) => timeScale !== 1 && aboutDefaults.includes(id));
  if (untold !== undefined)
    return `${untold} is about a length by default, and a shorter one is configured in real time`;
  if ([...scenario.expectations.values()].some(isToTheMillisecond)) {
    return 'an expectation is about the clock to the millisecond, or about the configuration, which real time changes';
  }
  const totalMs = timeline.steps.reduce((sum, { action }) => sum + (action.kind === 'wait' ? action.durationMs : 0), 0);
  if (totalMs / timeScale > longestMs)
    return `it would take ${formatDuration(Math.round(totalMs / timeScale))} of real time`;
  const toleranceMs = realToleranceMs * timeScale;
  const expected = conductsOf(timeline, bench);
  return lateVariants(timeline, toleranceMs).every((each) => conductsOf(each, bench) === expected)
    ? undefined
    : `hangs on less than ${formatDuration(toleranceMs)}, which real time does not keep`;
}

function isToTheMillisecond({ id, fields = {}, logs }: Expectation): boolean {
  return typeof id === 'object' || logs !== undefined || Object.keys(fields).some((path) => dated.has(path));
}

/** As it may be played: every wait longer or shorter, one of them, or time between all steps. */
function lateVariants(timeline: Timeline, toleranceMs: number): Timeline[] {
  const waits = timeline.steps.flatMap(({ action }, index) => (action.kind === 'wait' ? [index] : []));
  const changed = (isChanged: (index: number) => boolean, byMs: number): Timeline => ({
    ...timeline,
    steps: timeline.steps.map((step, index) =>
      step.action.kind === 'wait' && isChanged(index)
        ? { ...step, action: { kind: 'wait', durationMs: Math.max(0, step.action.durationMs + byMs) } }
        : step,
    ),
  });
  const pauses = timeline.steps.flatMap((step) => [
    { ...step, action: { kind: 'wait', durationMs: toleranceMs / timeline.steps.length } as const },
    step,
  ]);
  return [
    { ...timeline, steps: pauses },
    ...[toleranceMs, -toleranceMs].flatMap((byMs) => [
      changed(() => true, byMs),
      ...waits.map((wait) => changed((index) => index === wait, byMs)),
    ]),
  ];
}

function conductsOf(timeline: Timeline, { policy, edition }: Bench): string {
  const { conducts } = behaviourOf(simulate(timeline, policy, rulesFor(policy, edition)), timeline);
  return JSON.stringify([...conducts.values()]);
}
