import { withGlobal } from '@sinonjs/fake-timers';
import { randomStream } from '../dist/record/random-stream.js';
import { BrowserProfile } from '../dist/target/jsdom/device.js';
import { Page } from '../dist/target/jsdom/page.js';
import { installedSdk } from '../dist/target/rudderstack-js/package.js';
import { rudderStackJs } from '../dist/target/rudderstack-js/sdk.js';
import { SteppedClock } from '../dist/time/stepped-clock.js';
import { realSeconds } from './real-seconds.mjs';

/**
 * A page on which nobody does anything: the SDK's own timers are all that happens. Both ways see the same page. Between
 * two timers `tickAsync` waits for a turn of the event loop: by `setImmediate` where there is one, as in Node, and
 * otherwise by the real `setTimeout`, as in a browser's window.
 */
export async function measureIdleWait(minutes, runs) {
  const sdk = rudderStackJs(installedSdk().file);
  const waitMs = minutes * 60_000;
  const tickAsync = (clock) => clock.tickAsync(waitMs);
  const sides = {
    inNode: { name: "fake-timers' tickAsync", fakeTimers: () => withGlobal(globalThis), wait: tickAsync, runs: [] },
    inWindow: { name: "fake-timers' tickAsync", fakeTimers: withoutSetImmediate, wait: tickAsync, runs: [] },
    stepped: {
      name: 'SteppedClock',
      fakeTimers: () => withGlobal(globalThis),
      wait: (clock) => new SteppedClock(clock).tick(waitMs),
      runs: [],
    },
  };
  // One that is not measured, so that the first side does not pay for compiling; then in turns, so that whatever else
  // the machine does meets all.
  await idle(sdk, 60_000, { ...sides.stepped, wait: (clock) => clock.tickAsync(60_000) });
  for (let run = 0; run < runs; run++) {
    for (const side of Object.values(sides)) side.runs.push(await idle(sdk, waitMs, side));
  }
  const title = `An idle wait of ${minutes} virtual minutes, ${installedSdk().subject}`;
  return [
    { unit: 's', title: `${title}, with setImmediate`, sides: [sides.inNode, sides.stepped] },
    { unit: 's', title: `${title}, without setImmediate`, sides: [sides.inWindow, sides.stepped] },
  ];
}

/** The library decides when it is set up how it waits; afterwards the global is there again. */
function withoutSetImmediate() {
  const { setImmediate } = globalThis;
  globalThis.setImmediate = undefined;
  try {
    return withGlobal(globalThis);
  } finally {
    globalThis.setImmediate = setImmediate;
  }
}

async function idle(sdk, waitMs, { fakeTimers, wait }) {
  const startMs = Date.UTC(2026, 2, 2, 9);
  const clock = fakeTimers().install({
    now: startMs,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    loopLimit: Number.MAX_SAFE_INTEGER,
  });
  const requests = [];
  const page = new Page({
    clock,
    url: 'https://shop.example/',
    referrer: '',
    client: 'tab1',
    profile: new BrowserProfile(() => clock.now),
    random: randomStream(1, 'bench'),
    monotonicMs: () => clock.now - startMs,
    server: (request) => {
      requests.push(request.url);
      return 200;
    },
    onLog: () => {},
  });
  try {
    const onPage = sdk.start(page.context);
    onPage.load({});
    onPage.call({ kind: 'event', type: 'track', name: 'Before the wait' });
    const seconds = await realSeconds(() => wait(clock));
    if (clock.now !== startMs + waitMs) throw new Error('the wait was not as long as it should be');
    if (requests.length !== 1) throw new Error(`one call is one request, and there were ${requests.length}`);
    return seconds;
  } finally {
    page.discard();
    clock.uninstall();
  }
}
