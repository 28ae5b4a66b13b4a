import { allCases, whyNotApplicable } from '../dist/scenario/cases.js';
import { loadScenarioFiles } from '../dist/scenario/load-scenarios.js';
import { loadPolicy } from '../dist/spec/policies.js';
import { openTarget } from '../dist/target/index.js';
import { playInJsdom } from '../dist/target/jsdom/player.js';
import { installedSdk } from '../dist/target/rudderstack-js/package.js';
import { rudderStackJs } from '../dist/target/rudderstack-js/sdk.js';
import { drive, fakeTimers, fakeTimersWithoutSetImmediate, plainSteps } from './fake-timers.mjs';
import { realSeconds } from './real-seconds.mjs';

/**
 * Every scenario once, in milliseconds, and of these the median; by both targets in turns.
 * @param most how many scenarios are played: the first so many
 */
export async function measureMedian(runs, most) {
  const cases = applicableCases().slice(0, most);
  const targets = [];
  for (const name of ['rudderstack-js', 'reference:rudderstack-web']) {
    const target = openTarget(name, { edition: '2026-11', seed: 1 });
    // The first one starts the thread and compiles the script.
    await target.play(cases[0].timeline);
    targets.push({ name, target, runs: [] });
  }
  for (let run = 0; run < runs; run++) {
    for (const side of targets) {
      const each = [];
      for (const { timeline } of cases) each.push(1_000 * (await realSeconds(() => side.target.play(timeline))));
      side.runs.push(each.sort((a, b) => a - b)[Math.floor(each.length / 2)]);
    }
  }
  await Promise.all(targets.map(({ target }) => target.close()));
  return {
    title: `The median of the ${cases.length} scenarios, played by`,
    sides: targets.map(({ name, runs: measured }) => ({ name, runs: measured })),
    unit: 'ms',
  };
}

/**
 * A sample of scenarios with waits, played whole by Lapse and by `tickAsync`: those that need one page and no more, and
 * of these the `size` that stand at even distances in the order of their virtual time.
 */
export async function measureSample(size, runs) {
  const sdk = rudderStackJs(installedSdk().file);
  const sample = pick(applicableCases().filter(needsOnePage).sort(byVirtualTime), size);
  const names = sample.map(({ id }) => id).join(', ');
  const lapse = [];
  const window = [];
  const node = [];
  const all = (play) =>
    realSeconds(async () => {
      for (const { timeline } of sample) await play(timeline);
    });
  // One that is not measured, so that the first side does not pay for compiling.
  await playInJsdom(sample[0].timeline, sdk, 'bench', { seed: 1, fastForward: true });
  for (let run = 0; run < runs; run++) {
    lapse.push(await all((timeline) => playInJsdom(timeline, sdk, 'bench', { seed: 1, fastForward: true })));
    node.push(await all(({ steps }) => drive(undefined, fakeTimers, { steps })));
    window.push(await all(({ steps }) => drive(undefined, fakeTimersWithoutSetImmediate, { steps })));
  }
  const row = (how, measured) => ({
    title: `${size} scenarios with waits, ${how} (${names})`,
    sides: [
      { name: "fake-timers' tickAsync", runs: measured },
      { name: 'lapse', runs: lapse },
    ],
    unit: 's',
  });
  return [row('tickAsync as in a window', window), row('tickAsync as in Node', node)];
}

const needsOnePage = ({ timeline: { steps } }) =>
  waitedMs(steps) > 0 && steps.every(({ client, action }) => client === 'tab1' && plainSteps.has(action.kind));

const waitedMs = (steps) =>
  steps.reduce((sum, { action }) => sum + (action.kind === 'wait' ? action.durationMs : 0), 0);

const byVirtualTime = (one, other) =>
  waitedMs(one.timeline.steps) - waitedMs(other.timeline.steps) || (one.id < other.id ? -1 : 1);

/** At even distances, from the middle of the first part to the middle of the last. */
function pick(cases, size) {
  return Array.from({ length: size }, (_, index) => cases[Math.floor(((index + 0.5) * cases.length) / size)]);
}

function applicableCases() {
  const policy = loadPolicy('rudderstack-web');
  return allCases(loadScenarioFiles(), policy).filter((each) => whyNotApplicable(each, policy) === undefined);
}
