import { Worker } from 'node:worker_threads';
import { endThread } from '../time/host-thread.js';
import type { Job, Replies, ReplyTo, Task, WorkerBeginning, WorkerSetup } from './jobs.js';

/** For each worker: jobs that it does or will do next, and others that are done and wait for their turn. */
const jobsPerWorker = 3;

/** One that it does, and the next one, so that it need not wait until the thread that writes has time for it. */
const jobsTold = 2;

/**
 * How much memory a worker has for what is new, in megabytes. Users are made and forgotten one after the other, and the
 * seldomer what is new has to be looked through for what is still wanted, the less of it there is.
 */
const youngMegabytes = 96;

interface Thread {
  readonly worker: Worker;
  /** What to do with the replies to the jobs that it has been told, which it does one after the other. */
  readonly told: ((reply: Replies[Job['kind']]) => void)[];
}

/**
 * Threads that do jobs side by side and hand back the results in the order of the jobs. Only so many are under way at once
 * that memory stays bounded, however slowly the results are taken.
 */
export class WorkerPool {
  readonly #threads: Thread[];
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
    this.#threads = Array.from({ length: count }, () => {
      const told: Thread['told'] = [];
      const worker = new Worker(file, {
        workerData: beginning,
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      });
      worker.on('error', (error: Error) => this.#fail(error));
      worker.on('message', (reply: Replies[Job['kind']]) => told.shift()?.(reply));
      return { worker, told };
    });
  }

  /** To be called once, before there are jobs. */
  setUp(setup: WorkerSetup): void {
    for (const { worker } of this.#threads) worker.postMessage(setup);
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
    const most = this.#threads.length * jobsPerWorker;
    let begun = 0;
    let taken = 0;
    let isExhausted = false;
    let wake: () => void = () => {};
    this.#onFault = () => wake();
    const begin = (): void => {
      while (!isExhausted && begun - taken < most) {
        const thread = this.#leastTold();
        if (thread.told.length === jobsTold) return;
        const next = waiting.next();
        if (next.done === true) {
          isExhausted = true;
          return;
        }
        const number = begun++;
        const job = next.value;
        thread.told.push((reply) => {
          // A job of this kind has a reply of its kind.
          results.set(number, [job, reply as ReplyTo<J>]);
          begin();
          wake();
        });
        const rooms = this.#rooms.pop() ?? [];
        const task: Task = { job, rooms };
        thread.worker.postMessage(task, rooms);
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

  #leastTold(): Thread {
    return this.#threads.reduce((least, thread) => (thread.told.length < least.told.length ? thread : least));
  }

  /**
   * The memory of a result is not used any more, and the next ones may be written into it: what is new has to be made empty
   * first, and what is old looked for, which takes longer than to write it.
   */
  giveBack(rooms: ArrayBuffer[]): void {
    this.#rooms.push(rooms);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => endThread(worker)));
  }
}
