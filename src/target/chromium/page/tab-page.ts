import type { Clock } from '@sinonjs/fake-timers';
import type { RandomStream } from '../../../record/random-stream.js';
import type { Json } from '../../../record/timeline.js';
import type { LogEntry } from '../../../record/trace.js';
import { consoleLevels } from '../../web/console-levels.js';
import { installPageClock } from '../../web/page-clock.js';
import { seededCrypto } from '../../web/page-randomness.js';
import { PageTimers } from '../../web/page-timers.js';
import type { SdkOnPage } from '../../web/sdk.js';
import { thrownText, uncaughtText } from '../../web/thrown-text.js';
import type { Outstanding } from './outstanding.js';
import { type NativeStorage, type StorageWatch, watchStorage } from './stored.js';
import { type Exchange, type Sending, type Window, watchTransports } from './transports.js';

export interface TabPageOptions extends Pick<StorageWatch, 'condition' | 'onChange' | 'onWrite'> {
  readonly clock: Clock;
  readonly random: RandomStream;
  /** Milliseconds since the page opened. */
  readonly monotonicMs: () => number;
  readonly callbacks: WeakMap<object, unknown>;
  readonly outstanding: Outstanding;
  readonly onLog: (level: LogEntry['level'], values: readonly Json[]) => void;
  readonly onSend: (sending: Sending, page: TabPage) => Exchange;
}

const lifecycleEvents = ['beforeunload', 'pagehide', 'unload', 'visibilitychange', 'freeze', 'resume', 'pageshow'];

/** How long a page waits for a frame, and for a moment in which it has nothing to do, in milliseconds. */
const frameMs = 16;
const idleMs = 1;

/**
 * A page in a tab, from before its first script on. Time and randomness are those of the player; all else is the
 * browser's, and is watched.
 */
export class TabPage {
  readonly window: Window;
  readonly storage: NativeStorage;
  readonly timers: PageTimers;
  sdk: SdkOnPage | undefined;
  readonly #outstanding: Outstanding;
  readonly #own = new Set<object>();
  /** The storage events that the browser is about to fire here, in their order, and whether the page is to hear of them. */
  readonly #storageEvents: { readonly isHeard: boolean }[] = [];
  readonly #leaving: (() => void)[] = [];
  #isMute = false;

  constructor(window: Window, options: TabPageOptions) {
    const { clock, random, callbacks, monotonicMs, outstanding, onLog } = options;
    this.window = window;
    this.#outstanding = outstanding;
    this.#listen(onLog);
    this.timers = new PageTimers(clock, (error) => onLog('error', [uncaughtText(error)]), callbacks);
    this.timers.install(window);
    installFrames(window);
    const originMs = clock.now;
    installPageClock(window, {
      wallMs: () => clock.now,
      monotonicMs,
      showMonotonic: (realm) => showMonotonic(realm, originMs, monotonicMs),
    });
    window.Math.random = () => random.fraction();
    for (const [name, value] of Object.entries(seededCrypto(random))) {
      Object.defineProperty(window.crypto, name, { value, configurable: true });
    }
    this.storage = watchStorage(window, { ...options, nowMs: () => clock.now });
    watchTransports(window, (sending) => options.onSend(sending, this));
    // As for a page that nobody has opened: it cannot close itself, and has nobody behind it.
    window.close = () => {};
    Object.defineProperty(window, 'opener', { value: null, configurable: true });
  }

  /** Time does not go on before this has happened, unless the page is left before. */
  expect(what: object): void {
    this.#own.add(what);
    this.#outstanding.add(what);
  }

  happened(what: object): void {
    this.#own.delete(what);
    this.#outstanding.done(what);
  }

  /** The browser is about to fire a storage event here. */
  expectStorageEvent(isHeard: boolean): void {
    // A page that is frozen gets its events when it is thawed, and nobody waits for them.
    if (this.timers.isFrozen) return;
    const event = { isHeard };
    this.#storageEvents.push(event);
    this.expect(event);
  }

  /** How many of them there are. */
  get pendingStorageEvents(): number {
    return this.#storageEvents.length;
  }

  /** From now on the page is told of nothing: its browser dies. */
  mute(): void {
    this.#isMute = true;
  }

  /** Called when the page is left. */
  onLeave(callback: () => void): void {
    this.#leaving.push(callback);
  }

  /** The page is gone: nothing of it runs any more, and nothing is waited for. */
  leave(): void {
    this.timers.cancelAll();
    for (const what of this.#own) this.#outstanding.done(what);
    this.#own.clear();
    for (const callback of this.#leaving.splice(0)) callback();
  }

  #listen(onLog: TabPageOptions['onLog']): void {
    const { window } = this;
    const first = { capture: true };
    for (const type of lifecycleEvents) {
      window.addEventListener(type, (event) => this.#isMute && event.stopImmediatePropagation(), first);
    }
    window.addEventListener(
      'storage',
      (event) => {
        const expected = this.#storageEvents.shift();
        if (expected === undefined) return;
        if (!expected.isHeard) event.stopImmediatePropagation();
        this.happened(expected);
      },
      first,
    );
    window.addEventListener('error', (event) => {
      // An SDK that tells the page of an error by an event of its own has caught it.
      if (event.isTrusted && event.target === window) onLog('error', [uncaughtText(event.error ?? event.message)]);
    });
    window.addEventListener('unhandledrejection', (event) => {
      onLog('error', [`Uncaught (in promise) ${thrownText(event.reason)}`]);
    });
    for (const [method, level] of consoleLevels) {
      window.console[method] = (...values: unknown[]) => onLog(level, values.map(printable));
    }
  }
}

/** A value of a page's log, as something that can leave the browser. */
function printable(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  try {
    const text = typeof value === 'object' && !('message' in value) ? JSON.stringify(value) : String(value);
    return text ?? String(value);
  } catch {
    return 'something that cannot be shown';
  }
}

/** Frames and idle moments are moments of virtual time too, or they would come at any of them. */
function installFrames(window: Window): void {
  const { setTimeout: startTimer, clearTimeout: stopTimer } = window;
  window.requestAnimationFrame = (callback) => startTimer(() => callback(window.performance.now()), frameMs);
  window.cancelAnimationFrame = stopTimer;
  window.requestIdleCallback = (callback) =>
    startTimer(() => callback({ didTimeout: false, timeRemaining: () => frameMs }), idleMs);
  window.cancelIdleCallback = stopTimer;
}

function showMonotonic(realm: object, originMs: number, monotonicMs: () => number): void {
  const performance: unknown = Reflect.get(realm, 'performance');
  if (typeof performance !== 'object' || performance === null) return;
  Object.defineProperty(performance, 'now', { value: monotonicMs, configurable: true });
  Object.defineProperty(performance, 'timeOrigin', { value: originMs, configurable: true });
}
