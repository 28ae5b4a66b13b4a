import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultUrl, type Timeline } from '../../record/timeline.js';
import type { TargetDescription, Trace } from '../../record/trace.js';
import { InputError } from '../../spec/input-error.js';
import { startWatchdog } from '../../time/host.js';
import { afterwards, wrapper } from '../rudderstack-js/script-frame.js';
import { type Target, UntestableError } from '../target.js';
import type { WebSdk } from '../web/sdk.js';
import { thrownText } from '../web/thrown-text.js';
import type { RunningBrowser, SharedBrowser } from './browser.js';
import { BrowserDevice } from './browser-device.js';
import { ObservedTrace } from './observed-trace.js';
import type { DeviceSetup, SdkScript } from './page/observation.js';
import { ChromiumPlayer } from './player.js';
import { Wire } from './wire.js';

export interface ChromiumSetup {
  /** The SDK's script. */
  readonly file: string;
  readonly seed: number;
  readonly fastForward: boolean;
  readonly detailed: boolean;
  readonly damageSession: WebSdk['damageSession'];
}

/** How long one timeline may take in real time: a page takes longer to come up than a window of jsdom. */
const defaultLimitMs = 60_000;

/**
 * An SDK in a real browser. Each timeline is played on devices of its own, which are made as good as new afterwards and
 * used again; one that has hung is given up together with its browser, and what others played in it meanwhile is played again.
 */
export class ChromiumTarget implements Target {
  readonly description: TargetDescription;
  readonly #setup: ChromiumSetup;
  readonly #browser: SharedBrowser;
  readonly #limitMs: number;
  readonly #sdk: SdkScript;
  #hostScript: string | undefined;
  #free: { readonly device: BrowserDevice; readonly running: RunningBrowser }[] = [];
  #wire: Wire | undefined;
  #isClosed = false;

  constructor(
    description: TargetDescription,
    setup: ChromiumSetup,
    browser: SharedBrowser,
    realTimeLimitMs = defaultLimitMs,
  ) {
    this.description = description;
    this.#setup = setup;
    this.#browser = browser;
    this.#limitMs = realTimeLimitMs;
    const fileName = path.basename(setup.file);
    const text = `${wrapper}${readFileSync(setup.file, 'utf8')}${afterwards}\n//# sourceURL=${fileName}`;
    this.#sdk = { text, fileName };
    browser.hold();
  }

  /** @throws InputError when there is no browser */
  async play(timeline: Timeline): Promise<Trace> {
    for (;;) {
      const played = await this.#attempt(timeline);
      if (played !== 'taken away') return played;
    }
  }

  #attempt(timeline: Timeline): Promise<Trace | 'taken away'> {
    return new Promise((resolve, reject) => {
      let hasHung = false;
      const watchdog = startWatchdog(this.#limitMs, () => {
        hasHung = true;
        const seconds = this.#limitMs / 1_000;
        const message = `the SDK did not come back within ${seconds} s of real time: it loops or blocks its pages`;
        void this.#browser.end().then(() => reject(new UntestableError(message)));
      });
      this.#play(timeline)
        // What becomes of it when its own browser is taken away says nothing more.
        .then(
          (played) => hasHung || resolve(played),
          (error: unknown) => hasHung || reject(isOfLapse(error) ? error : new UntestableError(thrownText(error))),
        )
        .finally(() => watchdog.cancel());
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#browser.release();
    await this.#wire?.close();
  }

  /** @returns `taken away` when another target ended the browser, for reasons of its own */
  async #play(timeline: Timeline): Promise<Trace | 'taken away'> {
    const running = await this.#browser.get();
    this.#free = this.#free.filter((each) => each.running === running);
    this.#hostScript ??= readFileSync(fileURLToPath(new URL('./page-script.js', import.meta.url)), 'utf8');
    const hostScript = this.#hostScript;
    this.#wire ??= await Wire.open();
    const wire = this.#wire;
    wire.begin();
    const origin = originOf(timeline);
    const names = [...new Set(timeline.steps.map(({ device }) => device))];
    const devices = new Map<string, BrowserDevice>();
    try {
      for (const name of names) {
        const free = this.#free.findIndex(({ device }) => device.origin === origin);
        const device =
          free === -1
            ? await BrowserDevice.open(running.sessions, origin, hostScript, this.#sdk)
            : (this.#free.splice(free, 1)[0]?.device as BrowserDevice);
        devices.set(name, device);
        await device.start(this.#deviceSetup(timeline, name, wire), (request) => {
          void wire.until(request).then(() => device.ask('arrived', request.number));
        });
      }
      const { name: target } = this.description;
      const trace = new ObservedTrace(timeline, target, devices, wire, this.#setup.detailed);
      const { damageSession } = this.#setup;
      const played = await new ChromiumPlayer({ timeline, devices, wire, trace, damageSession }).play();
      for (const device of devices.values()) {
        await device.reset();
        this.#free.push({ device, running });
      }
      return played;
    } catch (error) {
      // Whatever they are left like, nobody plays on them again.
      await Promise.allSettled([...devices.values()].map((device) => device.dispose()));
      if (this.#browser.wasGivenUp(running)) return 'taken away';
      throw error;
    }
  }

  #deviceSetup(timeline: Timeline, device: string, wire: Wire): DeviceSetup {
    const { seed, fastForward, detailed } = this.#setup;
    return {
      startMs: timeline.startMs,
      seed,
      entity: `${timeline.id}/${device}`,
      fastForward,
      detailed,
      dataPlaneUrl: wire.url,
    };
  }
}

/** The page behind the tabs can only look after tabs of one site. */
function originOf({ steps }: Timeline): string {
  const urls = steps.flatMap(({ action }) =>
    action.kind === 'open' || action.kind === 'navigate' ? [action.url] : [],
  );
  const origins = new Set(urls.map((url) => new URL(url, defaultUrl).origin));
  const [origin = new URL(defaultUrl).origin, ...others] = origins;
  if (others.length > 0)
    throw new Error(`a timeline in a browser stays on one site, and this one goes to ${others[0]}`);
  return origin;
}

/** What says nothing of the SDK: wrong input, or a fault of Lapse itself. */
function isOfLapse(error: unknown): boolean {
  if (error instanceof InputError || error instanceof TypeError || error instanceof ReferenceError) return true;
  return error instanceof RangeError || (error instanceof Error && 'syscall' in error);
}
