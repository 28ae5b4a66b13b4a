import { expectationChecks } from '../../judge/checks/index.js';
import { dueOf } from '../../judge/due.js';
import { type Bench, unjudged } from '../../judge/judge.js';
import { observe } from '../../judge/observation.js';
import type { Capture } from '../../record/capture.js';
import type { Case, Expectation } from '../../record/case.js';
import { oneLine } from '../../record/one-line.js';
import type { RunResult } from '../../record/run-result.js';
import type { Json, JsonObject } from '../../record/timeline.js';
import type { TargetDescription, Trace } from '../../record/trace.js';
import { formatDuration } from '../../time/duration.js';
import { readMessages } from '../../wire/messages.js';
import { nameOf, typeOf } from '../../wire/session-fields.js';
import { whySkipped } from '../applicability.js';
import { type Judged, judgePlayed } from '../judge-played.js';
import { resultOfOne } from '../result-of-one.js';
import { assign } from './assign.js';
import { type CapturedMessage, capturedMessages, isToDataPlane } from './captured-messages.js';
import { capturedTrace, captureTarget } from './captured-trace.js';
import { whyNotCapturable, whyUncertain } from './certainty.js';
import { courseOf } from './course.js';
import { type PlayedCase, withOwnEvents } from './own-events.js';
import { withoutUnseen } from './unseen.js';

export interface CaptureOptions {
  readonly bench: Bench;
  /** By how much whoever played the timeline may have missed an instant. */
  readonly toleranceMs: number;
  /** ISO date that review dates of deviations are compared with. */
  readonly asOf: string;
}

/** What a capture says of the SDK that sent it. */
export interface CaptureResult {
  readonly result: RunResult;
  /** How it was read, in sentences without the final stop. */
  readonly notes: readonly string[];
}

/**
 * Judges what a real app sent while somebody played a scenario. What a capture does not show is skipped; where it does not
 * show whether the SDK is right, or whether the scenario was played at all, nothing is judged.
 */
export function judgeCapture(capture: Capture, scenario: Case, options: CaptureOptions): CaptureResult {
  const { bench, asOf } = options;
  const { messages, repeated } = capturedMessages(capture.requests);
  const target = describe(messages[0]?.body, bench);
  const notes = repeated === 0 ? [] : [`deliveries that repeat an accepted one, and were set aside: ${repeated}`];
  const judged = judgeMessages(capture, messages, scenario, target, options, notes);
  notes.push(`every instant may have been missed by ${formatDuration(options.toleranceMs)}`);
  return { result: resultOfOne(judged, { target, probes: [], seed: 0, bench, onRecord: bench, asOf }), notes };
}

function judgeMessages(
  capture: Capture,
  messages: readonly CapturedMessage[],
  scenario: Case,
  target: TargetDescription,
  { bench, toleranceMs }: CaptureOptions,
  notes: string[],
): Judged {
  const end = (status: 'skip' | 'untestable', reason: string): Judged => {
    const check = status === 'skip' ? 'applicability' : 'playable';
    const verdict = unjudged(scenario, status, check, reason, bench.registry);
    return { result: { case: scenario, verdicts: [verdict], sessions: [] }, faults: [], taken: new Set() };
  };
  const skipped = whySkipped(scenario, target, bench);
  if (skipped !== undefined) return end('skip', skipped);
  const unfit = whyNotCapturable(scenario, bench, toleranceMs) ?? whyNothingToRead(capture, messages);
  if (unfit !== undefined) return end('untestable', unfit);
  const { played, strange } = withOwnEvents(scenario, assign(scenario.timeline, messages));
  const trace = capturedTrace(played, capture.requests);
  const uncertain =
    whyStrange(strange) ?? whyMissing(played, trace, bench) ?? whyUncertain(scenario, played, bench, toleranceMs);
  if (uncertain !== undefined) return end('untestable', uncertain);
  notes.push(`the timeline was moved to ${dateOf(messages[0])}, where its first message is dated`);
  if (played.own > 0) {
    notes.push(`events that the SDK tracked of its own accord, which are numbered among the steps: ${played.own}`);
  }
  const asked = withMovedMarkers(scenario, played, bench, notes);
  const judged = judgePlayed(asked, { trace }, captureTarget, bench);
  const verdicts = withoutUnseen(asked, judged.result.verdicts);
  const expected = verdicts.filter(({ check }) => expectationChecks.some(({ id }) => id === check));
  if (expected.every(({ status }) => status === 'skip')) {
    return end('untestable', `nothing that the scenario expects can be seen: ${expected[0]?.message ?? ''}`);
  }
  return { ...judged, result: { ...judged.result, verdicts } };
}

