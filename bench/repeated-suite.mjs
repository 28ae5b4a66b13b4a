import { loadBench, loadCases } from '../dist/cli/options.js';
import { runSuite } from '../dist/suite/run.js';

/**
 * Plays the suite, or the scenarios that further arguments select, as often as the first argument says, and prints the
 * peak of the resident memory, in MB, after each.
 */
const [repetitions, ...selectors] = process.argv.slice(2);
const bench = loadBench({ target: 'rudderstack-js', policy: undefined, edition: undefined });
const cases = loadCases(selectors, bench);
for (let repetition = 0; repetition < Number(repetitions); repetition++) {
  await runSuite({
    cases,
    target: 'rudderstack-js',
    bench,
    seed: 1,
    jobs: 2,
    bail: false,
    fullStepping: false,
    asOf: '2026-11-23',
  });
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1_024)}\n`);
}
