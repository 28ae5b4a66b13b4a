import { withGlobal } from '@sinonjs/fake-timers';
import { randomStream } from '../dist/record/random-stream.js';
import { BrowserProfile } from '../dist/target/jsdom/device.js';
import { Page } from '../dist/target/jsdom/page.js';
import { playInJsdom } from '../dist/target/jsdom/player.js';
import { installedSdk } from '../dist/target/rudderstack-js/package.js';
import { rudderStackJs } from '../dist/target/rudderstack-js/sdk.js';
import { realSeconds } from './real-seconds.mjs';

const sdk = rudderStackJs(installedSdk().file);
const startMs = Date.UTC(2026, 2, 2, 9);

export const fakeTimers = () => withGlobal(globalThis);

/** The library decides when it is set up how it waits; afterwards the global is there again. */
export function fakeTimersWithoutSetImmediate() {
  const { setImmediate } = globalThis;
  globalThis.setImmediate = undefined;
  try {
    return withGlobal(globalThis);
  } finally {
    globalThis.setImmediate = setImmediate;
  }
}

/** Plays a wait after one event as Lapse does. @returns real seconds of the whole timeline, the page included */
export async function sdkTimeline(waitMs, fastForward) {
  const steps = [
    { kind: 'open', url: 'https://shop.example/' },
    { kind: 'load', config: {} },
    { kind: 'event', type: 'track', name: 'Before the wait' },
    { kind: 'wait', durationMs: waitMs },
  ].map((action) => ({ device: 'device1', client: 'tab1', action }));
  const timeline = { id: 'bench', startMs, steps };
  return realSeconds(async () => {
    const trace = await playInJsdom(timeline, sdk, 'bench', { seed: 1, fastForward });
    if (trace.elapsedMs !== waitMs) throw new Error('the wait was not as long as it should be');
  });
}

/**
 * Plays the same as somebody would who has the SDK, a window and fake-timers, and no Lapse.
 * @param play what is done between the load and the end: `wait` is given the clock, or `steps` of a scenario
 * @returns real seconds of the whole, the page included
 */
export async function drive(waitMs, timers, { wait, steps }) {
  return realSeconds(async () => {
    const clock = timers().install({
      now: startMs,
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
      loopLimit: Number.MAX_SAFE_INTEGER,
    });
    const page = openPage(clock);
    try {
      const onPage = sdk.start(page.context);
      if (steps === undefined) {
        onPage.load({});
        onPage.call({ kind: 'event', type: 'track', name: 'Before the wait' });
        await wait(clock);
      } else {
        for (const { action } of steps) await perform(action, onPage, clock);
      }
      if (waitMs !== undefined && clock.now !== startMs + waitMs) throw new Error('the wait was too short or too long');
    } finally {
      page.discard();
      clock.uninstall();
    }
  });
}

/** The kinds of steps that need no more than one page. */
export const plainSteps = new Set([
  'open',
  'load',
  'event',
  'startSession',
  'endSession',
  'reset',
  'getSessionId',
  'wait',
]);

async function perform(action, onPage, clock) {
  if (action.kind === 'open') return;
  if (action.kind === 'load') onPage.load(action.config);
  else if (action.kind === 'wait') await clock.tickAsync(action.durationMs);
  else onPage.call(action);
}

function openPage(clock) {
  return new Page({
    clock,
    url: 'https://shop.example/',
    referrer: '',
    client: 'tab1',
    profile: new BrowserProfile(() => clock.now),
    random: randomStream(1, 'bench'),
    monotonicMs: () => clock.now - startMs,
    server: () => 200,
    onLog: () => {},
  });
}
