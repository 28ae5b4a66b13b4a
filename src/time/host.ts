/**
 * The only file that knows real time: progress, budgets and watchdogs use it, and nothing that ends up in a report.
 * A test polices that no other file reads a real clock or sleeps.
 */

/** Milliseconds of a monotonic clock with an arbitrary origin; only differences mean something. */
export function hostMonotonicMs(): number {
  return performance.now();
}

/** Milliseconds since the epoch, as this machine's clock shows them: for a recording of what really happened, and when. */
export function hostWallMs(): number {
  return Date.now();
}

/** Today's date on this machine, as `2026-11-23`, in UTC. */
export function hostToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Lets the process finish what it is at: the pending promise reactions run, and Node tells of the rejections that nobody
 * has caught by then. No time has to pass for that.
 */
export function hostTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Lets real time pass. Only what is judged in real time by a person's wish may wait for it. */
export function hostSleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

/** A deadline in real time; `cancel` it when what it watches has ended. */
export interface Watchdog {
  cancel(): void;
}

/** Calls `onExpiry` once after `limitMs` of real time unless cancelled first. It does not keep the process alive. */
export function startWatchdog(limitMs: number, onExpiry: () => void): Watchdog {
  const timer = setTimeout(onExpiry, limitMs);
  timer.unref();
  return { cancel: () => clearTimeout(timer) };
}

/** How often memory is looked at: often enough that little is filled in between. */
const memoryPollMs = 50;

let lastReading = { atMs: Number.NEGATIVE_INFINITY, bytes: 0 };

function readMemory(): number {
  lastReading = { atMs: performance.now(), bytes: process.memoryUsage.rss() };
  return lastReading.bytes;
}

/**
 * Calls `onExcess` once when the process has so much more memory than now, unless cancelled first. To ask the system takes
 * up to a millisecond, so what was learnt just now is taken for what is.
 */
export function watchMemory(limitMb: number, onExcess: () => void): Watchdog {
  const isRecent = performance.now() - lastReading.atMs < memoryPollMs;
  const limit = (isRecent ? lastReading.bytes : readMemory()) + limitMb * 1_048_576;
  const timer = setInterval(() => {
    if (readMemory() <= limit) return;
    clearInterval(timer);
    onExcess();
  }, memoryPollMs);
  timer.unref();
  return { cancel: () => clearInterval(timer) };
}

// Taken before any SDK can put something else in its place.
const afterThis = setImmediate;

/** Calls back when all that is already waiting to run, promise reactions included, has run. */
export function whenIdle(callback: () => void): void {
  afterThis(callback);
}