function whyNothingToRead({ requests }: Capture, messages: readonly CapturedMessage[]): string | undefined {
  if (messages.length === 0) {
    const [first] = requests.filter(isToDataPlane).flatMap((request) => {
      const read = request.unreadable === undefined ? readMessages(request) : { unreadable: request.unreadable };
      return 'unreadable' in read ? [read.unreadable] : [];
    });
    const why = first === undefined ? '' : `: ${first}`;
    return `no message was captured${why}`;
  }
  const undated = messages.find(({ atMs }) => atMs === undefined);
  return undated === undefined
    ? undefined
    : `${shown(undated)} has no date that can be read, so nothing can be said of when it was`;
}

function whyStrange(strange: readonly CapturedMessage[]): string | undefined {
  const [first] = strange;
  if (first === undefined) return undefined;
  const more = strange.length === 1 ? '' : `, and ${strange.length - 1} more`;
  return `${shown(first)}, dated ${dateOf(first)}${more}, belongs to no step: it was played otherwise, or sent by something else, or twice`;
}

/** A message that is not there was lost, or its step was not played: nothing tells the two apart. */
function whyMissing({ case: { timeline } }: PlayedCase, trace: Trace, bench: Bench): string | undefined {
  const observed = observe(trace, timeline);
  const course = courseOf(timeline, bench);
  const missing = observed.events.find(
    (event, position) =>
      event.message === undefined && course[position]?.kind === 'message' && dueOf(observed, event) !== 'excused',
  );
  if (missing === undefined) return undefined;
  const { step, call, attempts } = missing;
  const name = `the ${call.type}${call.name === undefined ? '' : ` ${JSON.stringify(call.name)}`} of step ${step + 1}`;
  return attempts.length > 0
    ? `the collector accepted no attempt to deliver ${name}`
    : `no message was captured for ${name}: it was not played, or the SDK has lost it`;
}

/**
 * The first message of a session is marked. Where that is one of the SDK's own, the author's word about the marker of the
 * first call would blame it for what is right; the engine's opinion and the laws look at all of them.
 */
function withMovedMarkers(scenario: Case, { case: played, stepOf }: PlayedCase, bench: Bench, notes: string[]): Case {
  const isMarked = (timeline: Case['timeline']): Map<number, boolean> => {
    const steps = timeline.steps.flatMap(({ action }, step) => (action.kind === 'event' ? [step] : []));
    return new Map(
      courseOf(timeline, bench).map((each, at) => [steps[at] ?? -1, each?.kind === 'message' && each.start]),
    );
  };
  const [written, now] = [isMarked(scenario.timeline), isMarked(played.timeline)];
  const moved = new Set(stepOf.filter((step, index) => written.get(index) !== now.get(step)));
  const expectations = [...played.expectations].map(([step, expectation]): [number, Expectation] => {
    const { start, ...rest } = expectation;
    if (start === undefined || !moved.has(step)) return [step, expectation];
    notes.push(`step ${step + 1} need not carry the start marker: an event of the SDK's own came first`);
    return [step, rest];
  });
  return { ...played, expectations: new Map(expectations) };
}

/** What sent the messages, as they say themselves. */
function describe(body: JsonObject | undefined, { policy }: Bench): TargetDescription {
  const context = body?.context;
  const library = isObject(context) ? context.library : undefined;
  const { name, version } = isObject(library) ? library : {};
  const [shownName, shownVersion] = [name, version].map((each) => oneLine(String(each ?? 'unknown'), 80));
  return {
    name: `${captureTarget}:${shownName}`,
    subject: `${shownName} ${shownVersion}`,
    version: shownVersion ?? '',
    environment: 'device',
    executed: true,
    platform: policy.platform,
  };
}

function shown({ body }: CapturedMessage): string {
  const name = nameOf(body);
  return `a message (${oneLine(typeOf(body) ?? 'of no type', 80)}${name === undefined ? '' : ` ${JSON.stringify(oneLine(name, 80))}`})`;
}

function dateOf(message: CapturedMessage | undefined): string {
  return new Date(message?.atMs ?? 0).toISOString();
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
