import { type Bench, unjudged } from '../judge/judge.js';
import { type Bundle, judgedPart, type Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type Behaviour, firstDifference } from '../record/comparison.js';
import type { CaseResult, Fault, ProbeResult, RunResult } from '../record/run-result.js';
import type { TargetDescription } from '../record/trace.js';
import { InputError } from '../spec/input-error.js';
import { type ChosenSdk, openTarget } from '../target/index.js';
import { whySkipped } from './applicability.js';
import { behaviourOf } from './behaviour.js';
import { benchFor } from './deviations.js';
import { type Judged, judgePlayed } from './judge-played.js';
import { whyNotPlayable } from './playable.js';
import { probe } from './probes.js';
import { resultOfOne } from './result-of-one.js';
import { playOne } from './schedule.js';

export interface ReplayOptions {
  readonly bundle: Bundle;
  /** The case of the bundle. */
  readonly case: Case;
  readonly target: string;
  readonly sdk?: ChosenSdk | undefined;
  readonly bench: Bench;
  readonly fullStepping: boolean;
  readonly timeLimitMs?: number | undefined;
}

/** What came of playing a bundle's timeline again. */
export interface Replay {
  readonly target: TargetDescription;
  /** If one of them failed, nothing was played. */
  readonly probes: readonly ProbeResult[];
  readonly played: Played;
  readonly result: CaseResult;
  readonly faults: readonly Fault[];
  /** What the target did at each step, then and now; absent unless there are two traces. */
  readonly behaviours?: { readonly before: Behaviour; readonly now: Behaviour };
  /** The index of the first step at which sessions differ, if there is one. */
  readonly partingStep?: number;
}

/**
 * Plays the timeline of a bundle again, with its seed, and judges what comes of it by the present checks.
 * @throws InputError when the target cannot be opened, or is of a platform on which the timeline cannot happen
 */
export async function replayBundle(options: ReplayOptions): Promise<Replay> {
  const { bundle, case: scenario, target: name, sdk, bench, fullStepping, timeLimitMs } = options;
  const { edition, seed } = bundle;
  const target = openTarget(name, { edition, seed, sdk, fullStepping, timeLimitMs });
  try {
    const { platform } = target.description;
    // What was played on a target can be played on it again, whatever is said of its platform.
    const isSame = name === bundle.handshake.target.name;
    const reason = isSame ? undefined : whyNotPlayable(scenario.timeline, platform);
    if (reason !== undefined) throw new InputError([{ message: `${name} cannot play this timeline: ${reason}` }]);
    const probes = await probe(target);
    const played = await playHonest(probes, () => playOne(scenario, target));
    const own = benchFor(bench, target.description);
    const { result, faults } = judgeIfApplicable(scenario, played, target.description, own);
    return { target: target.description, probes, played, result, faults, ...parting(bundle, played) };
  } finally {
    await target.close();
  }
}

/** Nothing that is seen of a target that fails a probe proves anything. */
async function playHonest(probes: readonly ProbeResult[], play: () => Promise<Played>): Promise<Played> {
  const failed = probes.find(({ ok }) => !ok);
  if (failed !== undefined) return { untestable: `the ${failed.probe} probe failed: ${failed.message}` };
  const played = await play();
  return 'trace' in played ? { trace: judgedPart(played.trace) } : played;
}

function parting(
  { played: before, case: { timeline } }: Bundle,
  now: Played,
): Pick<Replay, 'behaviours' | 'partingStep'> {
  if (!('trace' in before) || !('trace' in now)) return {};
  const behaviours = { before: behaviourOf(before.trace, timeline), now: behaviourOf(now.trace, timeline) };
  const partingStep = firstDifference(behaviours.before, behaviours.now);
  return { behaviours, ...(partingStep === undefined ? {} : { partingStep }) };
}

/** What a run would skip, for it is of another edition, policy or platform, says nothing here either. */
function judgeIfApplicable(scenario: Case, played: Played, target: TargetDescription, bench: Bench): Judged {
  const reason = whySkipped(scenario, target, bench);
  if (reason === undefined) return judgePlayed(scenario, played, target.name, bench);
  const verdict = unjudged(scenario, 'skip', 'applicability', reason, bench.registry);
  return { result: { case: scenario, verdicts: [verdict], sessions: [] }, faults: [], taken: new Set() };
}

/**
 * Judges what a bundle recorded, by the present checks; nothing is played.
 * @param asOf ISO date that review dates of deviations are compared with
 */
export function judgeBundle(bundle: Bundle, scenario: Case, onRecord: Bench, asOf: string): RunResult {
  const { handshake, played, seed } = bundle;
  const bench = benchFor(onRecord, handshake.target);
  const judged = judgeIfApplicable(scenario, played, handshake.target, bench);
  return resultOfOne(judged, { ...handshake, seed, bench, onRecord, asOf });
}
