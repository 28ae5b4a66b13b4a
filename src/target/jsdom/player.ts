import { type Clock, withGlobal } from '@sinonjs/fake-timers';
import { type RandomStream, randomStream } from '../../record/random-stream.js';
import type {
  CallStep,
  LifecycleStep,
  LoadConfig,
  Step,
  StepAction,
  Timeline,
  VisibilityStep,
} from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';
import { hostTurn } from '../../time/host.js';
import type { World } from '../../time/recurrence.js';
import { drainMicrotasks, SteppedClock } from '../../time/stepped-clock.js';
import { IdleWorld } from '../web/idle-world.js';
import { asJson } from '../web/returned-value.js';
import type { WebSdk } from '../web/sdk.js';
import { thrownText } from '../web/thrown-text.js';
import { TraceRecorder } from '../web/trace-recorder.js';
import { type Client, type Device, Devices } from './clients.js';
import { DataPlane, statusOf } from './data-plane.js';
import { misbehave } from './device-faults.js';
import { Page } from './page.js';
import type { Realms } from './realms.js';
import { listenForStrayRejections } from './stray-rejections.js';

export interface PlayOptions {
  readonly seed: number;
  /** Idle waits are fast-forwarded (`time/recurrence.ts`); otherwise every timer is fired. */
  readonly fastForward: boolean;
  /** Whether writes to storage and bursts of timers are written down as well. */
  readonly detailed?: boolean;
  /** Where pages are opened in realms of earlier timelines; without it each page has a realm that is new. */
  readonly realms?: Realms | undefined;
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
    if (options.realms !== undefined) {
      // What the pages left waiting runs now, and nothing of them afterwards.
      await hostTurn();
      options.realms.takeBack();
    }
  }
}

class Player {
  readonly #timeline: Timeline;
  readonly #sdk: WebSdk;
  readonly #fakeClock: Clock;
  readonly #clock: SteppedClock;
  readonly #seed: number;
  readonly #options: PlayOptions;
  readonly #devices = new Devices(() => this.#clock.read().wallMs);
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
      await this.#settle();
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
    this.#devices.discard();
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
        if (this.#devices.count > 1) throw new Error('one clock serves all devices of a timeline played in jsdom');
        return this.#clock.set(action.byMs);
      case 'open':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
      case 'close':
        return this.#recorder.noteThrown(at, await this.#live(step, action));
      case 'timeZone':
        this.#devices.device(step).timeZone = action.zone;
        return;
      case 'network':
        return this.#connect(this.#devices.device(step), action.state === 'online');
      case 'server':
        return this.#dataPlane.answer(action.answer);
      case 'background':
      case 'foreground':
      case 'freeze':
      case 'thaw':
        return this.#show(step, action);
      case 'storage':
      case 'damage':
        return misbehave(this.#devices.device(step).profile, action, this.#sdk);
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
    const client = this.#devices.client(step);
    mustRun(client, call);
    try {
      if (call.kind === 'load') {
        // A page loads the SDK once; what a second call passes does not outlive it.
        if (client.sdk === undefined) client.config = call.config;
        return this.#load(step, client, call.config);
      }
      if (client.sdk === undefined) throw new Error(`${call.kind} was called before the SDK was loaded`);
      if (call.kind === 'consent') this.#devices.device(step).consent = call;
      const value = client.sdk.call(call);
      if (call.kind === 'getSessionId') {
        this.#recorder.record({ kind: 'return', ...this.#recorder.at(step), value: asJson(value) });
      }
      return undefined;
    } catch (error) {
      return thrownText(error);
    }
  }

  async #show(step: Step, { kind }: VisibilityStep): Promise<void> {
    const { page } = this.#devices.client(step);
    if (page === undefined) throw new Error(`${kind} needs an open page`);
    if (page.isFrozen !== (kind === 'thaw'))
      throw new Error(`${kind} cannot happen to a page that is ${page.isFrozen ? '' : 'not '}frozen`);
    if (kind === 'background') page.hide();
    else if (kind === 'foreground') page.show();
    else if (kind === 'freeze') page.freeze();
    else {
      page.thaw();
      this.#clock.noteLateness();
    }
  }

  /** @returns the message of what the SDK threw when the page loaded it, if it did */
  async #live(step: Step, action: LifecycleStep): Promise<string | undefined> {
    const device = this.#devices.device(step);
    const client = this.#devices.client(step);
    if (action.kind === 'open') {
      client.url = action.url;
      client.referrer = '';
      return undefined;
    }
    const browserCloses = action.kind === 'restart' || action.kind === 'crash';
    if (action.kind === 'reload' || action.kind === 'navigate') mustRun(client, action);
    const leaving = browserCloses ? [...device.clients.values()] : [client];
    for (const each of leaving) {
      if (action.kind === 'crash') each.page?.discard();
      else each.page?.leave();
      each.page = undefined;
      each.sdk = undefined;
    }
    await this.#settle();
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
      client.sdk.load(this.#devices.configFor(step, config));
      return undefined;
    } catch (error) {
      return thrownText(error);
    }
  }

  /**
   * Lets all that was set going come to rest, so that the realms of pages that were closed can be used again. The clock
   * may still hold something that one of those has asked for, and then their realms wait for the end of the timeline.
   */
  async #settle(): Promise<void> {
    await drainMicrotasks();
    await hostTurn();
    const { realms } = this.#options;
    if (realms === undefined || realms.left === 0) return;
    const known = this.#devices.pages().reduce((sum, { pendingTimers }) => sum + pendingTimers, 0);
    if (this.#clock.pendingTimers === known) realms.takeBack();
  }

  #world(): World {
    const look = () => ({
      profiles: this.#devices.profiles(),
      entries: this.#recorder.observed,
      log: this.#recorder,
      pendingRequests: this.#devices.pages().reduce((sum, page) => sum + page.pendingRequests, 0),
      draws: this.#randomStreams.reduce((sum, { draws }) => sum + draws, 0),
    });
    return new IdleWorld(look, this.#callbacks, this.#sdk.looksBackMs);
  }

  #open(step: Step, client: Client): Page {
    client.pages += 1;
    const openedMs = this.#clock.read().monotonicMs;
    const entity = `${this.#timeline.id}/${step.device}/${step.client}/${client.pages}`;
    const random = randomStream(this.#seed, entity);
    this.#randomStreams.push(random);
    const device = this.#devices.device(step);
    return new Page({
      clock: this.#fakeClock,
      url: client.url,
      referrer: client.referrer,
      client: step.client,
      profile: device.profile,
      random,
      callbacks: this.#callbacks,
      realms: this.#options.realms,
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
}

/** Scenario files are checked for this; other timelines must not be judged by what no browser does. */
function mustRun({ page }: Client, { kind }: Pick<StepAction, 'kind'>): void {
  if (page?.isFrozen === true) throw new Error(`${kind} cannot happen to a frozen page`);
}
