import { type Clock, withGlobal } from '@sinonjs/fake-timers';
import { type RandomStream, randomStream } from '../../record/random-stream.js';
import {
  type CallStep,
  defaultUrl,
  type LifecycleStep,
  type LoadConfig,
  type Step,
  type Timeline,
} from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';
import { hostTurn } from '../../time/host.js';
import type { World } from '../../time/recurrence.js';
import { drainMicrotasks, SteppedClock } from '../../time/stepped-clock.js';
import { DataPlane, statusOf } from './data-plane.js';
import { BrowserProfile } from './device.js';
import { IdleWorld } from './idle-world.js';
import { Page } from './page.js';
import { asJson } from './returned-value.js';
import type { SdkOnPage, WebSdk } from './sdk.js';
import { listenForStrayRejections } from './stray-rejections.js';
import { thrownText } from './thrown-text.js';
import { TraceRecorder } from './trace-recorder.js';

/** Where every device is until it is moved: what the process that plays it has as well. */
const defaultTimeZone = 'UTC';

interface Client {
  url: string;
  referrer: string;
  config: LoadConfig;
  page: Page | undefined;
  sdk: SdkOnPage | undefined;
  /** Counts the pages that this client has opened, so that each draws from a stream of its own. */
  pages: number;
}

interface Device {
  readonly profile: BrowserProfile;
  isOnline: boolean;
  /** An IANA name; what its pages see of the time of day. */
  timeZone: string;
  readonly clients: Map<string, Client>;
}

export interface PlayOptions {
  readonly seed: number;
  /** Idle waits are fast-forwarded (`time/recurrence.ts`); otherwise every timer is fired. */
  readonly fastForward: boolean;
  /** Whether writes to storage and bursts of timers are written down as well. */
  readonly detailed?: boolean;
  /** Told of the index of each step right before it is played, in the fake time of the timeline. */
  readonly beforeStep?: (step: number) => void;
}

/**
 * Plays one timeline through a web SDK in jsdom windows. Node's own globals hold the fake clock from the first to the
 * last step, and are given back whatever happens; so one timeline at a time, and in a thread that has nothing else to do.
 */
export async function playInJsdom(
  timeline: Timeline,
  sdk: WebSdk,
  target: string,
  options: PlayOptions,
): Promise<Trace> {
  const fakeClock = withGlobal(globalThis).install({
    now: timeline.startMs,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    // The page's timers are wrapped so that they cannot throw; a loop is found by counting.
    loopLimit: Number.MAX_SAFE_INTEGER,
  });
  const player = new Player(timeline, sdk, fakeClock, options);
  const stopListening = listenForStrayRejections((reason) => player.noteRejection(reason));
  try {
    return await player.play(target);
  } finally {
    stopListening();
    player.discard();
    fakeClock.uninstall();
  }
}

class Player {
  readonly #timeline: Timeline;
  readonly #sdk: WebSdk;
  readonly #fakeClock: Clock;
  readonly #clock: SteppedClock;
  readonly #seed: number;
  readonly #options: PlayOptions;
  readonly #devices = new Map<string, Device>();
  readonly #callbacks = new WeakMap<object, unknown>();
  readonly #randomStreams: RandomStream[] = [];
  readonly #recorder: TraceRecorder;
  readonly #dataPlane = new DataPlane();
  readonly #movesBetweenZones: boolean;

  constructor(timeline: Timeline, sdk: WebSdk, fakeClock: Clock, options: PlayOptions) {
    this.#timeline = timeline;
    this.#movesBetweenZones = timeline.steps.some(({ action }) => action.kind === 'timeZone');
    this.#sdk = sdk;
    this.#fakeClock = fakeClock;
    this.#clock = new SteppedClock(fakeClock, options.fastForward ? this.#world() : undefined);
    this.#seed = options.seed;
    this.#options = options;
    this.#recorder = new TraceRecorder(timeline, this.#clock, options.detailed === true);
  }

  async play(target: string): Promise<Trace> {
    for (const [index, step] of this.#timeline.steps.entries()) {
      this.#recorder.beginStep(index);
      this.#options.beforeStep?.(index);
      await this.#play(step);
      await drainMicrotasks();
      await hostTurn();
      this.#recorder.endStep();
    }
    return {
      timeline: this.#timeline.id,
      target,
      entries: this.#recorder.entries,
      elapsedMs: this.#clock.read().elapsedMs,
      timersFired: this.#clock.timersFired,
    };
  }

  noteRejection(reason: unknown): void {
    this.#recorder.rejection(thrownText(reason));
  }

  discard(): void {
    for (const device of this.#devices.values()) {
      for (const client of device.clients.values()) client.page?.discard();
    }
  }

  async #play(step: Step): Promise<void> {
    const { action } = step;
    const at = this.#recorder.record({ kind: 'step', ...this.#recorder.at(step), action });
    switch (action.kind) {
      case 'wait':
        return this.#clock.tick(action.durationMs);
      case 'sleep':
        return this.#clock.sleep(action.durationMs);
      case 'setClock':
        if (this.#devices.size > 1) throw new Error('one clock serves all devices of a timeline played in jsdom');
        return this.#clock.set(action.byMs);
      case 'open':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
      case 'close':
        return this.#recorder.noteThrown(at, await this.#live(step, action));
      case 'timeZone':
        this.#device(step.device).timeZone = action.zone;
        return;
      case 'network':
        return this.#connect(this.#device(step.device), action.state === 'online');
      case 'server':
        return this.#dataPlane.answer(action.answer);
      case 'background':
      case 'foreground':
      case 'freeze':
      case 'thaw':
      case 'storage':
      case 'damage':
        throw new Error(`${action.kind} is not played in jsdom yet`);
      default:
        return this.#recorder.noteThrown(at, this.#call(step, action));
    }
  }

