import { Worker } from 'node:worker_threads';
import type { Timeline } from '../../record/timeline.js';
import type { TargetDescription, Trace } from '../../record/trace.js';
import { startWatchdog, type Watchdog, watchMemory } from '../../time/host.js';
import { endThread } from '../../time/host-thread.js';
import { type Target, UntestableError } from '../target.js';
import { thrownText } from '../web/thrown-text.js';
import type { WorkerReply, WorkerSetup, WorkerState, WorkerTask } from './worker-messages.js';

/** How long one timeline may take in real time, on top of what its waits take; an endless loop takes for ever. */
const defaultLimitMs = 30_000;

/** Stepping through a virtual day takes some two seconds; on a slow and busy machine, ten times as much. */
const limitPerVirtualDayMs = 20_000;
/** And never longer than this, for a timer of the host cannot be set to years. */
const maximumLimitMs = 3_600_000;

/** How long a new thread may take to load its own modules: a second or two on a slow machine, which is not the SDK's time. */
const startLimitMs = 30_000;

/**
 * The heap of a thread, in which a suite keeps some seventy megabytes. Documents that are gone are collected the more
 * seldom the higher the limit is: with a third of it, sixteen times in a suite instead of twelve, and without a limit the
 * suite fills a gigabyte. An SDK that hoards memory ends its thread, not the run.
 */
const heapLimitMb = 640;

/**
 * What lies outside of the heap, such as the bytes of arrays, has no limit of its own. This is how much the whole process
 * may grow while a timeline is played.
 */
const growthLimitMb = 1_536;

/**
 * An SDK in a worker thread of its own, watched in real time: `while (true)` in the SDK ends the thread and not the run.
 * The next timeline gets a new thread.
 */
export class HostedTarget implements Target {
  readonly description: TargetDescription;
  readonly #setup: WorkerSetup;
  readonly #limitMs: number;
  #worker: Worker | undefined;
  #isReady = false;

  constructor(description: TargetDescription, setup: WorkerSetup, realTimeLimitMs = defaultLimitMs) {
    this.description = description;
    this.#setup = setup;
    this.#limitMs = realTimeLimitMs;
  }

  async play(timeline: Timeline): Promise<Trace> {
    const worker = this.#worker ?? this.#start();
    const reply = await this.#answer(worker, timeline, this.#limitMs + stepping(timeline));
    if ('failure' in reply) throw new UntestableError(reply.failure);
    return reply.trace;
  }

  async close(): Promise<void> {
    if (this.#worker !== undefined) await endThread(this.#worker);
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = earlyThreads.pop() ?? startThread();
    worker.ref();
    // What an SDK prints is of no use here, and unread it would pile up. To read it holds the process.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    worker.postMessage({ setup: this.#setup } satisfies WorkerTask);
    this.#worker = worker;
    this.#isReady = false;
    return worker;
  }

  /**
   * Waits for the answer, and until the thread is idle again: what an SDK leaves running, or throws a little later, is
   * the fault of the timeline that was played, and not of the next.
   */
  #answer(worker: Worker, timeline: Timeline, limitMs: number): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      let answer: WorkerReply | undefined;
      const settle = (): void => {
        watchdog.cancel();
        memory.cancel();
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      };
      const lose = (reason: string): void => {
        settle();
        this.#worker = undefined;
        // The next timeline begins when this one's memory is given back.
        void worker.terminate().then(() => reject(new UntestableError(reason)));
      };
      const onMessage = (reply: WorkerState | WorkerReply): void => {
        if (reply === 'ready') {
          this.#isReady = true;
          watchdog.cancel();
          watchdog = watch(limitMs);
        } else if (reply !== 'idle') {
          answer = reply;
        } else if (answer !== undefined) {
          settle();
          resolve(answer);
        }
      };
      const onError = (error: Error): void => lose(`the SDK's thread failed: ${thrownText(error)}`);
      const onExit = (code: number): void => lose(`the SDK's thread ended by itself with code ${code}`);
      const watch = (watchedMs: number): Watchdog =>
        startWatchdog(watchedMs, () =>
          lose(`the SDK did not come back within ${seconds(watchedMs)} of real time: it loops or blocks its thread`),
        );
      let watchdog = watch(this.#isReady ? limitMs : startLimitMs);
      const memory = watchMemory(growthLimitMb, () =>
        lose(`the SDK fills the memory: the process has grown by more than ${growthLimitMb} MB`),
      );
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ timeline } satisfies WorkerTask);
    });
  }
}

/** Threads that no target has taken yet. */
const earlyThreads: Worker[] = [];

/**
 * Starts threads for the targets that are going to be opened. To load a browser takes a thread a second, which is nobody's
 * if it passes while the scenarios are read. Those that no target takes end with the process, which they do not hold.
 * @param count how many threads are to wait for a target, those that wait already among them
 * @returns how many do
 */
export function startThreadsEarly(count: number): number {
  process.off('beforeExit', endUntaken).once('beforeExit', endUntaken);
  while (earlyThreads.length < count) {
    const thread = startThread();
    thread.unref();
    earlyThreads.push(thread);
  }
  return earlyThreads.length;
}

/**
 * Ends the threads that nobody has taken, as when what the command was given makes no sense. One that is still loading when
 * the process ends would abort it every now and then.
 */
async function endUntaken(): Promise<void> {
  await Promise.all(earlyThreads.splice(0).map((thread) => endThread(thread)));
}

function startThread(): Worker {
  // The offset that SDKs put into payloads comes from the process, for threads have no time zone of their own.
  process.env.TZ = 'UTC';
  const thread = new Worker(new URL('./worker.js', import.meta.url), {
    ...ownWords(process.execArgv),
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    stdout: true,
    stderr: true,
  });
  // A thread that ends between two timelines must not be asked for the next, nor its error end this process.
  thread.on('error', () => {});
  thread.once('exit', () => {
    const index = earlyThreads.indexOf(thread);
    if (index >= 0) earlyThreads.splice(index, 1);
  });
  return thread;
}

/**
 * What was said to the engine of this process holds for its threads as well. Only a program that is no file says of what
 * kind it is, which the thread, being one, would refuse: such a thread gets no words at all, for whoever gives it words of its own
 * may not give it those that are for a whole process.
 */
function ownWords(words: readonly string[]): { readonly execArgv?: string[] } {
  return words.some((word) => word.startsWith('--input-type')) ? { execArgv: [] } : {};
}

/** Real time for people; the part that short waits add is left out. */
function seconds(durationMs: number): string {
  return `${Number((durationMs / 1_000).toFixed(1))} s`;
}

/** The real time that the waits of a timeline may take: their timers fire one by one. */
function stepping(timeline: Timeline): number {
  const waitedMs = timeline.steps.reduce(
    (sum, { action }) => sum + (action.kind === 'wait' ? action.durationMs : 0),
    0,
  );
  return Math.min((waitedMs / 86_400_000) * limitPerVirtualDayMs, maximumLimitMs);
}
