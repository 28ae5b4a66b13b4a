import type { Clock } from '@sinonjs/fake-timers';
import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';
import type { RandomStream } from '../../record/random-stream.js';
import type { LogEntry, StorageEntry } from '../../record/trace.js';
import { consoleLevels } from '../web/console-levels.js';
import { emptyPage } from '../web/empty-page.js';
import { logText } from '../web/log-text.js';
import { installPageClock } from '../web/page-clock.js';
import { seededCrypto } from '../web/page-randomness.js';
import { PageTimers } from '../web/page-timers.js';
import { uncaughtText } from '../web/thrown-text.js';
import { bufferKinds, knowBuffers, viewConversion } from './buffer-kinds.js';
import type { BrowserProfile } from './device.js';
import { noNetwork } from './no-network.js';
import type { Server } from './page-request.js';
import { PageStorage, pageCookies } from './page-storage.js';
import { PageVisibility } from './page-visibility.js';
import { addressMachine, queryWriter, rememberAddresses, rememberQueries } from './parsed-addresses.js';
import type { Realms } from './realms.js';
import { installTransports, type PendingRequests } from './transport.js';

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
  /** Whether the device has a connection, asked whenever the page asks. */
  readonly isOnline: () => boolean;
  /** Where the device is, as an IANA name; absent: where the process is. */
  readonly timeZone?: () => string;
  /** Told what stands behind each function that the page gives to the clock. */
  readonly callbacks?: WeakMap<object, unknown>;
  /** Where the page finds its realm; absent: it gets one of its own. */
  readonly realms?: Realms | undefined;
  readonly onLog: (level: LogEntry['level'], text: string) => void;
  /** Told of what the page writes to its storage; a value of `undefined` means that the key was removed. */
  readonly onWrite?: (area: StorageEntry['area'], key: string, value: string | undefined) => void;
}

rememberAddresses(addressMachine());
rememberQueries(queryWriter());
knowBuffers(bufferKinds(), viewConversion());

/** One name for every page, so that no payload depends on the machine that runs it. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Lapse/1 jsdom';

/**
 * A page in a window of its own. Node's realm must hold the fake clock already, the same that the window gets, because
 * cookies are judged in Node's realm, and two clocks would make them expire silently wrong.
 */
export class Page {
  readonly window: DOMWindow;
  readonly #dom: JSDOM;
  readonly #timers: PageTimers;
  readonly #requests: PendingRequests;
  readonly #storage: PageStorage;
  readonly #visibility: PageVisibility;
  readonly #realms: Realms | undefined;
  /** The window's own parts, which a script on the page may have replaced when they are needed. */
  readonly #own: {
    readonly Event: DOMWindow['Event'];
    readonly dispatch: EventTarget['dispatchEvent'];
    readonly close: () => void;
  };

  constructor(options: PageOptions) {
    const { profile, client, onWrite, clock } = options;
    const storage = { profile, client, nowMs: () => clock.now, ...(onWrite === undefined ? {} : { onWrite }) };
    const settings = {
      url: options.url,
      ...(options.referrer === '' ? {} : { referrer: options.referrer }),
      runScripts: 'outside-only' as const,
      resources: { userAgent, dispatcher: noNetwork },
      cookieJar: pageCookies(storage),
      virtualConsole: listenTo(options.onLog),
    };
    this.#dom = options.realms?.open(emptyPage, settings) ?? new JSDOM(emptyPage, settings);
    this.window = this.#dom.window;
    const { Event, EventTarget, close } = this.window;
    this.#own = { Event, dispatch: EventTarget.prototype.dispatchEvent, close: close.bind(this.window) };
    this.#visibility = new PageVisibility(this.window);
    // As in a browser: only a window that a script has opened can be closed by one.
    this.window.close = () => {};
    const onError = (error: unknown): void => options.onLog('error', uncaughtText(error));
    this.#timers = new PageTimers(clock, onError, options.callbacks);
    this.#timers.install(this.window);
    installPageClock(this.window, {
      wallMs: () => clock.now,
      monotonicMs: options.monotonicMs,
      timeZone: options.timeZone,
    });
    this.window.Math.random = () => options.random.fraction();
    Object.defineProperty(this.window, 'crypto', { value: seededCrypto(options.random), configurable: true });
    this.#storage = new PageStorage(this.window, storage);
    Object.defineProperty(this.window.navigator, 'onLine', { get: options.isOnline, configurable: true });
    this.#requests = installTransports(this.window, options.server);
    this.#realms = options.realms;
    this.#realms?.notePrepared();
  }

  /** How many timers of the page the clock will fire. */
  get pendingTimers(): number {
    return this.#timers.count;
  }

  /** How many requests of the page nobody has answered yet. */
  get pendingRequests(): number {
    return this.#requests.count;
  }

  /** The device has got a connection or lost it, and the page is told. */
  tellConnection(isOnline: boolean): void {
    const { Event, dispatch } = this.#own;
    dispatch.call(this.window, new Event(isOnline ? 'online' : 'offline'));
  }

  /** The realm in which the SDK's script is run. */
  get context() {
    return this.#dom.getInternalVMContext();
  }

  /** Another tab or another app is in front; nothing happens to a page that is hidden already. */
  hide(): void {
    this.#visibility.change('hidden');
  }

  show(): void {
    this.#visibility.change('visible');
  }

  get isFrozen(): boolean {
    return this.#timers.isFrozen;
  }

  /**
   * The browser saves its strength: the page is hidden, told that it stops, and stops. What has been going on by then,
   * such as promise reactions, must have come to rest.
   */
  freeze(): void {
    this.#visibility.freeze();
    this.#timers.freeze();
    this.#storage.leave();
  }

  /** The page goes on where it stopped, as visible as it was before. */
  thaw(): void {
    this.#storage.join();
    this.#timers.thaw();
    this.#visibility.thaw();
  }

  /**
   * The user leaves: the events that a browser fires are fired, then nothing of the page runs any more. A frozen page is
   * told nothing, for nothing of it can run.
   */
  leave(): void {
    if (!this.isFrozen) {
      const { window } = this;
      const { Event, dispatch } = this.#own;
      dispatch.call(window, new Event('beforeunload'));
      dispatch.call(window, new Event('pagehide'));
      this.#visibility.change('hidden');
      dispatch.call(window, new Event('unload'));
    }
    this.discard();
  }

  /** Stops the page without telling it. */
  discard(): void {
    this.#storage.leave();
    this.#timers.cancelAll();
    // To close a window jsdom empties its body by parsing nothing, which takes as long as to parse the page.
    Reflect.defineProperty(this.window.document, 'body', { value: null });
    this.#own.close();
    this.#realms?.leave(this.#dom);
  }
}

function listenTo(onLog: PageOptions['onLog']): VirtualConsole {
  const virtualConsole = new VirtualConsole();
  for (const [method, level] of consoleLevels) {
    virtualConsole.on(method, (...values: unknown[]) => onLog(level, logText(values)));
  }
  virtualConsole.on('jsdomError', (error: Error) => onLog('error', error.message));
  return virtualConsole;
}
