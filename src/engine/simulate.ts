import { configAfter } from '../record/consent.js';
import type { CallStep, JsonObject, LifecycleStep, LoadConfig, Step, Timeline } from '../record/timeline.js';
import { defaultUrl } from '../record/timeline.js';
import type { Trace, TraceEntry } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import { SimulatedClock } from '../time/clock.js';
import {
  type Client,
  changeStorage,
  type Device,
  damageSession,
  leaveBehind,
  move,
  placeOf,
  readBack,
  readStored,
  takeOver,
  writeBack,
} from './device-storage.js';
import { mark } from './marks.js';
import { Outbox } from './outbox.js';
import { copyThatStores } from './own-copy.js';
import { buildMessage } from './payload.js';
import type { Rules } from './rules.js';
import { emptyState, Tracker } from './tracker.js';
import { understoodConfig } from './understood-config.js';

/**
 * Plays a timeline through the reference engine: pure, synchronous, no input or output. The trace has the same shape as
 * one of a real SDK, every message being delivered at the moment of its call.
 */
export function simulate(timeline: Timeline, policy: Policy, rules: Rules): Trace {
  const simulation = new Simulation(timeline, policy, rules);
  for (const [index, step] of timeline.steps.entries()) simulation.play(step, index);
  return simulation.trace();
}

/** What an SDK might send of its own accord at the end of a session. */
const endReport = { kind: 'event', type: 'track', name: 'Session Ended' } as const;

class Simulation {
  readonly #timeline: Timeline;
  readonly #policy: Policy;
  readonly #rules: Rules;
  readonly #devices = new Map<string, Device>();
  readonly #entries: TraceEntry[] = [];
  readonly #clock: SimulatedClock;
  readonly #outbox: Outbox;
  /** Counts the messages that were built. */
  #messages = 0;

