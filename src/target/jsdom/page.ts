import { format } from 'node:util';
import type { Clock } from '@sinonjs/fake-timers';
import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';
import type { RandomStream } from '../../record/random-stream.js';
import type { LogEntry, StorageEntry } from '../../record/trace.js';
import type { BrowserProfile } from './device.js';
import { PageCookieJar } from './page-cookie-jar.js';
import { PageTimers } from './page-timers.js';
import type { WriteObserver } from './storage-area.js';
import { installTransports, type Server } from './transport.js';

export interface PageOptions {
  readonly clock: Clock;
  readonly url: string;
  readonly referrer: string;
  readonly client: string;
  readonly profile: BrowserProfile;
  readonly random: RandomStream;
  /** Where the page's monotonic clock stands, in milliseconds since the page opened. */
  readonly monotonicMs: () => number;
  readonly server: Server;
  /** Told what stands behind each function that the page gives to the clock. */
  readonly callbacks?: WeakMap<object, unknown>;
  readonly onLog: (level: LogEntry['level'], text: string) => void;
  /** Told of what the page writes to its storage; a value of `undefined` means that the key was removed. */
  readonly onWrite?: (area: StorageEntry['area'], key: string, value: string | undefined) => void;
}

/** One name for every page, so that no payload depends on the machine that runs it. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Lapse/1 jsdom';

/**
 * A page in a window of its own. Node's realm must hold the fake clock already: its `Date` and timers are what the
 * window gets, because cookies are judged in Node's realm, and two clocks would make them expire silently wrong.
 */
export class Page {
  readonly window: DOMWindow;
  readonly #dom: JSDOM;
  readonly #timers: PageTimers;

  constructor(options: PageOptions) {
    const { profile, client, onWrite, clock } = options;
    const told = (area: StorageEntry['area']): WriteObserver | undefined =>
      onWrite && ((key, value) => onWrite(area, key, value));
    const onCookie = told('cookie');
    this.#dom = new JSDOM('<!doctype html><html><head><title>Lapse</title></head><body></body></html>', {
      url: options.url,
      ...(options.referrer === '' ? {} : { referrer: options.referrer }),
      runScripts: 'outside-only',
      resources: { userAgent },
      cookieJar:
        onCookie === undefined
          ? profile.cookieJar
          : new PageCookieJar(profile.cookieJar.store, () => clock.now, onCookie),
      virtualConsole: listenTo(options.onLog),
    });
    this.window = this.#dom.window;
    const onError = (error: unknown): void => options.onLog('error', `uncaught: ${String(error)}`);
    this.#timers = new PageTimers(clock, onError, options.callbacks);
    this.#timers.install(this.window);
    this.window.Date = clock.Date;
    Object.defineProperty(this.window, 'performance', {
      value: {
        now: options.monotonicMs,
        timeOrigin: clock.now,
        getEntriesByType: () => [],
        mark() {},
        measure() {},
      },
    });
    seedRandomness(this.window, options.random);
    const [local, session] = [profile.localStorage, profile.sessionStorage(client)];
    Object.defineProperty(this.window, 'localStorage', { value: local.facade(told('localStorage')) });
    Object.defineProperty(this.window, 'sessionStorage', { value: session.facade(told('sessionStorage')) });
    installTransports(this.window, options.server);
  }

  /** The realm in which the SDK's script is run. */
  get context() {
    return this.#dom.getInternalVMContext();
  }

  /** The user leaves: the events that a browser fires are fired, then nothing of the page runs any more. */
  leave(): void {
    const { window } = this;
    window.dispatchEvent(new window.Event('beforeunload'));
    window.dispatchEvent(new window.Event('pagehide'));
    Object.defineProperty(window.document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(window.document, 'hidden', { value: true, configurable: true });
    window.document.dispatchEvent(new window.Event('visibilitychange', { bubbles: true }));
    window.dispatchEvent(new window.Event('unload'));
    this.discard();
  }

  /** Stops the page without telling it. */
  discard(): void {
    this.#timers.cancelAll();
    this.window.close();
  }
}

function seedRandomness(window: DOMWindow, random: RandomStream): void {
  window.Math.random = () => random.fraction();
  const fill = <T extends { length: number; [index: number]: number }>(array: T): T => {
    for (let index = 0; index < array.length; index++) array[index] = random.byte();
    return array;
  };
  const randomUUID = () => {
    const bytes = fill(new Uint8Array(16));
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const variant = '89ab'[(bytes[8] ?? 0) % 4];
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20),
    ].join('-');
  };
  Object.defineProperty(window, 'crypto', { value: { getRandomValues: fill, randomUUID } });
}

const levels = [
  ['debug', 'debug'],
  ['log', 'info'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
] as const;

function listenTo(onLog: PageOptions['onLog']): VirtualConsole {
  const virtualConsole = new VirtualConsole();
  for (const [method, level] of levels) {
    virtualConsole.on(method, (...values: unknown[]) => onLog(level, format(...values).trim()));
  }
  virtualConsole.on('jsdomError', (error: Error) => onLog('error', error.message));
  return virtualConsole;
}
