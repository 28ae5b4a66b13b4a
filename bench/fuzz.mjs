import { Examiner } from '../dist/fuzz/examine.js';
import { planSource } from '../dist/fuzz/timelines.js';
import { loadPolicy } from '../dist/spec/policies.js';
import { loadRequirements } from '../dist/spec/requirements.js';
import { openTarget, prepareTargets } from '../dist/target/index.js';
import { realSeconds } from './real-seconds.mjs';

const steps = 40;
const edition = '2026-11';

/** Generated timelines that are drawn, played and judged in a second: by two targets at once, and by the engine alone. */
export async function measureFuzz(count, runs) {
  const sides = [
    { target: 'rudderstack-js', workers: 2, count: Math.ceil(count / 10) },
    { target: 'reference:rudderstack-web', workers: 1, count },
  ].map((side) => ({ ...side, runs: [] }));
  // As the command does it, which tells the engine how to compile.
  prepareTargets('rudderstack-js', 2);
  let drawn = 0;
  let played = 0;
  for (let run = 0; run < runs; run++) {
    for (const side of sides) {
      let taken = 0;
      const examiners = Array.from({ length: side.workers }, () => examinerOf(side.target));
      // The first timeline of each pays for what is loaded and compiled once.
      await Promise.all(examiners.map(({ examiner, draw }) => examiner.examine(draw(0), 'first')));
      const seconds = await realSeconds(() =>
        Promise.all(
          examiners.map(async ({ examiner, draw }) => {
            while (taken < side.count) {
              const { timeline } = await examiner.examine(draw(++taken), 'bench');
              played += 1;
              drawn += timeline.steps.length;
            }
          }),
        ),
      );
      side.runs.push(side.count / seconds);
      await Promise.all(examiners.map(({ target }) => target.close()));
    }
  }
  return {
    title: `Generated timelines in a second, with ${(drawn / played).toFixed(1)} steps on average, judged`,
    sides: sides.map(({ target, workers, runs: measured }) => ({
      name: `${target}, ${workers === 1 ? 'one thread' : `${workers} workers`}`,
      runs: measured,
    })),
    unit: '/s',
  };
}

function examinerOf(name) {
  const policy = loadPolicy('rudderstack-web');
  const target = openTarget(name, { edition, seed: 1 });
  const bench = { registry: loadRequirements(), policy, edition, deviations: [] };
  const draw = planSource({ policy, steps, outages: target.description.executed }, 1);
  return { target, draw, examiner: new Examiner(target, bench, steps) };
}
