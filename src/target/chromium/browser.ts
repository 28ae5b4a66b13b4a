import path from 'node:path';
import type { Browser } from 'playwright-core';
import { InputError, reasonOf } from '../../spec/input-error.js';
import { PageSessions } from './cdp-session.js';
import { findBrowser, howToGetBrowser } from './find-browser.js';
import type { KnownBrowser } from './known-browser.js';

/** A browser that runs, and how to speak with its pages. */
export interface RunningBrowser extends KnownBrowser {
  readonly sessions: PageSessions;
  /** Whether it is there no more, for whatever reason. */
  hasEnded(): boolean;
  close(): Promise<void>;
}

const launchArguments = [
  '--headless',
  // A container runs as root, and Chromium wants no sandbox there.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
  // The pages are those of a shop on the internet, and their data plane is on this machine.
  '--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessChecks,SpareRendererForSitePerProcess,BackForwardCache,Translate,MediaRouter,OptimizationHints',
];

/** @throws InputError when there is no browser, or no `playwright-core`, which drives it */
export async function launchBrowser(chosen: string | undefined): Promise<RunningBrowser> {
  const { chromium } = await loadPlaywright();
  const file = findBrowser({ chosen, ofPlaywright: chromium.executablePath() });
  if (file === undefined) throw new InputError([{ message: `there is no Chromium: ${howToGetBrowser}` }]);
  let browser: Browser;
  try {
    // Wherever the machine is, the pages are where the process of the other targets is.
    browser = await chromium.launch({
      executablePath: path.resolve(file),
      args: launchArguments,
      env: { ...process.env, TZ: 'UTC' },
    });
  } catch (error) {
    throw new InputError([{ message: `${file} does not start: ${reasonOf(error)}` }]);
  }
  const sessions = await PageSessions.open(await browser.newBrowserCDPSession());
  browser.on('disconnected', () => sessions.end());
  const hasEnded = (): boolean => !browser.isConnected();
  return { version: browser.version(), file, sessions, hasEnded, close: () => browser.close() };
}

async function loadPlaywright(): Promise<typeof import('playwright-core')> {
  try {
    return await import('playwright-core');
  } catch {
    const message = 'the package playwright-core, which drives Chromium, is not installed: npm install playwright-core';
    throw new InputError([{ message }]);
  }
}

/**
 * One browser for all that plays at a time: it is launched when it is first asked for, and closed when nobody holds it any
 * more.
 */
export class SharedBrowser {
  readonly #launch: () => Promise<RunningBrowser>;
  #running: Promise<RunningBrowser> | undefined;
  #holders = 0;
  #last: KnownBrowser | undefined;
  readonly #givenUp = new WeakSet<RunningBrowser>();

  constructor(launch: () => Promise<RunningBrowser>) {
    this.#launch = launch;
  }

  hold(): void {
    this.#holders += 1;
  }

  async release(): Promise<void> {
    this.#holders -= 1;
    if (this.#holders === 0) await this.end();
  }

  async get(): Promise<RunningBrowser> {
    this.#running ??= this.#start();
    const running = await this.#running;
    if (!running.hasEnded()) return running;
    this.#running = undefined;
    return this.get();
  }

  /** Whether somebody ended it while others may have played in it. */
  wasGivenUp(running: RunningBrowser): boolean {
    return this.#givenUp.has(running);
  }

  /** The one that was last started, whether or not it still runs. */
  get last(): KnownBrowser | undefined {
    return this.#last;
  }

  async #start(): Promise<RunningBrowser> {
    const running = await this.#launch();
    this.#last = { version: running.version, file: running.file };
    return running;
  }

  /** Ends it, also when a page of it does not come back any more. The next who asks gets another. */
  async end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    try {
      const ended = await running;
      this.#givenUp.add(ended);
      await ended.close();
    } catch {
      // It has never started, or has ended by itself.
    }
  }
}