  constructor(timeline: Timeline, policy: Policy, rules: Rules) {
    this.#timeline = timeline;
    this.#policy = policy;
    this.#rules = rules;
    this.#clock = new SimulatedClock(timeline.startMs);
    this.#outbox = new Outbox(policy.platform, rules, this.#entries);
    for (const { device } of timeline.steps) {
      if (this.#devices.has(device)) continue;
      const clock = new SimulatedClock(timeline.startMs);
      const state = {
        clock,
        shared: emptyState(),
        clients: new Map(),
        condition: 'available',
        consent: undefined,
        behind: new Map(),
      } as const;
      this.#devices.set(device, { ...state });
    }
  }

  trace(): Trace {
    const { elapsedMs } = this.#clock.read();
    return { timeline: this.#timeline.id, target: 'engine', entries: this.#entries, elapsedMs, timersFired: 0 };
  }

  play(step: Step, index: number): void {
    const device = this.#device(step.device);
    this.#entries.push({ kind: 'step', ...this.#at(step, index), action: step.action });
    const action = step.action;
    switch (action.kind) {
      case 'wait':
        this.#clock.tick(action.durationMs);
        for (const each of this.#devices.values()) each.clock.tick(action.durationMs);
        return;
      case 'sleep':
        this.#clock.sleep(action.durationMs);
        for (const each of this.#devices.values()) each.clock.sleep(action.durationMs);
        return;
      case 'setClock':
        device.clock.set(action.byMs);
        return;
      case 'open':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
      case 'close':
        this.#live(device, step, index, action);
        return;
      case 'storage':
        changeStorage(device, action.state, this.#policy.values.storageLost);
        return;
      case 'damage':
        damageSession(device, action.how, this.#policy.values.storageLost, this.#rules);
        return;
      case 'background':
        this.#client(device, step.client).tracker?.background(this.#timeMs(device));
        return;
      case 'foreground':
        this.#client(device, step.client).tracker?.foreground(this.#timeMs(device));
        return;
      case 'freeze':
      case 'thaw':
      case 'timeZone':
      case 'network':
      case 'server':
        // None of these is activity, and none changes what a message says: its fields are those of the moment of the call.
        return;
      default:
        this.#call(device, step, index, action);
    }
  }

  #device(name: string): Device {
    const device = this.#devices.get(name);
    /* v8 ignore next -- the devices are those that the steps name, and nothing else is asked for */
    if (device === undefined) throw new Error(`the timeline has no device ${name}`);
    return device;
  }

  #at(step: Step, index: number) {
    const { wallMs } = this.#device(step.device).clock.read();
    const { elapsedMs } = this.#clock.read();
    return { step: index, device: step.device, client: step.client, elapsedMs, wallMs };
  }

  #client(device: Device, name: string): Client {
    const existing = device.clients.get(name);
    if (existing !== undefined) return existing;
    const { issued } = device.shared;
    const page = emptyState(issued);
    const client: Client = {
      url: defaultUrl,
      config: {},
      tracker: undefined,
      tab: emptyState(issued),
      page,
      place: page,
    };
    device.clients.set(name, client);
    return client;
  }

  #live(device: Device, step: Step, index: number, action: LifecycleStep): void {
    const client = this.#client(device, step.client);
    if (action.kind === 'open') {
      client.url = action.url;
      return;
    }
    // Closing the browser closes every tab of the device.
    const browserCloses = action.kind === 'restart' || action.kind === 'crash';
    const leaving = browserCloses ? [...device.clients.values()] : [client];
    for (const each of leaving) this.#leave(device, each, browserCloses || action.kind === 'close');
    if (action.kind === 'close') return;
    if (action.kind === 'navigate') client.url = action.url;
    const tracker = this.#load(device, client, action.config ?? client.config);
    this.#logWarnings(tracker, step, index);
  }

  /** The page goes away, and with it what only its memory held; a closed tab loses its own storage as well. */
  #leave(device: Device, client: Client, tabCloses: boolean): void {
    // What is held back until consent is held in memory, too.
    this.#outbox.forget(client);
    if (client.tracker !== undefined) leaveBehind(device, client);
    const { issued } = device.shared;
    client.page = emptyState(issued);
    mark(tabCloses ? 'leave/tab' : 'leave/page');
    if (tabCloses) client.tab = emptyState(issued);
    for (const state of [device.shared, client.tab]) {
      if (state.session !== undefined) state.session = this.#rules.persist(state.session);
    }
    client.tracker = undefined;
  }

  #load(device: Device, client: Client, config: LoadConfig, rules = this.#rules): Tracker {
    client.config = configAfter(device.consent, understoodConfig(config, this.#policy));
    client.place = placeOf(device, client, rules);
    readStored(device, client);
    takeOver(device, client);
    const nowMs = this.#timeMs(device);
    const state = rules.readsStorage === 'at-load' ? copyThatStores(client.place) : client.place;
    const tracker = new Tracker(rules, state, client.config, nowMs);
    client.tracker = tracker;
    return tracker;
  }

  /**
   * A session that was tracked before goes on, wherever it is kept from now on (SES-CONSENT-002); otherwise tracking
   * begins, which is no activity of a session that another tab has begun (-004). Then what was held back is sent.
   */
  #consent(device: Device, client: Client, loaded: Tracker, step: Step, index: number): void {
    const { preConsent } = client.config;
    if (preConsent === undefined) {
      mark('consent/not-needed');
      return;
    }
    const { place: before } = client;
    const isNoActivity = { ...this.#rules, loadIsActivity: false };
    let tracker = loaded;
    if (preConsent.storage === 'session') {
      mark('consent/goes-on');
      client.config = configAfter(device.consent, client.config);
      const place = placeOf(device, client, this.#rules);
      move(client, Object.assign(place, before));
      if (this.#rules.consentResumesTracking) tracker = this.#load(device, client, client.config, isNoActivity);
    } else {
      mark('consent/begins');
      const joining = this.#rules.consentJoins ? {} : { resumes: () => false };
      tracker = this.#load(device, client, client.config, { ...isNoActivity, ...joining });
      if (before.userId !== '') client.place.userId = before.userId;
    }
    tracker.consent(this.#timeMs(device));
    this.#outbox.release(client, tracker, this.#at(step, index));
  }

  #call(device: Device, step: Step, index: number, call: CallStep): void {
    const client = this.#client(device, step.client);
    const nowMs = this.#timeMs(device);
    if (call.kind === 'load') {
      // A page loads the SDK once; calling load again changes nothing.
      if (client.tracker !== undefined) {
        mark('load/again');
        return;
      }
      const tracker = this.#load(device, client, call.config);
      this.#logWarnings(tracker, step, index);
      return;
    }
    const tracker = client.tracker;
    if (tracker === undefined) throw new Error(`step ${index} calls ${call.kind} before the SDK was loaded`);
    // Whatever else is called is written.
    if (call.kind === 'getSessionId') readBack(device, client);
    else writeBack(device, client);
    switch (call.kind) {
      case 'event':
        this.#send(device, client, tracker, step, index, call);
        return;
      case 'startSession':
        tracker.startSession(call.sessionId, nowMs);
        return;
      case 'endSession':
        if (this.#rules.reportsEnd) this.#send(device, client, tracker, step, index, endReport);
        tracker.endSession();
        return;
      case 'reset':
        tracker.reset(call.anonymousId ?? false, nowMs);
        return;
      case 'consent':
        device.consent = call;
        this.#consent(device, client, tracker, step, index);
        return;
      case 'getSessionId':
        this.#entries.push({ kind: 'return', ...this.#at(step, index), value: tracker.getSessionId(nowMs) });
    }
  }

  #logWarnings({ settings }: Tracker, step: Step, index: number): void {
    for (const text of settings.warnings) {
      this.#entries.push({ kind: 'log', ...this.#at(step, index), level: 'warn', text });
    }
  }

  #timeMs({ clock }: Device): number {
    return this.#rules.timeMs(clock.read());
  }

  #send(
    device: Device,
    client: Client,
    tracker: Tracker,
    step: Step,
    index: number,
    call: Extract<CallStep, { kind: 'event' }>,
  ): void {
    const at = this.#at(step, index);
    if (call.type === 'identify') tracker.identify(call.name ?? '', this.#timeMs(device));
    const envelope = {
      message: this.#messages,
      wallMs: at.wallMs,
      platform: this.#policy.platform,
      url: client.url,
      userId: tracker.userId,
      anonymousId: `${step.device}-${tracker.anonymousId}`,
      callerContext: this.#callerContext(call.context ?? {}),
    };
    this.#messages += 1;
    const isHeld = client.config.preConsent?.delivery === 'buffer';
    const build = (by: Tracker): JsonObject => buildMessage(call, by.stamp(call.type, this.#timeMs(device)), envelope);
    if (isHeld && this.#rules.stampedAt === 'delivery') {
      this.#outbox.hold(client, build);
      return;
    }
    const body = build(tracker);
    if (isHeld) this.#outbox.hold(client, () => body);
    else this.#outbox.deliver(body, at);
  }

  #callerContext(context: JsonObject): JsonObject {
    if (this.#rules.callerContext === 'wins') return context;
    const { sessionId: _id, sessionStart: _start, ...rest } = context;
    return rest;
  }
}
