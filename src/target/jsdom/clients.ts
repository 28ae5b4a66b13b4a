import { type Consent, configAfter } from '../../record/consent.js';
import { defaultUrl, type LoadConfig, type Step } from '../../record/timeline.js';
import type { SdkOnPage } from '../web/sdk.js';
import { BrowserProfile } from './device.js';
import type { Page } from './page.js';

/** A tab of a browser, over all the pages that it shows. */
export interface Client {
  url: string;
  referrer: string;
  config: LoadConfig;
  page: Page | undefined;
  sdk: SdkOnPage | undefined;
  /** Counts the pages that this client has opened, so that each draws from a stream of its own. */
  pages: number;
}

export interface Device {
  readonly profile: BrowserProfile;
  readonly clients: Map<string, Client>;
  /** The answer of the user, which the application remembers. */
  consent: Consent | undefined;
  isOnline: boolean;
  /** An IANA name; what its pages see of the time of day. */
  timeZone: string;
}

/** Where every device is until it is moved: what the process that plays it has as well. */
const defaultTimeZone = 'UTC';

/** The devices of a timeline and their tabs, which come into being when a step first names them. */
export class Devices {
  readonly #devices = new Map<string, Device>();
  readonly #nowMs: () => number;

  /** @param nowMs the wall clock of the devices, in milliseconds since the epoch */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get count(): number {
    return this.#devices.size;
  }

  profiles(): BrowserProfile[] {
    return [...this.#devices.values()].map(({ profile }) => profile);
  }

  /** Those that are open. */
  pages(): Page[] {
    return [...this.#devices.values()].flatMap(({ clients }) =>
      [...clients.values()].flatMap(({ page }) => (page === undefined ? [] : [page])),
    );
  }

  device({ device: name }: Pick<Step, 'device'>): Device {
    const existing = this.#devices.get(name);
    if (existing !== undefined) return existing;
    const device: Device = {
      profile: new BrowserProfile(this.#nowMs),
      clients: new Map(),
      consent: undefined,
      isOnline: true,
      timeZone: defaultTimeZone,
    };
    this.#devices.set(name, device);
    return device;
  }

  client(step: Pick<Step, 'device' | 'client'>): Client {
    const { clients } = this.device(step);
    const existing = clients.get(step.client);
    if (existing !== undefined) return existing;
    const client = { url: defaultUrl, referrer: '', config: {}, page: undefined, sdk: undefined, pages: 0 };
    clients.set(step.client, client);
    return client;
  }

  /** What the application passes to a load that happens now. */
  configFor(step: Pick<Step, 'device'>, config: LoadConfig): LoadConfig {
    return configAfter(this.device(step).consent, config);
  }

  /** Stops all pages without telling them. */
  discard(): void {
    for (const device of this.#devices.values()) {
      for (const client of device.clients.values()) client.page?.discard();
    }
  }
}
