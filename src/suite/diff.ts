import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type Behaviour, type ComparedCase, type Comparison, parts } from '../record/comparison.js';
import type { ProbeResult } from '../record/run-result.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import { packageVersion } from '../spec/package-root.js';
import type { Policy } from '../spec/policies.js';
import { type ChosenSdk, openTarget, type Target } from '../target/index.js';
import { behaviourOf } from './behaviour.js';
import { clustersOf, pairsOf } from './clusters.js';
import { whyNotHonest } from './honest-clock.js';
import { whyNotPlayable } from './playable.js';
import { probe } from './probes.js';
import { playAll } from './schedule.js';
import { type ExitCode, exitCodes } from './tally.js';

/** A target that is asked for. */
export interface DiffTarget {
  readonly name: string;
  /** The edition whose requirements an engine plays by. */
  readonly edition: string;
  /** Default: the SDK that is installed. */
  readonly sdk?: ChosenSdk;
}

export interface DiffOptions {
  /** Whatever platform and policy their expectations are for: nothing is judged. */
  readonly cases: readonly Case[];
  /** At least two. */
  readonly targets: readonly DiffTarget[];
  /** The policy that the durations of the cases were resolved with. */
  readonly policy: Policy;
  readonly seed: number;
  /** How many of one target play side by side. The result does not depend on it. */
  readonly jobs: number;
  readonly fullStepping: boolean;
  /** Real time that one case may take, on top of what its waits take. */
  readonly timeLimitMs?: number | undefined;
  /** Told after every case how many of how many are done, over all targets. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What one target showed. */
interface Showing {
  readonly description: TargetDescription;
  readonly edition: string;
  readonly probes: readonly ProbeResult[];
  readonly traces: ReadonlyMap<string, Shown>;
  readonly untestable: ReadonlyMap<string, string>;
}

interface Shown {
  readonly behaviour: Behaviour;
  readonly elapsedMs: readonly number[];
  readonly durationMs: number;
}

/**
 * Plays the same timelines through several targets, one after the other, and finds out where they part. A target that
 * a probe finds dishonest is left out.
 * @throws InputError when a target cannot be opened
 */
export async function compareTargets(options: DiffOptions): Promise<Comparison> {
  const showings: Showing[] = [];
  const progress = progressOf(options);
  for (const target of options.targets) showings.push(await show(target, options, progress));
  const honest = showings.filter(({ probes }) => probes.every(({ ok }) => ok));
  const cases = options.cases.flatMap((scenario) => comparedCase(scenario, honest) ?? []);
  const names = honest.map(({ description }) => description.name);
  const shared = cases.filter(({ behaviours }) => behaviours.every((behaviour) => behaviour !== undefined));
  const sessions = honest.map((_, target) =>
    shared.reduce((sum, { behaviours }) => sum + (behaviours[target]?.sessions ?? 0), 0),
  );
  const clusters = clustersOf(honest.length, cases);
  return {
    lapseVersion: packageVersion,
    policy: options.policy.id,
    timeoutMs: options.policy.values.defaultTimeoutMs,
    seed: options.seed,
    targets: honest.map(({ description, edition }, index) => ({
      description,
      edition,
      played: cases.filter(({ behaviours }) => behaviours[index] !== undefined).length,
      sessions: sessions[index] ?? 0,
    })),
    leftOut: showings
      .filter((showing) => !honest.includes(showing))
      .map(({ description, probes }) => ({ description, probes })),
    cases,
    notComparable: notComparable(options.cases, honest),
    untestable: options.cases.flatMap(({ id }) =>
      honest.flatMap(({ description, untestable }) => {
        const message = untestable.get(id);
        return message === undefined ? [] : [{ scenario: id, target: description.name, message }];
      }),
    ),
    playedByAll: shared.length,
    clusters,
    pairs: pairsOf(clusters, cases, names, sessions),
  };
}

/** Plays all that the target can play. */
async function show({ name, edition, sdk }: DiffTarget, options: DiffOptions, onPlayed: () => void): Promise<Showing> {
  const { seed, timeLimitMs, fullStepping } = options;
  const targetOptions = { edition, seed, sdk, timeLimitMs, fullStepping };
  const first = openTarget(name, targetOptions);
  const opened: Target[] = [first];
  try {
    const probes = await probe(first);
    const traces = new Map<string, Shown>();
    const untestable = new Map<string, string>();
    const take = (scenario: Case, played: Played): boolean => {
      const lost = 'trace' in played ? whyNotHonest(played.trace) : played.untestable;
      if (lost !== undefined) untestable.set(scenario.id, lost);
      else if ('trace' in played) traces.set(scenario.id, shownIn(played.trace, scenario));
      onPlayed();
      return true;
    };
    const { platform } = first.description;
    const playable = options.cases.filter(
      ({ timeline }) => (whyNotPlayable(timeline, platform) ?? first.whyUnable?.(timeline)) === undefined,
    );
    if (probes.every(({ ok }) => ok)) {
      while (opened.length < Math.min(options.jobs, playable.length)) opened.push(openTarget(name, targetOptions));
      for (let skipped = playable.length; skipped < options.cases.length; skipped++) onPlayed();
      await playAll(playable, opened, take, { ahead: true });
    } else {
      for (const _ of options.cases) onPlayed();
    }
    return { description: first.description, edition, probes, traces, untestable };
  } finally {
    await Promise.all(opened.map((each) => each.close()));
  }
}

/** Only what is compared is kept: the traces of a whole suite, of many targets, would fill the memory. */
function shownIn(trace: Trace, { timeline }: Case): Shown {
  const elapsedMs: number[] = [];
  for (const entry of trace.entries) if (entry.kind === 'step') elapsedMs[entry.step] = entry.elapsedMs;
  return { behaviour: behaviourOf(trace, timeline), elapsedMs, durationMs: trace.elapsedMs };
}

function comparedCase(scenario: Case, showings: readonly Showing[]): ComparedCase | undefined {
  const shown = showings.map(({ traces }) => traces.get(scenario.id));
  const [first, ...others] = shown.filter((each) => each !== undefined);
  if (first === undefined || others.length === 0) return undefined;
  const { elapsedMs, durationMs } = first;
  return { case: scenario, elapsedMs, durationMs, behaviours: shown.map((each) => each?.behaviour) };
}

function notComparable(cases: readonly Case[], showings: readonly Showing[]): Comparison['notComparable'] {
  return cases.flatMap(({ id, timeline }) => {
    const reasons = showings.map(({ description }) => whyNotPlayable(timeline, description.platform));
    if (reasons.filter((reason) => reason === undefined).length >= 2) return [];
    return [{ scenario: id, message: reasons.find((reason) => reason !== undefined) ?? 'fewer than two targets' }];
  });
}

function progressOf({ cases, targets, onProgress }: DiffOptions): () => void {
  let done = 0;
  return () => {
    done += 1;
    onProgress?.(done, cases.length * targets.length);
  };
}

/**
 * Differing is what targets do, so by itself it is no failure.
 * @param isGate whether it is one; a gate is not green either when a target or a scenario could not be compared
 */
export function exitCodeOfDiff(comparison: Comparison, isGate: boolean): ExitCode {
  if (comparison.cases.length === 0) return exitCodes.notJudged;
  if (!isGate) return exitCodes.conforms;
  if (comparison.leftOut.length > 0 || comparison.untestable.length > 0) return exitCodes.notJudged;
  return comparison.cases.some(parts) ? exitCodes.breaks : exitCodes.conforms;
}
