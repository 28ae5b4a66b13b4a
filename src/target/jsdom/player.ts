import { type Clock, withGlobal } from '@sinonjs/fake-timers';
import { type RandomStream, randomStream } from '../../record/random-stream.js';
import type {
  CallStep,
  Json,
  LifecycleStep,
  LoadConfig,
  Step,
  Timeline,
  VisibilityStep,
} from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';
import { hostTurn } from '../../time/host.js';
import type { World } from '../../time/recurrence.js';
import { drainMicrotasks, SteppedClock } from '../../time/stepped-clock.js';
import { type Client, Devices } from './clients.js';
import { misbehave } from './device-faults.js';
import { IdleWorld } from './idle-world.js';
import { Page } from './page.js';
import type { WebSdk } from './sdk.js';
import { listenForStrayRejections } from './stray-rejections.js';
import { thrownText } from './thrown-text.js';
import { shortened, TraceRecorder } from './trace-recorder.js';

/** The status with which the server answers every request. */
const accepted = 200;

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
  readonly #devices = new Devices(() => this.#clock.read().wallMs);
  readonly #callbacks = new WeakMap<object, unknown>();
  readonly #randomStreams: RandomStream[] = [];
  readonly #recorder: TraceRecorder;

  constructor(timeline: Timeline, sdk: WebSdk, fakeClock: Clock, options: PlayOptions) {
    this.#timeline = timeline;
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
      case 'background':
      case 'foreground':
      case 'freeze':
      case 'thaw':
        return this.#show(step, action);
      case 'storage':
      case 'damage':
        return misbehave(this.#devices.device(step).profile, action, this.#sdk);
      case 'timeZone':
      case 'network':
      case 'server':
        throw new Error(`${action.kind} is not played in jsdom yet`);
      default:
        return this.#recorder.noteThrown(at, this.#call(step, action));
    }
  }

  /** @returns the message of what the SDK threw at the application, if it did */
  #call(step: Step, call: CallStep): string | undefined {
    const client = this.#devices.client(step);
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
    if (kind === 'background') page.hide();
    else if (kind === 'foreground') page.show();
    else if (kind === 'freeze') page.freeze();
    else page.thaw();
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
      client.sdk.load(this.#devices.configFor(step, config));
      return undefined;
    } catch (error) {
      return thrownText(error);
    }
  }

  #world(): World {
    const look = () => ({
      profiles: this.#devices.profiles(),
      entries: this.#recorder.observed,
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
    return new Page({
      clock: this.#fakeClock,
      url: client.url,
      referrer: client.referrer,
      client: step.client,
      profile: this.#devices.device(step).profile,
      random,
      callbacks: this.#callbacks,
      monotonicMs: () => this.#clock.read().monotonicMs - openedMs,
      server: (request) => {
        this.#recorder.request(step, request, accepted);
        return accepted;
      },
      onLog: (level, text) => this.#recorder.log(step, level, text),
      ...(this.#options.detailed === true
        ? { onWrite: (area, key, value) => this.#recorder.write(step, { area, key, value }) }
        : {}),
    });
  }
}

/** What the SDK returned, as far as JSON can say it. */
function asJson(value: unknown): Json {
  const text = JSON.stringify(value);
  if (text === undefined) return null;
  return shortened(text) === text ? JSON.parse(text) : shortened(text);
}
