import type { Json } from '../../record/timeline.js';
import { emptyPage } from '../web/empty-page.js';
import type { StoredItems } from '../web/sdk.js';
import type { PageSession, PageSessions } from './cdp-session.js';
import type { DeviceReading, DeviceSetup, Observation, SdkScript, SentRequest } from './page/observation.js';

/** One name for every browser, so that no payload depends on the machine that runs it. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Lapse/1 Chromium';

/** Of the page behind the tabs; nothing on a tab ever links there. */
const hostPath = '/lapse-device';

/** In each page of a tab, before its first script. */
const adoptPage = 'if (window === top && opener && opener.lapse) opener.lapse.adopt(window)';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly expires: number;
  readonly session: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite?: string;
}

interface OpenTab {
  readonly targetId: string;
  readonly session: PageSession;
  readonly windowId: number;
}

/**
 * A device: a context of the browser, which shares nothing with the others, with the tabs that are open in it and the page
 * behind them. What happens to a tab is done by the browser, as if somebody had clicked.
 */
export class BrowserDevice {
  readonly #sessions: PageSessions;
  readonly #contextId: string;
  readonly #host: PageSession;
  readonly #origin: string;
  readonly #tabs = new Map<string, OpenTab>();
  #isOnline = true;
  #onSent: (request: SentRequest) => void = () => {};

  private constructor(sessions: PageSessions, contextId: string, host: PageSession, origin: string) {
    this.#sessions = sessions;
    this.#contextId = contextId;
    this.#host = host;
    this.#origin = origin;
  }

