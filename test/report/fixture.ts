import type { Case } from '../../src/record/case.js';
import type { BranchRow, CaseResult, CoverageRow, RunResult, SessionRow } from '../../src/record/run-result.js';
import type { JsonObject } from '../../src/record/timeline.js';
import type { MessageEntry, Trace, TraceEntry } from '../../src/record/trace.js';
import type { Verdict } from '../../src/record/verdict.js';

export const startMs = 1_772_442_000_000;

export function verdict(changes: Partial<Verdict> = {}): Verdict {
  return {
    scenario: 'timeout/beyond',
    requirement: 'SES-TIMEOUT-003',
    level: 'MUST',
    basis: 'documented',
    check: 'expected-session',
    step: 3,
    status: 'pass',
    expected: 'session second',
    observed: 'session second',
    message: 'the message belongs to session second',
    ...changes,
  };
}

export function session(changes: Partial<SessionRow> = {}): SessionRow {
  return {
    scenario: 'timeout/beyond',
    device: 'device1',
    observedId: '1772442000000',
    expectedId: '1772442000000',
    startMs,
    endMs: startMs + 1_799_999,
    observedEvents: 2,
    expectedEvents: 2,
    startMarkers: 1,
    ...changes,
  };
}

export function message(body: JsonObject = {}, changes: Partial<MessageEntry> = {}): MessageEntry {
  return {
    kind: 'message',
    message: 0,
    request: 0,
    step: 2,
    device: 'device1',
    client: 'tab1',
    elapsedMs: 1_800_001,
    wallMs: startMs + 1_800_001,
    body: {
      type: 'track',
      event: 'Product Viewed',
      originalTimestamp: '2026-03-02T09:30:00.001Z',
      sentAt: '2026-03-02T09:30:00.251Z',
      anonymousId: 'anonymous-1',
      userId: '',
      context: { sessionId: 1_772_443_800_001, sessionStart: true },
      ...body,
    },
    ...changes,
  };
}

export function trace(entries: readonly TraceEntry[]): Trace {
  return { timeline: 'timeout/beyond', target: 'rudderstack-js', entries, elapsedMs: 1_800_001, timersFired: 7 };
}

export function caseResult(changes: Partial<CaseResult> & { readonly id?: string } = {}): CaseResult {
  const id = changes.id ?? 'timeout/beyond';
  const scenario: Case = {
    id,
    section: id.split('/')[0] ?? '',
    title: 'One millisecond beyond the timeout opens a new session',
    platform: 'web',
    requirements: ['SES-TIMEOUT-003'],
    given: {},
    timeline: { id, startMs, steps: [] },
    expectations: new Map(),
    places: [],
    place: { file: `/somewhere/${id}.yaml`, line: 1, column: 1 },
  };
  return {
    case: changes.case ?? scenario,
    verdicts: changes.verdicts ?? [verdict({ scenario: id })],
    sessions: changes.sessions ?? [session({ scenario: id })],
    trace: changes.trace ?? trace([message()]),
  };
}

export function coverageRow(changes: Partial<CoverageRow> = {}): CoverageRow {
  return {
    requirement: 'SES-TIMEOUT-003',
    section: 'timeout',
    level: 'MUST',
    platform: 'any',
    basis: 'documented',
    editions: ['2022-12', '2026-11'],
    inEdition: true,
    scenarios: ['timeout/at', 'timeout/beyond'],
    outcome: 'conforms',
    text: 'After the timeout a new session begins.',
    ...changes,
  };
}

export function branchRow(changes: Partial<BranchRow> = {}): BranchRow {
  return {
    branch: 'event/over',
    text: 'an event finds the session over and opens another',
    requirements: ['SES-TIMEOUT-003', 'SES-CUTOFF-002'],
    outcome: 'reached',
    scenarios: ['timeout/at', 'timeout/beyond'],
    ...changes,
  };
}

export function runResult(changes: Partial<RunResult> = {}): RunResult {
  return {
    lapseVersion: '0.1.0',
    target: {
      name: 'rudderstack-js',
      subject: '@rudderstack/analytics-js 3.34.1',
      version: '3.34.1',
      environment: 'jsdom',
      executed: true,
      platform: 'web',
    },
    edition: '2026-11',
    policy: 'rudderstack-web',
    seed: 1,
    probes: [
      { probe: 'clock', ok: true, message: '31 minutes moved the wire by 31 minutes' },
      { probe: 'wire', ok: true, message: 'one call, one message' },
    ],
    cases: [caseResult()],
    faults: [],
    coverage: [coverageRow()],
    branches: [branchRow()],
    deviations: [],
    overdue: [],
    ...changes,
  };
}
