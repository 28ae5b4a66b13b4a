import { Worker } from 'node:worker_threads';
import type { Job, ReplyTo, Task, WorkerBeginning, WorkerSetup } from './jobs.js';

/** For each worker: one job that it does, and others that are done and wait for their turn, or for it. */
const jobsPerWorker = 3;

/**
 * How much memory a worker has for what is new, in megabytes. Users are made and forgotten one after the other, and the
 * seldomer what is new has to be looked through for what is still wanted, the less of it there is.
 */
const youngMegabytes = 96;

/**
 * Threads that do jobs side by side and hand back the results in the order of the jobs. Only so many are under way at once
 * that memory stays bounded, however slowly the results are taken.
 */
export class WorkerPool {
  readonly #workers: Worker[];
  #idle: Worker[];
  /** Memory of results that nobody needs any more. */
  readonly #rooms: ArrayBuffer[][] = [];
  #fault: Error | undefined;
  #onFault: () => void = () => {};

  /**
   * The threads start at once, and load what makes users before anybody knows which.
   * @param generator a module that exports `userGenerator`, as an address, `file:…`
   */
  constructor(count: number, generator: string) {
    const beginning: WorkerBeginning = { generator };
    // From the sources, as tests run them, the thread is the one that was built.
    const file = new URL('./worker.js', import.meta.url.replace('/src/dataset/', '/dist/dataset/'));
    this.#workers = Array.from({ length: count }, () => {
      const worker = new Worker(file, {
        workerData: beginning,
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      });
      worker.on('error', (error: Error) => this.#fail(error));
      return worker;
    });
    this.#idle = [...this.#workers];
  }

  /** To be called once, before there are jobs. */
  setUp(setup: WorkerSetup): void {
    for (const worker of this.#workers) worker.postMessage(setup);
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    this.#onFault();
  }

  /**
   * Not to be called again before it has ended.
   * @throws what a worker has thrown
   */
  async *inOrder<J extends Job>(jobs: Iterable<J>): AsyncGenerator<readonly [job: J, reply: ReplyTo<J>]> {
    const waiting = jobs[Symbol.iterator]();
    const results = new Map<number, readonly [J, ReplyTo<J>]>();
    const most = this.#workers.length * jobsPerWorker;
    let begun = 0;
    let taken = 0;
    let isExhausted = false;
    let wake: () => void = () => {};
    this.#onFault = () => wake();
    const begin = (): void => {
      while (!isExhausted && this.#idle.length > 0 && begun - taken < most) {
        const next = waiting.next();
        if (next.done === true) {
          isExhausted = true;
          return;
        }
        const number = begun++;
        const job = next.value;
        const worker = this.#idle.pop();
        worker?.once('message', (reply: ReplyTo<J>) => {
          results.set(number, [job, reply]);
          this.#idle.push(worker);
          begin();
          wake();
        });
        const rooms = this.#rooms.pop() ?? [];
        const task: Task = { job, rooms };
        worker?.postMessage(task, rooms);
      }
    };
    begin();
    while (taken < begun) {
      if (this.#fault !== undefined) throw this.#fault;
      const result = results.get(taken);
      if (result === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      results.delete(taken);
      taken += 1;
      begin();
      yield result;
    }
  }

  /**
   * The memory of a result is not used any more, and the next ones may be written into it: what is new has to be made empty
   * first, and what is old looked for, which takes longer than to write it.
   */
  giveBack(rooms: ArrayBuffer[]): void {
    this.#rooms.push(rooms);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