  /** The device gets a connection or loses it. A browser tells its pages of a change, and only of a change. */
  #connect(device: Device, isOnline: boolean): void {
    if (device.isOnline === isOnline) return;
    device.isOnline = isOnline;
    for (const { page } of device.clients.values()) page?.tellConnection(isOnline);
  }

  /** @returns the message of what the SDK threw at the application, if it did */
  #call(step: Step, call: CallStep): string | undefined {
    const client = this.#client(step);
    try {
      if (call.kind === 'load') {
        // A page loads the SDK once; what a second call passes does not outlive it.
        if (client.sdk === undefined) client.config = call.config;
        return this.#load(step, client, call.config);
      }
      if (client.sdk === undefined) throw new Error(`${call.kind} was called before the SDK was loaded`);
      const value = client.sdk.call(call);
      if (call.kind === 'getSessionId') {
        this.#recorder.record({ kind: 'return', ...this.#recorder.at(step), value: asJson(value) });
      }
      return undefined;
    } catch (error) {
      return thrownText(error);
    }
  }

  /** @returns the message of what the SDK threw when the page loaded it, if it did */
  async #live(step: Step, action: LifecycleStep): Promise<string | undefined> {
    const device = this.#device(step.device);
    const client = this.#client(step);
    if (action.kind === 'open') {
      client.url = action.url;
      client.referrer = '';
      return undefined;
    }
    const browserCloses = action.kind === 'restart' || action.kind === 'crash';
    const leaving = browserCloses ? [...device.clients.values()] : [client];
    for (const each of leaving) {
      if (action.kind === 'crash') each.page?.discard();
      else each.page?.leave();
      each.page = undefined;
      each.sdk = undefined;
    }
    await drainMicrotasks();
    if (browserCloses) await device.profile.close();
    if (action.kind === 'close') {
      device.profile.closeTab(step.client);
      return undefined;
    }
    if (action.kind === 'navigate') {
      client.referrer = client.url;
      client.url = new URL(action.url, client.url).href;
    }
    client.config = action.config ?? client.config;
    return this.#load(step, client, client.config);
  }

  /** @returns the message of what the SDK's script or its load threw, if they did */
  #load(step: Step, client: Client, config: LoadConfig): string | undefined {
    client.page ??= this.#open(step, client);
    try {
      // A script that failed is run again, as if the application had put it on the page once more.
      client.sdk ??= this.#sdk.start(client.page.context);
      client.sdk.load(config);
      return undefined;
    } catch (error) {
      return thrownText(error);
    }
  }

  /** Those that are open. */
  #pages(): Page[] {
    return [...this.#devices.values()].flatMap(({ clients }) =>
      [...clients.values()].flatMap(({ page }) => (page === undefined ? [] : [page])),
    );
  }

  #world(): World {
    const look = () => ({
      profiles: [...this.#devices.values()].map(({ profile }) => profile),
      entries: this.#recorder.observed,
      pendingRequests: this.#pages().reduce((sum, page) => sum + page.pendingRequests, 0),
      draws: this.#randomStreams.reduce((sum, { draws }) => sum + draws, 0),
    });
    return new IdleWorld(look, this.#callbacks);
  }

  #open(step: Step, client: Client): Page {
    client.pages += 1;
    const openedMs = this.#clock.read().monotonicMs;
    const entity = `${this.#timeline.id}/${step.device}/${step.client}/${client.pages}`;
    const random = randomStream(this.#seed, entity);
    this.#randomStreams.push(random);
    const device = this.#device(step.device);
    return new Page({
      clock: this.#fakeClock,
      url: client.url,
      referrer: client.referrer,
      client: step.client,
      profile: device.profile,
      random,
      callbacks: this.#callbacks,
      monotonicMs: () => this.#clock.read().monotonicMs - openedMs,
      isOnline: () => device.isOnline,
      server: (request) => {
        const outcome = this.#dataPlane.receive(device.isOnline);
        this.#recorder.request(step, request, statusOf(outcome));
        return outcome;
      },
      // Most timelines never leave the time zone that all pages are in, and their pages keep the dates of their realm.
      ...(this.#movesBetweenZones ? { timeZone: () => device.timeZone } : {}),
      onLog: (level, text) => this.#recorder.log(step, level, text),
      ...(this.#options.detailed === true
        ? { onWrite: (area, key, value) => this.#recorder.write(step, { area, key, value }) }
        : {}),
    });
  }

  #device(name: string): Device {
    const existing = this.#devices.get(name);
    if (existing !== undefined) return existing;
    const device: Device = {
      profile: new BrowserProfile(() => this.#clock.read().wallMs),
      isOnline: true,
      timeZone: defaultTimeZone,
      clients: new Map(),
    };
    this.#devices.set(name, device);
    return device;
  }

  #client(step: Step): Client {
    const { clients } = this.#device(step.device);
    const existing = clients.get(step.client);
    if (existing !== undefined) return existing;
    const client = { url: defaultUrl, referrer: '', config: {}, page: undefined, sdk: undefined, pages: 0 };
    clients.set(step.client, client);
    return client;
  }
}
