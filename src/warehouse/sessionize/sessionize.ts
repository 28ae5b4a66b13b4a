import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readEvents } from '../read/read-events.js';
import { ColumnarCutter } from './columnar-cutter.js';
import { IdentityGraph } from './identity-graph.js';
import { OrderedRun, UnorderedRun } from './local-runs.js';
import type { SessionColumns } from './session-columns.js';
import { OutOfOrder, type SessionRun } from './session-run.js';
import type { SessionizeRequest } from './sessionize-request.js';
import { SharedRun } from './shared-run.js';

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
    // All events will be in memory, or aside in files: what their reading takes more is little.
    return await readInto(newRun(false), { ...request, isRoomy: true });
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
