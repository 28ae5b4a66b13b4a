import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { CheckContext } from '../../src/judge/check.js';
import { type Observation, observe } from '../../src/judge/observation.js';
import type { Case, Expectation } from '../../src/record/case.js';
import type { Json, JsonObject, MessageType, Step, StepAction } from '../../src/record/timeline.js';
import type { MessageEntry, Trace, TraceEntry } from '../../src/record/trace.js';
import type { Finding } from '../../src/record/verdict.js';
import type { Policy, PolicyBasis, PolicyKey, PolicyValues } from '../../src/spec/policies.js';

/** Hand-made cases, the traces that the engine makes of them, and the ways in which a trace can be damaged. */

const values: PolicyValues = {
  defaultTimeoutMs: 1_800_000,
  boundary: 'exclusive',
  warnBelowTimeoutMs: 10_000,
  zeroTimeout: 'disables',
  invalidTimeout: 'default',
  onlyFalseDisablesAutoTrack: true,
  expiryCheck: 'every-event',
  idUnit: 'milliseconds',
  minimumManualIdDigits: 10,
  invalidManualId: 'replaced',
  pendingStart: 'persisted',
  manualAfterRestart: 'continued',
  readsExpired: 'none',
  clockSetBack: 'kept',
  storageLost: 'renewed',
  cutOffDefaultMs: 43_200_000,
  cutOffBoundary: 'exclusive',
  cutOffShorterThanTimeout: 'disabled',
};

/** Every key of a policy with the same word beside it. */
function forEveryKey<Word>(word: Word): Record<PolicyKey, Word> {
  return Object.fromEntries(Object.keys(values).map((key) => [key, word])) as Record<PolicyKey, Word>;
}

/** Written out, because reading the specification takes longer than most of the tests that only need some policy. */
export const policy: Policy = {
  id: 'example',
  title: 'An example',
  platform: 'web',
  values,
  basisOf: { ...forEveryKey<PolicyBasis>('observed'), minimumManualIdDigits: 'documented' },
  sourceOf: forEveryKey('an example'),
};

/** The wall clock at the first step, 2026-03-02T09:00:00.000Z; the engine's first id as well. */
export const startMs = 1_772_442_000_000;
/** The timeout of the policy, and one millisecond. */
export const beyondTimeoutMs = 1_800_001;

export const load: StepAction = { kind: 'load', config: {} };
export const beyondTimeout: StepAction = wait(beyondTimeoutMs);

export function wait(durationMs: number): StepAction {
  return { kind: 'wait', durationMs };
}

export function event(type: MessageType, name: string): StepAction {
  return { kind: 'event', type, name };
}

export function track(name: string): StepAction {
  return event('track', name);
}

/** The same action in another tab, or on another device. */
export function on(client: string, action: StepAction, device = 'device1'): Step {
  return { device, client, action };
}

/** A case of the steps, which happen in tab1 of device1 unless `on` says otherwise; expectations by index of the step. */
export function caseOf(
  steps: readonly (StepAction | Step)[],
  expectations: Readonly<Record<number, Expectation>> = {},
  changes: Partial<Case> = {},
): Case {
  const id = changes.id ?? 'timeout/example';
  return {
    id,
    section: 'timeout',
    title: 'An example',
    platform: 'web',
    requirements: ['SES-TIMEOUT-003'],
    given: {},
    timeline: { id, startMs, steps: steps.map((step) => ('kind' in step ? on('tab1', step) : step)) },
    expectations: new Map(Object.entries(expectations).map(([step, expectation]) => [Number(step), expectation])),
    places: steps.map((_, index) => ({ file: 'example.yaml', line: index + 5, column: 5 })),
    place: { file: 'example.yaml', line: 1, column: 1 },
    ...changes,
  };
}

/** What the reference engine makes of a case: a trace that no check finds fault with. */
export function traceOf(scenario: Case, under: Policy = policy, edition = '2026-11'): Trace {
  return simulate(scenario.timeline, under, rulesFor(under, edition));
}