  /**
   * @param hostScript the program of the page behind the tabs
   * @param sdk what its tabs are given to load
   */
  static async open(
    sessions: PageSessions,
    origin: string,
    hostScript: string,
    sdk: SdkScript,
  ): Promise<BrowserDevice> {
    const { root } = sessions;
    const { browserContextId } = await root.send('Target.createBrowserContext', { disposeOnDetach: true });
    const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const host = await sessions.attach(targetId);
    const device = new BrowserDevice(sessions, browserContextId, host, origin);
    await serve(host);
    await arriveAt(host, `${origin}${hostPath}`);
    await host.send('Runtime.enable');
    host.on('Runtime.bindingCalled', ({ payload }) => device.#onSent(JSON.parse(String(payload))));
    await host.send('Runtime.addBinding', { name: 'lapseSent' });
    await evaluate(host, hostScript);
    await evaluate(host, `lapse.install(${JSON.stringify(sdk)})`);
    return device;
  }

  get origin(): string {
    return this.#origin;
  }

  /** Begins a timeline. @param onSent told of each request of which the pages wait to hear that it has arrived */
  async start(setup: DeviceSetup, onSent: (request: SentRequest) => void): Promise<void> {
    this.#onSent = onSent;
    await evaluate(this.#host, `lapse.start(${JSON.stringify(setup)})`);
  }

  /**
   * Asks the page behind the tabs.
   * @throws Error with the message of what it threw
   */
  async ask(name: string, ...values: readonly unknown[]): Promise<unknown> {
    const text = await evaluate(this.#host, `lapse.ask(${JSON.stringify(name)}, ${JSON.stringify(values)})`);
    const reply: { readonly value?: unknown; readonly failure?: string } = JSON.parse(String(text));
    if (reply.failure !== undefined) throw new Error(reply.failure);
    return reply.value;
  }

  async change(name: 'condition' | 'isSilent', value: Json): Promise<void> {
    await evaluate(this.#host, `lapse.change(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
  }

  async take(): Promise<{ readonly observations: readonly Observation[]; readonly at: DeviceReading }> {
    return (await this.ask('take')) as { observations: readonly Observation[]; at: DeviceReading };
  }

  isOpen(client: string): boolean {
    return this.#tabs.has(client);
  }

  /** Opens a tab and its first page. */
  async openTab(client: string, url: string, referrer: string): Promise<void> {
    const next = this.#sessions.nextPage(this.#contextId);
    await this.ask('open', client);
    const targetId = await next;
    const session = await this.#sessions.attach(targetId);
    const [{ windowId }] = await Promise.all([
      this.#sessions.root.send('Browser.getWindowForTarget', { targetId }),
      serve(session),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: adoptPage }),
      session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'en-US', platform: 'Linux x86_64' }),
      ...(this.#isOnline ? [] : [connect(session, false)]),
    ]);
    this.#tabs.set(client, { targetId, session, windowId });
    await this.#arrive(client, () => session.send('Page.navigate', { url, ...(referrer === '' ? {} : { referrer }) }));
  }

  async reload(client: string): Promise<void> {
    await this.#arrive(client, () => this.#tab(client).session.send('Page.reload'));
  }

  async navigate(client: string, url: string, referrer: string): Promise<void> {
    await this.#arrive(client, () => this.#tab(client).session.send('Page.navigate', { url, referrer }));
  }

  /** Closes a tab; its page is told, unless it is mute. */
  async closeTab(client: string): Promise<void> {
    const tab = this.#tabs.get(client);
    if (tab === undefined) return;
    this.#tabs.delete(client);
    await this.#sessions.close(tab.targetId);
    await this.ask('forget', client);
  }

  /** Closes all tabs, and forgets the cookies that live as long as the browser is open. */
  async closeBrowser(): Promise<void> {
    for (const client of [...this.#tabs.keys()]) await this.closeTab(client);
    for (const { name, domain, path, session } of await this.#cookies()) {
      if (session) await this.#host.send('Network.deleteCookies', { name, domain, path });
    }
  }

  /** The browser dies: no page is told, and nothing of it is saved any more. */
  async crash(): Promise<void> {
    await this.ask('mute');
    await this.closeBrowser();
  }

  /** Another window is in front of the tab, or it comes to the front again. */
  async show(client: string, isVisible: boolean): Promise<void> {
    const { windowId } = this.#tab(client);
    const seen = this.ask('visibility', client, isVisible ? 'visible' : 'hidden');
    await this.#sessions.root.send('Browser.setWindowBounds', {
      windowId,
      bounds: { windowState: isVisible ? 'normal' : 'minimized' },
    });
    await seen;
  }

  async freeze(client: string): Promise<void> {
    const told = this.ask('freezing', client);
    await this.#tab(client).session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await told;
  }

  async thaw(client: string): Promise<void> {
    const told = this.ask('thawing', client);
    await this.#tab(client).session.send('Page.setWebLifecycleState', { state: 'active' });
    await told;
  }

  async connect(isOnline: boolean): Promise<void> {
    this.#isOnline = isOnline;
    await Promise.all([...this.#tabs.values()].map(({ session }) => connect(session, isOnline)));
    await this.ask('connection', isOnline);
  }

  /** Of the thread that all pages of the device share. */
  async setTimeZone(zone: string): Promise<void> {
    await this.#host.send('Emulation.setTimezoneOverride', { timezoneId: zone });
  }

  async clear(): Promise<void> {
    await this.ask('clearStorage');
    await this.#sessions.root.send('Storage.clearCookies', { browserContextId: this.#contextId });
  }

  /**
   * Lets somebody who is no page look at what is stored under a key, and write over it.
   * @param use is given every place that there is
   */
  async rewrite<T>(key: string, use: (places: readonly StoredItems[]) => T): Promise<T> {
    const cookie = (await this.#cookies()).find(({ name }) => name === key);
    const texts = (await this.ask('stored', key)) as (string | null)[];
    let written: string | undefined;
    const result = use([
      {
        kind: 'cookie',
        read: (asked) => (asked === key ? cookie?.value : undefined),
        write: (_key, value) => {
          written = value;
        },
      },
      ...texts.map(
        (_, index): StoredItems => ({
          kind: 'storage',
          read: (asked) => (asked === key ? (texts[index] ?? undefined) : undefined),
          write: (_key, value) => {
            texts[index] = value;
          },
        }),
      ),
    ]);
    await this.ask('restore', key, texts);
    if (cookie !== undefined && written !== undefined) {
      const { session, expires, name, domain, path, secure, httpOnly, sameSite } = cookie;
      const kept = { name, domain, path, secure, httpOnly, ...(sameSite === undefined ? {} : { sameSite }) };
      await this.#host.send('Network.setCookie', { ...kept, value: written, ...(session ? {} : { expires }) });
    }
    return result;
  }

  /** Makes the device as good as new. */
  async reset(): Promise<void> {
    await this.ask('mute');
    for (const client of [...this.#tabs.keys()]) await this.closeTab(client);
    const { root } = this.#sessions;
    await Promise.all([
      root.send('Storage.clearCookies', { browserContextId: this.#contextId }),
      this.#host.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: 'all' }),
      evaluate(this.#host, 'localStorage.clear(); sessionStorage.clear()'),
      this.#host.send('Emulation.setTimezoneOverride', { timezoneId: '' }),
    ]);
    this.#isOnline = true;
  }

  async dispose(): Promise<void> {
    await this.#sessions.root.send('Target.disposeBrowserContext', { browserContextId: this.#contextId });
  }

  async #cookies(): Promise<readonly Cookie[]> {
    const found = await this.#sessions.root.send('Storage.getCookies', { browserContextId: this.#contextId });
    return found.cookies;
  }

  async #arrive(client: string, go: () => Promise<unknown>): Promise<void> {
    const arrival = this.ask('arrival', client);
    await go();
    await arrival;
  }

  #tab(client: string): OpenTab {
    const tab = this.#tabs.get(client);
    if (tab === undefined) throw new Error(`there is no tab ${client}`);
    return tab;
  }
}

/** Every address of every site shows an empty page; nothing else is taken out of the browser's hands. */
async function serve(session: PageSession): Promise<void> {
  session.on('Fetch.requestPaused', ({ requestId }) => {
    void session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'content-type', value: 'text/html; charset=utf-8' }],
      body: Buffer.from(emptyPage).toString('base64'),
    });
  });
  await Promise.all([
    session.send('Page.enable'),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
  ]);
}

function arriveAt(session: PageSession, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    session.on('Page.loadEventFired', () => resolve());
    session.send('Page.navigate', { url }).catch(reject);
  });
}

async function connect(session: PageSession, isOnline: boolean): Promise<void> {
  // Only a page whose network is watched can be cut off from it.
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: !isOnline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** @throws Error with what the program threw */
async function evaluate(session: PageSession, expression: string): Promise<unknown> {
  const answer = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    // Somebody sits in front of the browser: without, it would open no tab.
    userGesture: true,
  });
  const { result, exceptionDetails } = answer as {
    readonly result: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
  if (exceptionDetails === undefined) return result.value;
  throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}
