import { type Consent, configAfter } from '../../record/consent.js';
import {
  type CallStep,
  defaultUrl,
  type FaultStep,
  type LifecycleStep,
  type LoadConfig,
  type Step,
  type Timeline,
  type VisibilityStep,
} from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';
import type { WebSdk } from '../web/sdk.js';
import type { BrowserDevice } from './browser-device.js';
import type { ObservedTrace } from './observed-trace.js';
import type { CallOutcome } from './page/observation.js';
import type { Wire } from './wire.js';

/** A tab of a browser, over all the pages that it shows. */
interface Client {
  url: string;
  referrer: string;
  config: LoadConfig;
  isLoaded: boolean;
  isHidden: boolean;
  isFrozen: boolean;
}

interface Device {
  readonly name: string;
  readonly browser: BrowserDevice;
  readonly clients: Map<string, Client>;
  consent: Consent | undefined;
  isOnline: boolean;
}

export interface Played {
  readonly timeline: Timeline;
  /** The devices of the timeline, new and started, by their names. */
  readonly devices: ReadonlyMap<string, BrowserDevice>;
  readonly wire: Wire;
  readonly trace: ObservedTrace;
  readonly damageSession: WebSdk['damageSession'];
}

/** Under which the SDK keeps the session, wherever it keeps it. */
const sessionKey = 'rl_session';

/** Plays one timeline in a browser, step by step: each step has come to rest before the next. */
export class ChromiumPlayer {
  readonly #played: Played;
  readonly #devices: ReadonlyMap<string, Device>;

