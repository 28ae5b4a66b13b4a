import { installedSdk } from '../dist/target/rudderstack-js/package.js';
import { drive, fakeTimers, fakeTimersWithoutSetImmediate, sdkTimeline } from './fake-timers.mjs';

/**
 * A page on which nobody does anything: the SDK's own timers are all that happens. All sides see the same page. Between
 * two timers `tickAsync` waits for a turn of the event loop: by `setImmediate` where there is one, as in Node, and
 * otherwise by the real `setTimeout`, as in a browser's window.
 */
export async function measureIdleWait(minutes, runs) {
  const waitMs = minutes * 60_000;
  const tickAsync = { wait: (clock) => clock.tickAsync(waitMs) };
  const sides = {
    inWindow: { name: "fake-timers' tickAsync", play: () => drive(waitMs, fakeTimersWithoutSetImmediate, tickAsync) },
    inNode: { name: "fake-timers' tickAsync", play: () => drive(waitMs, fakeTimers, tickAsync) },
    stepped: { name: 'lapse, every timer', play: () => sdkTimeline(waitMs, false) },
    fast: { name: 'lapse, fast-forward', play: () => sdkTimeline(waitMs, true) },
  };
  // One that is not measured, so that the first side does not pay for compiling; then in turns, so that whatever else
  // the machine does meets all.
  await sdkTimeline(60_000, true);
  const measured = new Map(Object.keys(sides).map((key) => [key, []]));
  for (let run = 0; run < runs; run++) {
    for (const [key, side] of Object.entries(sides)) measured.get(key).push(await side.play());
  }
  const side = (key) => ({ name: sides[key].name, runs: measured.get(key) });
  const title = `An idle wait of ${minutes} virtual minutes, ${installedSdk().subject}`;
  return [
    { unit: 's', title: `${title}, tickAsync as in a window`, sides: [side('inWindow'), side('fast')] },
    { unit: 's', title: `${title}, tickAsync as in Node`, sides: [side('inNode'), side('fast')] },
    { unit: 's', title: `${title}, without fast-forward`, sides: [side('stepped'), side('fast')] },
  ];
}

/** The longest wait that a person writes. Stepping through it takes a minute, so that it is measured once. */
export async function measureLongGap(days, runs) {
  const waitMs = days * 86_400_000;
  const fast = [];
  await sdkTimeline(60_000, true);
  for (let run = 0; run < runs; run++) fast.push(await sdkTimeline(waitMs, true));
  return {
    unit: 's',
    title: `A gap of ${days} virtual days`,
    sides: [
      { name: 'lapse, every timer', runs: [await sdkTimeline(waitMs, false)] },
      { name: 'lapse, fast-forward', runs: fast },
    ],
  };
}
