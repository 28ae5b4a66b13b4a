import type { EventBatch } from '../read/event-batch.js';
import type { EventSink } from '../read/event-fields.js';
import type { ColumnarCutter } from './columnar-cutter.js';
import type { IdentityGraph } from './identity-graph.js';
import { SessionRows } from './session-rows.js';
import type { SessionizeRequest } from './sessionize-request.js';

/** The order of time has been left; thrown through the reader, which has to begin anew. */
export class OutOfOrder extends Error {}

/** One reading of all files, whose events become sessions. */
export abstract class SessionRun implements EventSink {
  eventCount = 0;
  /** For each event in the order of the files, the place of its session, or the complement for its first. */
  labels: Int32Array | undefined;
  readonly cutter: ColumnarCutter;
  readonly rows: SessionRows;
  protected readonly request: SessionizeRequest;
  readonly #graph: IdentityGraph | undefined;

  constructor(request: SessionizeRequest, cutter: ColumnarCutter, graph: IdentityGraph | undefined) {
    this.request = request;
    this.cutter = cutter;
    this.rows = new SessionRows(request.texts, request.isJson, (rows) => request.write(rows));
    this.#graph = graph;
    if (request.keepsLabels) this.labels = new Int32Array(1_024);
  }

  /** @throws OutOfOrder when this run is for events in the order of time, and these are not */
  take(batch: EventBatch): EventBatch {
    const { users, length } = batch;
    if (this.#graph !== undefined) {
      for (let place = 0; place < length; place++) users[place] = this.#graph.rootOf(users[place] as number);
    }
    const next = this.takeUsers(batch);
    this.eventCount += length;
    return next;
  }

  /** Takes events whose users are known. @returns the batch that may be filled next */
  protected abstract takeUsers(batch: EventBatch): EventBatch;

  /** Writes what is not written yet, after the last event. @throws OutOfOrder as `take` */
  abstract finish(): void;

  /** Ends what runs beside this thread. */
  async close(): Promise<void> {}

  /** Writes all sessions, and keeps them only for who asks for the sessions of events. */
  protected writeAll(): void {
    this.rows.add(this.cutter.sessions);
    if (!this.request.keepsLabels) this.cutter.forgetSessions();
  }

  protected makeRoomForLabels(count: number): Int32Array | undefined {
    const { labels } = this;
    if (labels === undefined || count <= labels.length) return labels;
    this.labels = new Int32Array(Math.max(count, labels.length * 2));
    this.labels.set(labels);
    return this.labels;
  }
}
