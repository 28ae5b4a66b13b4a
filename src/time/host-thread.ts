import { parentPort, type Worker } from 'node:worker_threads';
import { startWatchdog } from './host.js';

/** What a thread is sent as its last message; no other message is a mere text. */
const end = 'end';

/** How long a thread may take to end by itself: it finishes what it is at, which takes tenths of a second. */
const endLimitMs = 5_000;

/**
 * In a thread: hands every message to `take`, until the thread is asked to end.
 * @throws Error when this is no thread
 */
export function takeMessages<Message extends object>(take: (message: Message) => void): void {
  const port = parentPort;
  if (port === null) throw new Error('this file is started as a worker thread');
  port.on('message', (message: Message | typeof end) => {
    // With nothing left to wait for, the thread ends.
    if (message === end) port.close();
    else take(message);
  });
}

/**
 * Ends a thread that uses `takeMessages`, after what it has been asked before, and resolves when it is gone. A thread that
 * is ended from outside does not wait for the engine to finish what it compiles for it beside it: in Node 20, every fiftieth
 * or so of such ends aborts the whole process ("Assertion failed: (data.first) != nullptr"). One that ends by itself does.
 */
export async function endThread(worker: Worker, limitMs = endLimitMs): Promise<void> {
  // The process must not end before.
  worker.ref();
  worker.postMessage(end);
  await whenEnded(worker, limitMs);
}

/** Waits until a thread has ended by itself, and ends it if it does not. */
export async function whenEnded(worker: Worker, limitMs = endLimitMs): Promise<void> {
  if (hasEnded(worker)) return;
  worker.ref();
  await new Promise<void>((resolve) => {
    const watchdog = startWatchdog(limitMs, () => void worker.terminate());
    worker.once('exit', () => {
      watchdog.cancel();
      resolve();
    });
  });
}

function hasEnded(worker: Worker): boolean {
  return worker.threadId === -1;
}
