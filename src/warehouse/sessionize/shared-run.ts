import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { whenEnded } from '../../time/host-thread.js';
import type { EventBatch } from '../read/event-batch.js';
import { giveBack } from '../read/give-back.js';
import { BatchRing, newRing } from './batch-ring.js';
import { sortByUser } from './by-user.js';
import type { ColumnarCutter } from './columnar-cutter.js';
import { copyOfTexts } from './copied-texts.js';
import type { CuttingMessage, CuttingSetup, SentTextLists } from './cutting-messages.js';
import type { IdentityGraph } from './identity-graph.js';
import type { EventPart } from './parted-events.js';
import { columnsOfSessions } from './session-columns.js';
import { OutOfOrder, SessionRun } from './session-run.js';
import type { SessionizeRequest } from './sessionize-request.js';

/**
 * Cuts the events in a second thread while this one reads, and shares the writing with it. The table is the same, byte by
 * byte, as one that is written by a single thread.
 */
export class SharedRun extends SessionRun {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #ring: BatchRing;
  #isEnded = false;

  /** @param isOrdered whether the events of each user are said to come in the order of time */
  constructor(
    request: SessionizeRequest,
    cutter: ColumnarCutter,
    graph: IdentityGraph | undefined,
    { isOrdered, converting }: Pick<CuttingSetup, 'isOrdered' | 'converting'>,
  ) {
    super(request, cutter, graph);
    const { rules, isJson, memoryBytes, folder } = request;
    const { port1, port2 } = new MessageChannel();
    const { has } = request.texts;
    const ring = newRing(has);
    const setup: CuttingSetup = {
      port: port2,
      ring,
      rules,
      has: [...has],
      converting,
      isOrdered,
      isJson,
      memoryBytes,
      folder,
    };
    // From the sources, as tests run them, the thread is the one that was built.
    const file = new URL('./cutting-worker.js', import.meta.url.replace('/src/warehouse/', '/dist/warehouse/'));
    this.#worker = new Worker(file, { workerData: setup, transferList: [port2] });
    this.#worker.unref();
    this.#port = port1;
    this.#ring = new BatchRing(ring);
  }

  protected takeUsers(batch: EventBatch): EventBatch {
    this.#ring.put(batch, this.request.texts.users.size, this.#hearAll);
    if (this.#ring.isRefused) throw new OutOfOrder();
    return batch;
  }

  finish(): void {
    const users = copyOfTexts(this.request.texts.users);
    const texts = [...this.request.texts.texts].map(([column, all]) => [column, copyOfTexts(all)] as const);
    const memory = [users, ...texts.map(([, sent]) => sent)].flatMap(({ bytes, starts }) => [
      bytes.buffer,
      starts.buffer,
    ]);
    this.#port.postMessage({ users, texts: new Map(texts) } satisfies SentTextLists, memory);
    this.#ring.end(this.#hearAll);
    this.#ring.waitUntil(() => {
      this.#hearAll();
      return this.#isEnded;
    });
    if (this.#ring.isRefused) throw new OutOfOrder();
    this.rows.flush();
  }

  override async close(): Promise<void> {
    this.#port.close();
    // Before its end it may wait for more.
    if (this.#isEnded) await whenEnded(this.#worker);
    else await this.#worker.terminate();
  }

  /** Does all that the other thread has asked for by now. */
  readonly #hearAll = (): void => {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { readonly message: CuttingMessage } | undefined;
      if (received === undefined) return;
      this.#hear(received.message);
      this.#ring.hear();
    }
  };

  #hear(message: CuttingMessage): void {
    if (message.kind === 'rows') {
      this.rows.addWritten(message.rows, message.sessionCount, message.userCount);
      giveBack(message.rows);
    } else if (message.kind === 'sessions') {
      this.rows.add(message.sessions);
      columnsOfSessions(message.sessions).forEach(giveBack);
    } else if (message.kind === 'events') this.#cut(message.part);
    else if (message.kind === 'end') this.#isEnded = true;
    else throw message.error;
  }

  #cut({ batches, lowest }: EventPart): void {
    const { users, has } = this.request.texts;
    this.cutter.take(sortByUser(batches, { greatest: users.size, lowest }, has).events, users.size);
    this.writeAll();
  }
}
