import { canonicalJson, sha256Of } from './canonical-json.js';
import type { Case, Expectation } from './case.js';
import { type ClockMove, clockLog } from './clock-log.js';
import type { ProbeResult } from './run-result.js';
import type { Json, Timeline } from './timeline.js';
import type { Platform, TargetDescription, Trace } from './trace.js';
import type { Verdict } from './verdict.js';

/** Raised when a key of a bundle changes its meaning or goes; a new key raises it too, for the schema refuses it. */
export const bundleFormatVersion = 1;

/** How the name of every bundle ends. */
export const bundleEnding = '.lapse.json';

/** In bytes; a scenario of a whole virtual day has less than a hundredth of it. */
export const maximumBundleLength = 64 * 1_048_576;

/** What came of playing a timeline: a trace, or the sentence why there is none. */
export type Played = { readonly trace: Trace } | { readonly untestable: string };

/** The script that was run, so that somebody else can tell whether theirs is the same. */
export interface RecordedSdk {
  /** The package that the target drives: `@rudderstack/analytics-js`. */
  readonly package: string;
  readonly version: string;
  /** The build, or the name of a file, if it was not the ordinary build. */
  readonly variant?: string;
  /** Of the script: `sha256:` and 64 digits. */
  readonly sha256: string;
  /** Where it came from: beside Lapse, from the registry by its version, or from a path of whoever recorded it. */
  readonly source: 'installed' | 'published' | 'local';
}

/** A case without the places in files of whoever recorded it. */
export interface RecordedCase {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly platform: Platform | 'any';
  readonly requirements: readonly string[];
  readonly given: Readonly<Record<string, Json>>;
  readonly timeline: Timeline;
  /** Steps by their index, from 0, as in the trace. */
  readonly expectations: readonly { readonly step: number; readonly expect: Expectation }[];
}

/** Everything that is needed to play a case again, and to judge what was observed without the SDK. */
export interface Bundle {
  readonly formatVersion: typeof bundleFormatVersion;
  readonly lapseVersion: string;
  /** What was found before anything was played: the target, and whether its clock obeys and its wire is alive. */
  readonly handshake: { readonly target: TargetDescription; readonly probes: readonly ProbeResult[] };
  /** Absent when no SDK was run. */
  readonly sdk?: RecordedSdk;
  readonly edition: string;
  /** The policy, and a hash of its values. */
  readonly policy: { readonly id: string; readonly sha256: string };
  readonly seed: number;
  /** Whether every timer of idle waits was fired. */
  readonly fullStepping: boolean;
  readonly case: RecordedCase;
  readonly played: Played;
  /** Every move of the clock, at its virtual instant; empty without a trace. */
  readonly clock: readonly ClockMove[];
  readonly verdicts: readonly Verdict[];
  /** Of the canonical JSON of all else. */
  readonly hash: string;
}

/** What a bundle is made of. */
export interface Recording
  extends Pick<Bundle, 'lapseVersion' | 'edition' | 'seed' | 'fullStepping' | 'played' | 'verdicts'> {
  readonly target: TargetDescription;
  readonly probes: readonly ProbeResult[];
  readonly sdk?: RecordedSdk | undefined;
  readonly policy: { readonly id: string; readonly values: object };
  readonly case: Case;
}

/**
 * The bundle of one played case. The same recording makes the same bytes: what only a detailed trace has is left out,
 * and so is where the case was written.
 * @throws Error when what was observed is nested too deeply to be written
 */
export function bundleOf(recording: Recording): Bundle {
  const { lapseVersion, target, probes, sdk, edition, policy, seed, fullStepping, played, verdicts } = recording;
  const content: Omit<Bundle, 'hash'> = {
    formatVersion: bundleFormatVersion,
    lapseVersion,
    handshake: { target, probes },
    ...(sdk === undefined ? {} : { sdk }),
    edition,
    policy: { id: policy.id, sha256: hashOfValues(policy.values) },
    seed,
    fullStepping,
    case: recordedCase(recording.case),
    played: 'trace' in played ? { trace: judgedPart(played.trace) } : played,
    clock: 'trace' in played ? clockLog(played.trace) : [],
    verdicts: verdicts.map(withoutFiles),
  };
  return { ...content, hash: hashOf(content) };
}

/** The bundle as the text of its file: a line for each value, the keys sorted but for those at the top. */
export function bundleText(bundle: Bundle): string {
  const { formatVersion, lapseVersion, hash, ...rest } = bundle;
  const parts = Object.entries({ formatVersion, lapseVersion, ...rest, hash });
  return `{\n${parts.map(([key, value]) => ` ${JSON.stringify(key)}: ${indented(value)}`).join(',\n')}\n}\n`;
}

function indented(value: unknown): string {
  return canonicalJson(value, 1).replaceAll('\n', '\n ');
}

/** Of all that stands in a bundle but the hash itself. */
export function hashOf(bundle: object): string {
  return sha256Of(canonicalJson({ ...bundle, hash: undefined }));
}

/** Of the values of a policy, for telling whether they are still the same. */
export function hashOfValues(values: object): string {
  return sha256Of(canonicalJson(values));
}

/**
 * The case of a bundle, to be played and judged.
 * @param file the bundle's own file, which is where a reader finds it now
 */
export function caseOf({ case: recorded }: Pick<Bundle, 'case'>, file: string): Case {
  const { expectations, ...rest } = recorded;
  const place = { file, line: 1, column: 1 };
  return {
    ...rest,
    expectations: new Map(expectations.map(({ step, expect }) => [step, expect])),
    places: rest.timeline.steps.map(() => place),
    place,
  };
}

/** What is in every trace, whether or not it was recorded in detail. */
export function judgedPart(trace: Trace): Trace {
  const { timeline, target, entries, elapsedMs, timersFired } = trace;
  const judged = entries.filter(({ kind }) => kind !== 'storage' && kind !== 'timers');
  return { timeline, target, entries: judged, elapsedMs, timersFired };
}

/** The name of a bundle's file. Two ids never have the same one, not even where capitals make no difference. */
export function bundleFileName(id: string): string {
  const isPlain = /^[a-z0-9-]+(\/[a-z0-9-]+)*(\/[a-z0-9-]+=[a-z0-9_-]+)*$/.test(id) && id.length <= 100;
  const slug = id.replaceAll('/', '.').replace(/[^\w.=-]+/g, '-');
  return `${isPlain ? slug : `${slug.slice(0, 100)}-${sha256Of(id).slice(-8)}`}${bundleEnding}`;
}

/** A case as a recording has it. */
export function recordedCase(scenario: Case): RecordedCase {
  const { id, section, title, platform, requirements, given, timeline, expectations } = scenario;
  return {
    id,
    section,
    title,
    platform,
    requirements,
    given,
    timeline,
    expectations: [...expectations].sort(([one], [other]) => one - other).map(([step, expect]) => ({ step, expect })),
  };
}

/** The sentence about a stale deviation names a line of a file of Lapse, which is another one in another version. */
function withoutFiles(verdict: Verdict): Verdict {
  if (verdict.status !== 'stale') return verdict;
  return { ...verdict, message: `the deviation ${verdict.deviation} says that this fails, and it does not` };
}