export function observationOf(scenario: Case, trace: Trace = traceOf(scenario)): Observation {
  return observe(trace, scenario.timeline);
}

/** What a check looks at; by default there is no second opinion. */
export function contextOf(scenario: Case, trace: Trace = traceOf(scenario), opinion?: Trace): CheckContext {
  return {
    case: scenario,
    observed: observe(trace, scenario.timeline),
    opinion: opinion === undefined ? undefined : observe(opinion, scenario.timeline),
  };
}

/** What a passing or skipped check of a law says, without its message. */
export function quiet(check: string, requirement: string, outcome: Finding['outcome']): Omit<Finding, 'message'> {
  return { check, requirement, outcome, expected: '', observed: '' };
}

/** The damage: every message, counted from 0, becomes the ones that `change` returns; the rest of the trace stays. */
export function changeMessages(
  trace: Trace,
  change: (entry: MessageEntry, message: number) => readonly MessageEntry[],
): Trace {
  const entries: TraceEntry[] = [];
  let count = 0;
  for (const entry of trace.entries) {
    if (entry.kind !== 'message') {
      entries.push(entry);
      continue;
    }
    for (const changed of change(entry, entry.message)) entries.push({ ...changed, message: count++ });
  }
  return { ...trace, entries };
}

export function dropMessage(trace: Trace, dropped: number): Trace {
  return changeMessages(trace, (entry, message) => (message === dropped ? [] : [entry]));
}

export function doubleMessage(trace: Trace, doubled: number): Trace {
  return changeMessages(trace, (entry, message) => (message === doubled ? [entry, entry] : [entry]));
}

/** Both messages leave at the instant of the second, in the wrong order. */
export function swapMessages(trace: Trace, first: number, second: number): Trace {
  const messages = trace.entries.filter((entry) => entry.kind === 'message');
  const [early, late] = [messages[first], messages[second]];
  if (early === undefined || late === undefined) throw new Error('the trace has no such messages');
  const { kind: _kind, message: _message, body: _body, request: _request, ...instant } = late;
  return changeMessages(trace, (entry, message) => {
    if (message === first) return [];
    return message === second ? [late, { ...early, ...instant }] : [entry];
  });
}

export function withBody(trace: Trace, changed: number, change: (body: JsonObject) => JsonObject): Trace {
  return changeMessages(trace, (entry, message) => [
    message === changed ? { ...entry, body: change(entry.body) } : entry,
  ]);
}

/** Sets a session field of one message; `undefined` strips it. */
export function withSessionField(
  trace: Trace,
  changed: number,
  field: 'sessionId' | 'sessionStart',
  value: Json | undefined,
): Trace {
  return withBody(trace, changed, (body) => {
    const { [field]: _before, ...context } = body.context as JsonObject;
    return { ...body, context: value === undefined ? context : { ...context, [field]: value } };
  });
}

/** A target that is there but does nothing: the steps happen and nothing ever leaves. */
export function silent(trace: Trace): Trace {
  return { ...trace, entries: trace.entries.filter(({ kind }) => kind === 'step') };
}

/** A target that never notices the end of a session: every message has the first id, and only the first is marked. */
export function frozenId(trace: Trace): Trace {
  return eachContext(trace, (context, message) => {
    const { sessionStart: _start, ...rest } = context;
    return { ...rest, sessionId: startMs, ...(message === 0 ? { sessionStart: true } : {}) };
  });
}

/** An eager target: every message opens a session of its own. */
export function eagerId(trace: Trace): Trace {
  return eachContext(trace, (context, message) => ({ ...context, sessionId: startMs + message, sessionStart: true }));
}

function eachContext(trace: Trace, change: (context: JsonObject, message: number) => JsonObject): Trace {
  return changeMessages(trace, (entry, message) => [
    { ...entry, body: { ...entry.body, context: change(entry.body.context as JsonObject, message) } },
  ]);
}
