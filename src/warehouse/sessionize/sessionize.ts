import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { EventBatch } from '../read/event-batch.js';
import { newBatch } from '../read/event-batch.js';
import type { EventSink } from '../read/event-fields.js';
import type { InputFile } from '../read/input-files.js';
import { type EventReading, readEvents } from '../read/read-events.js';
import type { SessionRules } from '../session-rules.js';
import { sortByUser } from './by-user.js';
import { ColumnarCutter } from './columnar-cutter.js';
import { IdentityGraph } from './identity-graph.js';
import type { SessionColumns } from './session-columns.js';
import { SpilledEvents } from './spilled-events.js';

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
  /** Receives sessions that are over, by their places. */
  write(sessions: SessionColumns, places: Int32Array): void;
  /** Takes back what was written, because the files are read from the beginning. */
  restart(): void;
  /** Whether the session of each event is wanted in the end: sessions are then kept, and written at the end. */
  readonly keepsLabels: boolean;
}

export interface Sessionized {
  readonly eventCount: number;
  readonly sessionCount: number;
  readonly userCount: number;
  /** For each event in the order of the files, the place of its session in `sessions`, or the complement for its first. */
  readonly labels: Int32Array | undefined;
  readonly sessions: SessionColumns;
}

const bytesOfEvent = 24;
const bytesOfSession = 60;

/** The order of time has been left; thrown through the reader, which has to begin anew. */
class OutOfOrder extends Error {}

/**
 * Cuts the events of files into sessions. As long as the events of each user come in the order of time, they are only
 * looked at; at the first that does not, the files are read from the beginning, and put in order.
 * @throws InputError as `readEvents`
 */
export async function sessionize(request: SessionizeRequest): Promise<Sessionized> {
  const { texts, errors, files } = request;
  const events = texts.texts.get('event');
  const converting = new Set(events === undefined ? [] : request.conversions.map((name) => events.codeOfText(name)));
  const newCutter = (): ColumnarCutter => new ColumnarCutter(request.rules, texts.has, converting);
  const graph = request.joinsIdentities ? await readGraph(request) : undefined;
  let run: Run = new OrderedRun(request, newCutter(), graph);
  try {
    await readEvents(files, request, run);
    run.finish();
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    errors.restart();
    request.restart();
    run = new UnorderedRun(request, newCutter(), graph);
    await readEvents(files, request, run);
    run.finish();
  }
  const { eventCount, sessionCount, labels } = run;
  const { sessions } = run.cutter;
  return { eventCount, sessionCount, userCount: run.userCount, labels, sessions };
}

/** Reads the files for the ids alone. */
async function readGraph(request: SessionizeRequest): Promise<IdentityGraph> {
  const graph = new IdentityGraph();
  await readEvents(request.files, request, { take: (batch) => batch, link: (one, other) => graph.link(one, other) });
  request.errors.restart();
  return graph;
}

abstract class Run implements EventSink {
  eventCount = 0;
  sessionCount = 0;
  userCount = 0;
  labels: Int32Array | undefined;
  readonly cutter: ColumnarCutter;
  protected readonly request: SessionizeRequest;
  readonly #graph: IdentityGraph | undefined;

  constructor(request: SessionizeRequest, cutter: ColumnarCutter, graph: IdentityGraph | undefined) {
    this.request = request;
    this.cutter = cutter;
    this.#graph = graph;
    if (request.keepsLabels) this.labels = new Int32Array(1_024);
  }

  take(batch: EventBatch): EventBatch {
    const { users, length } = batch;
    if (this.#graph !== undefined) {
      for (let place = 0; place < length; place++) users[place] = this.#graph.rootOf(users[place] as number);
    }
    const next = this.takeUsers(batch);
    this.eventCount += length;
    return next;
  }

  protected abstract takeUsers(batch: EventBatch): EventBatch;
  abstract finish(): void;

  protected readonly write = (places: Int32Array): void => {
    this.sessionCount += places.length;
    const { sessions } = this.cutter;
    for (let place = 0; place < places.length; place++) {
      if (sessions.indices[places[place] as number] === 1) this.userCount += 1;
    }
    this.request.write(sessions, places);
  };

  /** Writes all sessions, and keeps them only for who asks for the sessions of events. */
  protected writeAll(): void {
    const { sessions } = this.cutter;
    if (!this.request.keepsLabels) this.cutter.takeAll(this.write);
    else this.write(Int32Array.from({ length: sessions.length }, (_, place) => place));
  }

  protected makeRoomForLabels(count: number): Int32Array | undefined {
    const { labels } = this;
    if (labels === undefined || count <= labels.length) return labels;
    this.labels = new Int32Array(Math.max(count, labels.length * 2));
    this.labels.set(labels);
    return this.labels;
  }
}

/** Nothing of an event is kept but what is known of its user. */
class OrderedRun extends Run {
  protected takeUsers(batch: EventBatch): EventBatch {
    const labels = this.makeRoomForLabels(this.eventCount + batch.length)?.subarray(this.eventCount);
    if (this.cutter.take(batch, this.request.texts.users.size, labels) !== undefined) throw new OutOfOrder();
    const { length } = this.cutter.sessions;
    const isMuch = length * bytesOfSession > this.request.memoryBytes && length > 2 * this.request.texts.users.size;
    if (isMuch && !this.request.keepsLabels) this.cutter.takeClosed(this.write);
    return batch;
  }

  finish(): void {
    this.writeAll();
  }
}

/** Keeps all events until the last has come: in memory, or where there are too many, in files. */
class UnorderedRun extends Run {
  readonly #batches: EventBatch[] = [];
  #spilled: SpilledEvents | undefined;

  protected takeUsers(batch: EventBatch): EventBatch {
    if (this.#spilled !== undefined) {
      this.#spilled.add(batch, this.eventCount);
      return batch;
    }
    this.#batches.push(batch);
    if (this.eventCount * bytesOfEvent * 2 > this.request.memoryBytes) this.#spill();
    return newBatch(this.request.texts.has);
  }

  finish(): void {
    const labels = this.makeRoomForLabels(this.eventCount);
    if (this.#spilled === undefined) this.#cut(this.#batches, undefined, labels);
    else {
      for (const { batches, origins } of this.#spilled.parts()) this.#cut(batches, origins, labels);
      this.#spilled.close();
    }
    if (this.request.keepsLabels) this.writeAll();
  }

  #spill(): void {
    const folder = path.join(this.request.folder, 'events');
    mkdirSync(folder);
    this.#spilled = new SpilledEvents(folder, this.request.texts.has);
    let first = 0;
    for (const batch of this.#batches) {
      this.#spilled.add(batch, first);
      first += batch.length;
    }
    this.#batches.length = 0;
  }

  /** @param came the number of each event among all, if these are a part of them */
  #cut(batches: readonly EventBatch[], came: Int32Array | undefined, labels: Int32Array | undefined): void {
    const { texts } = this.request;
    const { events, origins } = sortByUser(batches, texts.users.size, texts.has);
    const found = labels === undefined ? undefined : new Int32Array(events.length);
    this.cutter.take(events, texts.users.size, found);
    if (labels === undefined || found === undefined) {
      this.cutter.takeAll(this.write);
      return;
    }
    for (let place = 0; place < events.length; place++) {
      const origin = origins[place] as number;
      labels[came === undefined ? origin : (came[origin] as number)] = found[place] as number;
    }
  }
}