  constructor(played: Played) {
    this.#played = played;
    this.#devices = new Map(
      [...played.devices].map(([name, browser]) => [
        name,
        { name, browser, clients: new Map(), consent: undefined, isOnline: true },
      ]),
    );
  }

  /** @throws Error when the timeline cannot be played */
  async play(): Promise<Trace> {
    const { timeline, trace } = this.#played;
    for (const [index, step] of timeline.steps.entries()) {
      trace.beginStep(index);
      await this.#play(step);
      await this.#everywhere(({ browser }) => browser.ask('settle'));
      await trace.endStep();
    }
    return trace.finish();
  }

  async #play(step: Step): Promise<void> {
    const { action } = step;
    const device = this.#device(step);
    const { browser } = device;
    const noteThrown = this.#played.trace.step(step);
    switch (action.kind) {
      case 'wait':
        return this.#everywhere((each) => each.browser.ask('tick', action.durationMs));
      case 'sleep':
        return this.#everywhere((each) => each.browser.ask('sleep', action.durationMs));
      case 'setClock':
        await browser.ask('set', action.byMs);
        return;
      case 'open':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
      case 'close':
        return noteThrown(await this.#live(step, device, action));
      case 'timeZone':
        return browser.setTimeZone(action.zone);
      case 'network':
        if (device.isOnline === (action.state === 'online')) return;
        device.isOnline = action.state === 'online';
        return browser.connect(device.isOnline);
      case 'server':
        this.#played.wire.answerWith(action.answer);
        return this.#everywhere((each) => each.browser.change('isSilent', action.answer === 'hang'));
      case 'background':
      case 'foreground':
      case 'freeze':
      case 'thaw':
        return this.#show(step, action);
      case 'storage':
      case 'damage':
        return this.#misbehave(browser, action);
      default:
        return noteThrown(await this.#call(step, device, action));
    }
  }

  async #call(step: Step, device: Device, call: CallStep): Promise<string | undefined> {
    const client = this.#client(step);
    mustRun(client, call.kind);
    if (call.kind === 'load') {
      // A page loads the SDK once; what a second call passes does not outlive it.
      if (!client.isLoaded) client.config = call.config;
      return this.#load(step, device, client, call.config);
    }
    if (!device.browser.isOpen(step.client)) return `${call.kind} was called before the SDK was loaded`;
    if (call.kind === 'consent') device.consent = call;
    const { threw, value } = (await device.browser.ask('call', step.client, call)) as CallOutcome;
    if (threw !== undefined) return threw;
    if (call.kind === 'getSessionId') await this.#played.trace.returned(step, value ?? null);
    return undefined;
  }

  async #live(step: Step, device: Device, action: LifecycleStep): Promise<string | undefined> {
    const client = this.#client(step);
    const { browser, clients } = device;
    if (action.kind === 'open') {
      client.url = action.url;
      client.referrer = '';
      return undefined;
    }
    const { url } = client;
    switch (action.kind) {
      case 'close':
        await browser.closeTab(step.client);
        beginAnew(client);
        return undefined;
      case 'restart':
        await browser.closeBrowser();
        for (const each of clients.values()) beginAnew(each);
        break;
      case 'crash':
        await browser.crash();
        for (const each of clients.values()) beginAnew(each);
        break;
      case 'navigate':
        mustRun(client, action.kind);
        client.referrer = url;
        client.url = new URL(action.url, url).href;
        if (browser.isOpen(step.client)) await browser.navigate(step.client, client.url, client.referrer);
        break;
      case 'reload':
        mustRun(client, action.kind);
        if (browser.isOpen(step.client)) await browser.reload(step.client);
        break;
    }
    client.isLoaded = false;
    client.config = action.config ?? client.config;
    return this.#load(step, device, client, client.config);
  }

  /** @returns the message of what the SDK's script or its load threw, if they did */
  async #load(step: Step, device: Device, client: Client, config: LoadConfig): Promise<string | undefined> {
    const { browser, consent } = device;
    if (!browser.isOpen(step.client)) await browser.openTab(step.client, client.url, client.referrer);
    const { threw } = (await browser.ask('load', step.client, configAfter(consent, config))) as CallOutcome;
    client.isLoaded ||= threw === undefined;
    return threw;
  }

  async #show(step: Step, { kind }: VisibilityStep): Promise<void> {
    const { browser } = this.#device(step);
    const client = this.#client(step);
    if (!browser.isOpen(step.client)) throw new Error(`${kind} needs an open page`);
    if (client.isFrozen !== (kind === 'thaw'))
      throw new Error(`${kind} cannot happen to a page that is ${client.isFrozen ? '' : 'not '}frozen`);
    if (kind === 'background' || kind === 'foreground') {
      client.isHidden = kind === 'background';
      await browser.show(step.client, !client.isHidden);
      return;
    }
    client.isFrozen = kind === 'freeze';
    // Only hidden pages are frozen, and one that was visible is visible again.
    if (kind === 'freeze') {
      if (!client.isHidden) await browser.show(step.client, false);
      await browser.freeze(step.client);
    } else {
      await browser.thaw(step.client);
      if (!client.isHidden) await browser.show(step.client, true);
    }
  }

  async #misbehave(browser: BrowserDevice, fault: Extract<FaultStep, { kind: 'storage' | 'damage' }>): Promise<void> {
    if (fault.kind === 'storage') {
      if (fault.state === 'cleared') await browser.clear();
      else await browser.change('condition', fault.state);
      return;
    }
    const { damageSession } = this.#played;
    if (damageSession === undefined) throw new Error('how this SDK stores a session is not known to Lapse');
    if (await browser.rewrite(sessionKey, (places) => damageSession(places, fault.how))) return;
    throw new Error('the SDK has stored nothing of a session that could be damaged, or stores it elsewhere');
  }

  async #everywhere(act: (device: Device) => Promise<unknown>): Promise<void> {
    await Promise.all([...this.#devices.values()].map(act));
  }

  #device({ device: name }: Pick<Step, 'device'>): Device {
    const device = this.#devices.get(name);
    if (device === undefined) throw new Error(`there is no device ${name}`);
    return device;
  }

  #client(step: Step): Client {
    const { clients } = this.#device(step);
    const existing = clients.get(step.client);
    if (existing !== undefined) return existing;
    const client = {
      url: defaultUrl,
      referrer: '',
      config: {},
      isLoaded: false,
      isHidden: false,
      isFrozen: false,
    };
    clients.set(step.client, client);
    return client;
  }
}

/** The tab is closed; when it is opened again, it can be seen. */
function beginAnew(client: Client): void {
  client.isLoaded = false;
  client.isHidden = false;
  client.isFrozen = false;
}

/** Scenario files are checked for this; other timelines must not be judged by what no browser does. */
function mustRun({ isFrozen }: Client, kind: string): void {
  if (isFrozen) throw new Error(`${kind} cannot happen to a frozen page`);
}
