import { type Separation, separateTargets } from '../fuzz/separate.js';
import { countOf } from '../report/count.js';
import { InputError } from '../spec/input-error.js';
import { loadRequirements } from '../spec/requirements.js';
import type { DiffOptions } from '../suite/diff.js';
import { probe } from '../suite/probes.js';
import { openTarget } from '../target/index.js';
import { type Given, listOf, wholeNumberOf } from './given.js';

const mostRuns = 1_000_000;

/**
 * How many timelines are to be generated, if any are.
 * @throws InputError where scenarios are named as well, or not two targets
 */
export function fuzzedRunsOf(given: Given, targets: readonly string[]): number | undefined {
  if (given.fuzz === undefined) return undefined;
  const runs = wholeNumberOf(given, 'fuzz', 1, mostRuns);
  if (listOf(given, 'scenarios').length > 0) {
    throw new InputError([{ message: '--fuzz generates its timelines', allowed: '--fuzz without scenarios' }]);
  }
  if (targets.length !== 2) {
    const message = `--fuzz tells two targets apart, and --targets names ${targets.length}`;
    throw new InputError([{ message, allowed: 'two targets' }]);
  }
  return runs;
}

/**
 * The search for a timeline that tells the two targets apart; `undefined` where one of them cannot be observed honestly,
 * which the comparison then says.
 * @throws InputError when a target cannot be opened
 */
export async function separate(
  { targets: asked, policy, seed, timeLimitMs, fullStepping, onProgress }: DiffOptions,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<Separation | undefined> {
  const opened = asked.map(({ name, edition, sdk }) =>
    openTarget(name, { edition, seed, sdk, timeLimitMs, fullStepping }),
  );
  try {
    const [one, other] = opened;
    if (one === undefined || other === undefined) throw new Error('two targets are compared');
    const probes = await Promise.all(opened.map(probe));
    if (probes.flat().some(({ ok }) => !ok)) return undefined;
    return await separateTargets({
      targets: [one, other],
      policy,
      registry: loadRequirements(),
      edition: asked[0]?.edition ?? '',
      seed,
      runs,
      steps,
      command: `npx lapse diff --targets ${asked.map(({ name }) => name).join(',')} --fuzz ${runs} --seed ${seed}`,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    await Promise.all(opened.map((each) => each.close()));
  }
}

/** What a person reads below the comparison: where the timeline comes from, as a scenario, or that there is none. */
export function separationText({ runs, untestable, whyUntestable, found }: Separation): string {
  const why = whyUntestable === undefined ? '' : ` (the first: ${whyUntestable})`;
  const unseen = untestable === 0 ? '' : `, ${untestable} of them could not be observed${why}`;
  if (found === undefined) return `  ${countOf(runs, 'generated timeline')}${unseen}: no difference\n`;
  return [
    `  ${countOf(runs, 'generated timeline')}${unseen}; the smallest that tells them apart, as a scenario:`,
    ...found.scenario
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
    '',
  ].join('\n');
}
