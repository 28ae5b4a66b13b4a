import { type Clock, createClock } from '@sinonjs/fake-timers';
import { type RandomStream, randomStream } from '../../../record/random-stream.js';
import type { LoadConfig } from '../../../record/timeline.js';
import { drainMicrotasks, SteppedClock } from '../../../time/stepped-clock.js';
import { looksBackMs, sdkOnPage } from '../../rudderstack-js/calls.js';
import { findSdk } from '../../rudderstack-js/find-sdk.js';
import { type Bundle, runBundle } from '../../rudderstack-js/script-frame.js';
import { type IdlePages, IdleWorld } from '../../web/idle-world.js';
import { asJson } from '../../web/returned-value.js';
import type { SdkCall, StorageCondition } from '../../web/sdk.js';
import { thrownText } from '../../web/thrown-text.js';
import { browserTurn, untilTrue } from './browser-turn.js';
import { idleProfile } from './idle-profile.js';
import { type NativeArea, nativeArea } from './native-area.js';
import type { CallOutcome, DeviceReading, DeviceSetup, Observation, SdkScript, SentRequest } from './observation.js';
import { Outstanding } from './outstanding.js';
import { RequestLine } from './request-line.js';
import { TabPage } from './tab-page.js';
import type { Window } from './transports.js';

/** A tab of the device, over all the pages that it shows. */
interface Tab {
  readonly client: string;
  readonly window: Window;
  page: TabPage | undefined;
  onArrival: () => void;
}

/**
 * The device, as seen from inside of the browser: a page of its own that opened the tabs, shares their thread and their
 * origin, and so can hold one clock for all of them. Whatever the player asks for comes here.
 */
export class DeviceHost {
  condition: StorageCondition = 'available';
  isOnline = true;
  /** Whether the data plane takes requests and does not answer them. */
  isSilent = false;
  readonly #setup: DeviceSetup;
  readonly #script: SdkScript;
  readonly #clock: Clock;
  readonly #stepped: SteppedClock;
  readonly #outstanding = new Outstanding();
  readonly #callbacks = new WeakMap<object, unknown>();
  /** Every page of the site has the same. */
  readonly #local = nativeArea(globalThis.localStorage, globalThis.Storage.prototype);
  readonly #tabs = new Map<string, Tab>();
  readonly #visits = new Map<string, number>();
  readonly #randomStreams: RandomStream[] = [];
  readonly #requests: RequestLine;
  #observations: Observation[] = [];
  #observed = 0;

