import { type Bench, judge } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import type { Examination, ExaminedScenario, ExaminedTampering, WalkedPlace } from '../record/examination.js';
import type { ProbeResult } from '../record/run-result.js';
import type { Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { packageVersion } from '../spec/package-root.js';
import {
  type Greeting,
  greetingOf,
  openTarget,
  type Target,
  type TargetOptions,
  UntestableError,
} from '../target/index.js';
import { failedHandshake, walkAdapter } from './adapter-walk.js';
import { whySkipped } from './applicability.js';
import { whyNotHonest } from './honest-clock.js';
import { playProbe, probesOf } from './probes.js';
import type { Tampering } from './tampering.js';
import { delayEvent } from './tamperings/delay-event.js';
import { allTamperings } from './tamperings/index.js';

/**
 * What is played, a few seconds in all: sessions that go on, that expire, that are started and ended by hand, many events
 * at once, and the time of a call. Those of one platform are skipped on the other.
 */
export const doctorScenarios: readonly string[] = [
  'timeout/within',
  'timeout/beyond/type=track',
  'timeout/away-beyond/more=1s',
  'manual/start-twice',
  'manual/end',
  'start/many-events-at-once',
  'wire/time-of-the-call',
];

interface Observed {
  readonly scenario: Case;
  readonly trace: Trace;
}

/**
 * Finds out whether the harness can judge a target honestly: probes it, plays a few scenarios, spoils what was recorded in
 * one way after the other, and looks whether a check fails that did not fail before. Deviations cover nothing here, and the
 * engine has no say: the author's expectations and the laws must notice by themselves.
 * @param cases those of `doctorScenarios`
 * @param open opens the target by its name
 * @throws InputError when the target cannot be opened
 */
export async function examine(
  name: string,
  cases: readonly Case[],
  bench: Bench,
  options: Omit<TargetOptions, 'edition'>,
  open = openTarget,
): Promise<Examination> {
  const target = open(name, { ...options, edition: bench.edition });
  try {
    return await examineTarget(target, cases, bench, greetingOf(name));
  } finally {
    await target.close();
  }
}

/** The same for a target that is open. An adapter is walked through first, by what it has said of itself. */
export async function examineTarget(
  target: Target,
  cases: readonly Case[],
  bench: Bench,
  greeting?: Greeting,
): Promise<Examination> {
  const walk = greeting === undefined ? [] : await walkThrough(target, greeting);
  const found = {
    lapseVersion: packageVersion,
    target: target.description,
    edition: bench.edition,
    policy: bench.policy.id,
    ...(greeting === undefined ? {} : { walk }),
  };
  if (walk.some(({ outcome }) => outcome === 'not ok')) return { ...found, probes: [], scenarios: [], tamperings: [] };
  const probed = await observe(() => playProbe(target));
  if (typeof probed === 'string') {
    const probes = (['clock', 'wire'] as const).map((probe): ProbeResult => ({ probe, ok: false, message: probed }));
    return { ...found, probes, scenarios: [], tamperings: [] };
  }
  const probes = probesOf(probed, target.description);
  // Nothing that a dead target does not send could be spoilt.
  if (probes.some(({ ok }) => !ok)) return { ...found, probes, scenarios: [], tamperings: [] };
  const observed: Observed[] = [];
  const scenarios: ExaminedScenario[] = [];
  for (const scenario of cases) {
    const tell = (outcome: ExaminedScenario['outcome'], message: string): void => {
      scenarios.push({ scenario: scenario.id, outcome, message });
    };
    const skipped = whySkipped(scenario, target.description, bench) ?? target.whyUnable?.(scenario.timeline);
    if (skipped !== undefined) {
      tell('skipped', skipped);
      continue;
    }
    const trace = await observe(() => target.play(scenario.timeline));
    const dishonest = typeof trace === 'string' ? trace : whyNotHonest(trace);
    if (typeof trace === 'string' || dishonest !== undefined) {
      tell('untestable', String(dishonest));
      continue;
    }
    observed.push({ scenario, trace });
    const count = trace.entries.filter(({ kind }) => kind === 'message').length;
    tell('observed', `${count} message${count === 1 ? '' : 's'}`);
  }
  return {
    ...found,
    probes,
    scenarios,
    tamperings: [
      ...probeTamperings(probed),
      ...allTamperings.map((tampering) => tryTampering(tampering, observed, bench)),
    ],
  };
}

async function walkThrough(target: Target, greeting: Greeting): Promise<readonly WalkedPlace[]> {
  const { hello, fault } = greeting;
  if (hello === undefined || fault !== undefined) return [failedHandshake(fault ?? 'it has said nothing', hello)];
  return walkAdapter(target, hello);
}

/** The trace, or the sentence why there is none. */
async function observe(play: () => Promise<Trace>): Promise<Trace | string> {
  try {
    return await play();
  } catch (error) {
    if (error instanceof UntestableError) return error.message;
    throw error;
  }
}

/** What the probes themselves must notice. */
function probeTamperings(probed: Trace): ExaminedTampering[] {
  const silent = { ...probed, entries: probed.entries.filter(({ kind }) => kind !== 'message') };
  const late = delayEvent.apply(probed);
  return [
    tryProbe('silence', 'nothing is sent any more', 'wire', silent),
    tryProbe('fast-clock', 'the clock gains one millisecond in 31 minutes', 'clock', late ?? probed),
  ];
}

function tryProbe(id: string, title: string, probe: ProbeResult['probe'], spoilt: Trace): ExaminedTampering {
  const noticed = probesOf(spoilt).some((each) => each.probe === probe && !each.ok);
  return {
    id,
    title,
    outcome: noticed ? 'noticed' : 'unnoticed',
    scenarios: 1,
    checks: noticed ? [`the ${probe} probe`] : [],
    message: noticed ? '' : `the ${probe} probe is content`,
  };
}

function tryTampering(tampering: Tampering, observed: readonly Observed[], bench: Bench): ExaminedTampering {
  const { id, title, needs } = tampering;
  const speaking = observed.filter(({ scenario }) => tampering.saysSo?.(scenario) !== false);
  const spoilt = speaking.flatMap(({ scenario, trace }) => {
    const changed = tampering.apply(trace);
    return changed === undefined ? [] : [{ scenario, checks: newlyFailing(scenario, trace, changed, bench) }];
  });
  const examined = { id, title, scenarios: spoilt.length };
  if (speaking.length === 0) {
    const message = 'no scenario that could be played says what would be wrong';
    return { ...examined, outcome: 'inapplicable', checks: [], message };
  }
  if (spoilt.length === 0) {
    const message = `no scenario that was played has ${needs}`;
    return { ...examined, outcome: 'unobserved', checks: [], message };
  }
  const checks = [...new Set(spoilt.flatMap((each) => each.checks))].sort();
  const missed = spoilt.filter((each) => each.checks.length === 0).map(({ scenario }) => scenario.id);
  if (missed.length === 0) return { ...examined, outcome: 'noticed', checks, message: '' };
  return { ...examined, outcome: 'unnoticed', checks, message: `no other check fails in ${missed.join(', ')}` };
}

/** Ids of the checks that fail for a requirement for which they did not fail before. */
function newlyFailing(scenario: Case, trace: Trace, spoilt: Trace, bench: Bench): string[] {
  const strict = { ...bench, deviations: [] };
  const failing = (of: Trace): Verdict[] =>
    judge(scenario, of, undefined, strict).filter(({ status }) => status === 'fail');
  const before = new Set(failing(trace).map(keyOf));
  return failing(spoilt)
    .filter((verdict) => !before.has(keyOf(verdict)))
    .map(({ check }) => check);
}

function keyOf({ check, requirement, step }: Verdict): string {
  return JSON.stringify([check, requirement, step]);
}
