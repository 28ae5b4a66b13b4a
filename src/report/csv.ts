import type { BranchRow, CoverageRow, RunResult } from '../record/run-result.js';
import type { Json, JsonObject } from '../record/timeline.js';
import type { MessageEntry, TraceEntry } from '../record/trace.js';
import { type Cell, type Columns, csvTable } from './csv-table.js';
import { executionOf } from './execution.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';

/** Five tables: verdicts, sessions, messages, coverage, and the run itself. Steps and messages count from 1, as in every text for people. */
export const csvReporter: Reporter = {
  id: 'csv',
  title: 'five tables: verdicts, sessions, messages, the coverage of requirements and of branches, and the run',
  files: (result) =>
    new Map([
      ['verdicts.csv', table(result, verdictColumns, verdictRows(result))],
      ['sessions.csv', table(result, sessionColumns, sessionRows(result))],
      ['messages.csv', table(result, messageColumns, messageRows(result))],
      ['coverage.csv', table(result, coverageColumns, coverageRows(result))],
      ['run.csv', table(result, runColumns, [result])],
    ]),
};

const verdictRows = ({ cases }: RunResult) => cases.flatMap(({ verdicts }) => verdicts);
const sessionRows = ({ cases }: RunResult) => cases.flatMap(({ sessions }) => sessions);
const messageRows = ({ cases }: RunResult) =>
  cases.flatMap(({ case: scenario, trace }) =>
    messagesWithStatus(trace?.entries ?? []).map((message) => ({ scenario: scenario.id, ...message })),
  );

function messagesWithStatus(
  entries: readonly TraceEntry[],
): { readonly entry: MessageEntry; readonly status: number | undefined }[] {
  const statuses = new Map(
    entries.flatMap((entry) => (entry.kind === 'request' ? [[entry.request, entry.status] as const] : [])),
  );
  return entries.flatMap((entry) => (entry.kind === 'message' ? [{ entry, status: statuses.get(entry.request) }] : []));
}

const verdictColumns: Columns<ReturnType<typeof verdictRows>[number]> = {
  scenario: ({ scenario }) => scenario,
  requirement: ({ requirement }) => requirement,
  level: ({ level }) => level,
  basis: ({ basis }) => basis,
  check: ({ check }) => check,
  step: ({ step }) => (step === undefined ? undefined : step + 1),
  status: ({ status }) => status,
  expected: ({ expected }) => expected,
  observed: ({ observed }) => observed,
  message: ({ message }) => message,
  deviation: ({ deviation }) => deviation,
};

const sessionColumns: Columns<ReturnType<typeof sessionRows>[number]> = {
  scenario: ({ scenario }) => scenario,
  device: ({ device }) => device,
  session_id: ({ observedId }) => idCell(observedId),
  expected_session_id: ({ expectedId }) => idCell(expectedId),
  start: ({ startMs }) => isoTime(startMs),
  end: ({ endMs }) => isoTime(endMs),
  duration_ms: ({ startMs, endMs }) => endMs - startMs,
  events: ({ observedEvents }) => observedEvents,
  expected_events: ({ expectedEvents }) => expectedEvents,
  start_markers: ({ startMarkers }) => startMarkers,
};

const messageColumns: Columns<ReturnType<typeof messageRows>[number]> = {
  scenario: ({ scenario }) => scenario,
  message: ({ entry }) => entry.message + 1,
  step: ({ entry }) => entry.step + 1,
  device: ({ entry }) => entry.device,
  client: ({ entry }) => entry.client,
  type: ({ entry }) => jsonCell(at(entry.body, 'type')),
  name: ({ entry }) => jsonCell(at(entry.body, nameKeys.get(at(entry.body, 'type')) ?? '')),
  original_timestamp: ({ entry }) => jsonCell(at(entry.body, 'originalTimestamp')),
  sent_at: ({ entry }) => jsonCell(at(entry.body, 'sentAt')),
  session_id: ({ entry }) => jsonCell(at(entry.body, 'context', 'sessionId')),
  session_start: ({ entry }) => jsonCell(at(entry.body, 'context', 'sessionStart')),
  anonymous_id: ({ entry }) => jsonCell(at(entry.body, 'anonymousId')),
  user_id: ({ entry }) => jsonCell(at(entry.body, 'userId')),
  elapsed_ms: ({ entry }) => entry.elapsedMs,
  wall_clock: ({ entry }) => isoTime(entry.wallMs),
  status: ({ status }) => status,
};

interface CoverageCells {
  readonly requirement?: CoverageRow;
  readonly branch?: BranchRow;
}

const coverageRows = ({ coverage, branches }: RunResult): CoverageCells[] => [
  ...coverage.map((requirement) => ({ requirement })),
  ...branches.map((branch) => ({ branch })),
];

/** Most branches are taken by hundreds of scenarios; a few are enough to go and look. */
const scenariosOfBranch = 5;

const coverageColumns: Columns<CoverageCells> = {
  kind: ({ branch }) => (branch === undefined ? 'requirement' : 'rule-branch'),
  requirement: ({ requirement, branch }) => requirement?.requirement ?? branch?.requirements.join(' '),
  branch: ({ branch }) => branch?.branch,
  section: ({ requirement }) => requirement?.section,
  level: ({ requirement }) => requirement?.level,
  platform: ({ requirement }) => requirement?.platform,
  basis: ({ requirement }) => requirement?.basis,
  editions: ({ requirement }) => requirement?.editions.join(' '),
  outcome: ({ requirement, branch }) => requirement?.outcome ?? branch?.outcome,
  scenarios: ({ requirement, branch }) =>
    (requirement?.scenarios ?? branch?.scenarios.slice(0, scenariosOfBranch) ?? []).join(' '),
  text: ({ requirement, branch }) => requirement?.text ?? branch?.text,
};

const runColumns: Columns<RunResult> = {
  lapse: ({ lapseVersion }) => lapseVersion,
  subject: ({ target }) => target.subject,
  version: ({ target }) => target.version,
  variant: ({ target }) => target.variant,
  script: ({ target }) => target.script,
  edition: ({ edition }) => edition,
  policy: ({ policy }) => policy,
  seed: ({ seed }) => seed,
  verified: verifiedLine,
};

/** Where each type of message has its name. */
const nameKeys: ReadonlyMap<Json | undefined, string> = new Map([
  ['track', 'event'],
  ['page', 'name'],
  ['screen', 'name'],
  ['identify', 'userId'],
  ['group', 'groupId'],
  ['alias', 'userId'],
]);

/** Every row says at its end what was judged, so that a table still tells a model from an SDK when it is among others. */
function table<Row>({ target }: RunResult, columns: Columns<Row>, rows: readonly Row[]): string {
  return csvTable({ ...columns, target: () => target.name, execution: () => executionOf(target) }, rows);
}
/** A big integer keeps every digit of an id, and its sign is not taken for the beginning of a formula. */
function idCell(id: string | undefined): Cell {
  return id !== undefined && /^-?(0|[1-9]\d*)$/.test(id) ? BigInt(id) : id;
}

function jsonCell(value: Json | undefined): Cell {
  return value === null || typeof value === 'object' ? JSON.stringify(value) : value;
}

function at(body: JsonObject, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const object = value as JsonObject;
    value = Object.hasOwn(object, key) ? object[key] : undefined;
  }
  return value;
}

/** A wall clock can be set beyond what a date can say; then the milliseconds are shown as they are. */
function isoTime(instantMs: number): Cell {
  const date = new Date(instantMs);
  return Number.isNaN(date.getTime()) ? instantMs : date.toISOString();
}