  /** @param tellSent asks the player to say when a request has arrived that nobody answers, or not to this page */
  constructor(setup: DeviceSetup, script: SdkScript, tellSent: (request: SentRequest) => void) {
    this.#setup = setup;
    this.#script = script;
    this.#requests = new RequestLine({
      observe: (request) => this.#observe(request),
      tellSent,
      isOnline: () => this.isOnline,
      isSilent: () => this.isSilent,
    });
    this.#clock = createClock(setup.startMs, Number.MAX_SAFE_INTEGER);
    const world = setup.fastForward ? new IdleWorld(() => this.#look(), this.#callbacks, looksBackMs) : undefined;
    this.#stepped = new SteppedClock(this.#clock, world, () => this.#rest());
  }

  /** All that was seen since this was last asked for, and what the clock shows now. */
  take(): { readonly observations: readonly Observation[]; readonly at: DeviceReading } {
    const observations = this.#observations;
    this.#observations = [];
    return { observations, at: this.#reading() };
  }

  tick(durationMs: number): Promise<void> {
    return this.#stepped.tick(durationMs);
  }

  sleep(durationMs: number): Promise<void> {
    return this.#stepped.sleep(durationMs);
  }

  set(byMs: number): Promise<void> {
    return this.#stepped.set(byMs);
  }

  /** Opens an empty tab, in a window of its own: one that is behind another would be hidden. */
  open(client: string): void {
    const window = globalThis.open('about:blank', '', 'popup,width=1280,height=720');
    if (window === null) throw new Error('the browser opens no tab');
    this.#tabs.set(client, { client, window: window as Window, page: undefined, onArrival: () => {} });
  }

  /** The tab is closed. */
  forget(client: string): void {
    this.#tabs.get(client)?.page?.leave();
    this.#tabs.delete(client);
  }

  /** Resolves when the tab shows its next page. */
  arrival(client: string): Promise<void> {
    const tab = this.#tab(client);
    return new Promise((resolve) => {
      tab.onArrival = resolve;
    });
  }

  /** Called by each page before its first script runs. */
  adopt(window: Window): void {
    const tab = [...this.#tabs.values()].find((each) => each.window === window);
    if (tab === undefined) return;
    const { client } = tab;
    tab.page?.leave();
    const visit = (this.#visits.get(client) ?? 0) + 1;
    this.#visits.set(client, visit);
    const random = randomStream(this.#setup.seed, `${this.#setup.entity}/${client}/${visit}`);
    this.#randomStreams.push(random);
    const openedMs = this.#stepped.read().monotonicMs;
    const page: TabPage = new TabPage(window, {
      clock: this.#clock,
      random,
      callbacks: this.#callbacks,
      outstanding: this.#outstanding,
      monotonicMs: () => this.#stepped.read().monotonicMs - openedMs,
      condition: () => this.condition,
      onChange: () => this.#tellOthers(page, true),
      onWrite: (area, key, value) => {
        if (this.#setup.detailed)
          this.#observe({ kind: 'write', ...this.#from(client), area, key, ...(value === undefined ? {} : { value }) });
      },
      onLog: (level, values) => this.#observe({ kind: 'log', ...this.#from(client), level, values }),
      onSend: (sending, from) => this.#requests.begin(sending, from, this.#from(client)),
    });
    tab.page = page;
    window.addEventListener('DOMContentLoaded', () => tab.onArrival(), { once: true });
  }

  load(client: string, config: LoadConfig): CallOutcome {
    const page = this.#page(client);
    try {
      // A script that failed is run again, as if the application had put it on the page once more.
      page.sdk ??= this.#startSdk(page.window);
      page.sdk.load(config);
      return {};
    } catch (error) {
      return { threw: thrownText(error) };
    }
  }

  call(client: string, call: SdkCall): CallOutcome {
    try {
      const { sdk } = this.#page(client);
      if (sdk === undefined) throw new Error(`${call.kind} was called before the SDK was loaded`);
      return { value: asJson(sdk.call(call)) };
    } catch (error) {
      return { threw: thrownText(error) };
    }
  }

  /** Lets what a step has set going come to rest, promises that nobody catches included. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      await this.#rest();
      await browserTurn();
    }
    await this.#rest();
  }

  /** The request has arrived, or never will. */
  arrived(number: number): void {
    this.#requests.arrived(number);
  }

  /** Resolves when the page can be seen, or not any more. */
  visibility(client: string, wanted: DocumentVisibilityState): Promise<void> {
    const { document } = this.#page(client).window;
    return untilTrue(document, 'visibilitychange', () => document.visibilityState === wanted);
  }

  /** Resolves when the pages know that there is a connection, or that there is none. */
  async connection(isOnline: boolean): Promise<void> {
    this.isOnline = isOnline;
    for (const { page } of this.#tabs.values()) {
      if (page === undefined || page.timers.isFrozen) continue;
      const { window } = page;
      await untilTrue(window, isOnline ? 'online' : 'offline', () => window.navigator.onLine === isOnline);
    }
  }

  /** Resolves when the page was told that it stops, and has come to rest; then its timers stop. */
  freezing(client: string): Promise<void> {
    const page = this.#page(client);
    return new Promise((resolve) => {
      page.window.document.addEventListener(
        'freeze',
        () => {
          void drainMicrotasks().then(() => {
            page.timers.freeze();
            resolve();
          });
        },
        { once: true },
      );
    });
  }

  /** Resolves when the page goes on. */
  thawing(client: string): Promise<void> {
    const page = this.#page(client);
    return new Promise((resolve) => {
      page.window.document.addEventListener(
        'resume',
        () => {
          page.timers.thaw();
          this.#stepped.noteLateness();
          resolve();
        },
        { once: true, capture: true },
      );
    });
  }

  /** From now on no page is told of anything. */
  mute(): void {
    for (const { page } of this.#tabs.values()) page?.mute();
  }

  /** Empties the storage of all tabs, as somebody does who is none of them. Cookies are the player's affair. */
  clearStorage(): void {
    for (const { storage } of this.#pages()) storage.session.clear();
    if (this.#local.clear()) this.#tellOthers(undefined, true);
  }

  /** The texts under a key in each area of storage: the local one, then the session storage of each tab. */
  stored(key: string): (string | null)[] {
    return this.#areas().map((area) => area.read(key) ?? null);
  }

  /** Puts texts in the place of those that `stored` told of, without any page hearing of it. */
  restore(key: string, texts: readonly (string | null)[]): void {
    for (const [index, area] of this.#areas().entries()) {
      const text = texts[index];
      if (text === null || text === undefined || text === area.read(key)) continue;
      if (index === 0) this.#restoreLocal(key, text);
      else area.restore(key, text);
    }
  }

  #areas(): NativeArea[] {
    return [this.#local, ...this.#pages().map(({ storage }) => storage.session)];
  }

  /** Written by the device, which is another page: the browser tells all tabs, and their pages do not hear of it. */
  #restoreLocal(key: string, text: string): void {
    this.#tellOthers(undefined, false);
    this.#local.restore(key, text);
  }

  #startSdk(window: Window) {
    const { text, fileName } = this.#script;
    const bundle: Bundle = window.eval(text);
    return sdkOnPage(findSdk(runBundle(bundle, fileName), fileName), this.#setup.dataPlaneUrl);
  }

  #tellOthers(writer: TabPage | undefined, isHeard: boolean): void {
    for (const page of this.#pages()) if (page !== writer) page.expectStorageEvent(isHeard);
  }

  #observe(observation: Observation): void {
    this.#observed += 1;
    this.#observations.push(observation);
  }

  #from(client: string): { readonly client: string; readonly at: DeviceReading } {
    return { client, at: this.#reading() };
  }

  #reading(): DeviceReading {
    return { ...this.#stepped.read(), timersFired: this.#stepped.timersFired };
  }

  async #rest(): Promise<void> {
    await drainMicrotasks();
    while (this.#outstanding.count > 0) {
      await this.#outstanding.settled();
      // Whoever else listens to what has just happened comes first.
      await browserTurn();
      await drainMicrotasks();
    }
  }

  #look(): IdlePages {
    return {
      profiles: [
        idleProfile(this.#pages(), this.condition, this.#areas(), (key, text) => this.#restoreLocal(key, text)),
      ],
      entries: this.#observed,
      pendingRequests: this.#requests.unanswered + this.#outstanding.count,
      draws: this.#randomStreams.reduce((sum, { draws }) => sum + draws, 0),
    };
  }

  #pages(): TabPage[] {
    return [...this.#tabs.values()].flatMap(({ page }) => (page === undefined ? [] : [page]));
  }

  #tab(client: string): Tab {
    const tab = this.#tabs.get(client);
    if (tab === undefined) throw new Error(`there is no tab ${client}`);
    return tab;
  }

  #page(client: string): TabPage {
    const { page } = this.#tab(client);
    if (page === undefined) throw new Error(`the tab ${client} shows no page`);
    return page;
  }
}
