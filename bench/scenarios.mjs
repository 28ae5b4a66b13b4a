import { allCases, whyNotApplicable } from '../dist/scenario/cases.js';
import { loadScenarioFiles } from '../dist/scenario/load-scenarios.js';
import { loadPolicy } from '../dist/spec/policies.js';
import { openTarget } from '../dist/target/index.js';
import { realSeconds } from './real-seconds.mjs';

/** The scenario of the suite that stands in the middle when they are sorted by their number of steps, played alone. */
export async function measureScenarios(runs, plays) {
  const scenario = medianCase();
  const sides = [];
  for (const name of ['reference:rudderstack-web', 'rudderstack-js']) {
    const target = openTarget(name, { edition: '2026-11', seed: 1 });
    // The first one starts the thread and compiles the script.
    await target.play(scenario.timeline);
    sides.push({ name, target, runs: [] });
  }
  for (let run = 0; run < runs; run++) {
    for (const { target, runs: measured } of sides) {
      const seconds = await realSeconds(async () => {
        for (let play = 0; play < plays; play++) await target.play(scenario.timeline);
      });
      measured.push(plays / seconds);
    }
  }
  await Promise.all(sides.map(({ target }) => target.close()));
  const steps = scenario.timeline.steps.length;
  return {
    title: `The median scenario of the suite, ${scenario.id} (${steps} steps)`,
    sides,
    unit: 'scenarios/s',
  };
}

function medianCase() {
  const policy = loadPolicy('rudderstack-web');
  const files = loadScenarioFiles();
  const cases = allCases(files, policy)
    .filter((scenario) => whyNotApplicable(scenario, policy) === undefined)
    .sort((a, b) => a.timeline.steps.length - b.timeline.steps.length || (a.id < b.id ? -1 : 1));
  return cases[Math.floor(cases.length / 2)];
}
