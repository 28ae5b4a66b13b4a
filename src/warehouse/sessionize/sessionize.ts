import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { InputFile } from '../read/input-files.js';
import { type EventReading, readEvents } from '../read/read-events.js';
import type { SessionRules } from '../session-rules.js';
import { ColumnarCutter } from './columnar-cutter.js';
import { IdentityGraph } from './identity-graph.js';
import { OrderedRun, UnorderedRun } from './local-runs.js';
import type { SessionColumns } from './session-columns.js';
import { OutOfOrder, type SessionRun } from './session-run.js';
import { SharedRun } from './shared-run.js';

export interface SessionizeRequest extends EventReading {
  readonly files: readonly InputFile[];
  readonly rules: SessionRules;
  /** Names of events that convert. */
  readonly conversions: readonly string[];
  /** Whether ids that a row has together are those of one user. */
  readonly joinsIdentities: boolean;
  /** What events may take in memory before they are put aside in files; sessions are written when there are as many. */
  readonly memoryBytes: number;
  /** An empty folder for what does not fit into memory. */
  readonly folder: string;
  /** Whether the rows of the table are NDJSON, and not CSV. */
  readonly isJson: boolean;
  /** Receives rows of the table, which are good until it returns. */
  write(rows: Uint8Array): void;
  /** Takes back what was written, because the files are read from the beginning. */
  restart(): void;
  /** Whether the session of each event is wanted in the end: sessions are then kept, and written at the end. */
  readonly keepsLabels: boolean;
  /** Whether a second thread cuts; absent: as is best for so many bytes. */
  readonly isShared?: boolean;
}

export interface Sessionized {
  readonly eventCount: number;
  readonly sessionCount: number;
  readonly userCount: number;
  /** For each event in the order of the files, the place of its session in `sessions`, or the complement for its first. */
  readonly labels: Int32Array | undefined;
  readonly sessions: SessionColumns;
}

/** Fewer bytes are cut before a second thread has begun. */
const leastShared = 16 * 1_048_576;

/**
 * Cuts the events of files into sessions. As long as the events of each user come in the order of time, they are only
 * looked at; at the first that does not, the files are read from the beginning, and put in order.
 * @throws InputError as `readEvents`
 */
export async function sessionize(request: SessionizeRequest): Promise<Sessionized> {
  const { texts, errors } = request;
  const events = texts.texts.get('event');
  const converting = new Set(events === undefined ? [] : request.conversions.map((name) => events.codeOfText(name)));
  const graph = request.joinsIdentities ? await readGraph(request) : undefined;
  const isShared = request.isShared ?? isWorthSharing(request);
  const newRun = (isOrdered: boolean): SessionRun => {
    const cutter = new ColumnarCutter(request.rules, texts.has, converting);
    if (isShared && !request.keepsLabels)
      return new SharedRun(request, cutter, graph, { isOrdered, converting: [...converting] });
    return isOrdered ? new OrderedRun(request, cutter, graph) : new UnorderedRun(request, cutter, graph);
  };
  try {
    return await readInto(newRun(true), request);
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    errors.restart();
    request.restart();
    return await readInto(newRun(false), request);
  }
}

async function readInto(run: SessionRun, request: SessionizeRequest): Promise<Sessionized> {
  try {
    await readEvents(request.files, request, run);
    run.finish();
  } finally {
    await run.close();
  }
  const { eventCount, labels, rows, cutter } = run;
  return { eventCount, sessionCount: rows.sessionCount, userCount: rows.userCount, labels, sessions: cutter.sessions };
}

function isWorthSharing({ files }: SessionizeRequest): boolean {
  const sizes = files.map(({ file }) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return availableParallelism() > 1 && sizes.reduce((sum, size) => sum + size, 0) >= leastShared;
}

/** Reads the files for the ids alone. */
async function readGraph(request: SessionizeRequest): Promise<IdentityGraph> {
  const graph = new IdentityGraph();
  await readEvents(request.files, request, { take: (batch) => batch, link: (one, other) => graph.link(one, other) });
  request.errors.restart();
  return graph;
}
