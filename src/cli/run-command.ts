import path from 'node:path';
import type { Case } from '../record/case.js';
import type { RunResult } from '../record/run-result.js';
import type { ChosenSdk } from '../target/index.js';
import type { Given } from './given.js';
import { inQuotes } from './quoted.js';
import { builtInScenarios } from './sources.js';
import { subjectWords } from './subject-words.js';

/** What of a run a command has to repeat. */
export type PlayedRun = Pick<RunResult, 'edition' | 'policy' | 'seed'> & {
  readonly target: Pick<RunResult['target'], 'name'>;
};

/**
 * The shortest command that plays one scenario as a run did.
 * @param given what the person said about that run
 */
export function runCommandFor(
  scenario: Pick<Case, 'id' | 'place'>,
  given: Given,
  run: PlayedRun,
  sdk: ChosenSdk | undefined,
): string {
  const { 'time-limit': timeLimit } = given;
  return [
    `npx lapse run ${inQuotes(selectorOf(scenario))}`,
    subjectWords(given, run, sdk),
    run.seed === 1 ? '' : ` --seed ${run.seed}`,
    timeLimit === undefined ? '' : ` --time-limit ${String(timeLimit)}`,
    given['full-stepping'] === true ? ' --full-stepping' : '',
  ].join('');
}

/** The id, for a scenario of Lapse; the file, for one that only its owner has. */
function selectorOf({ id, place }: Pick<Case, 'id' | 'place'>): string {
  return path.resolve(place.file).startsWith(builtInScenarios + path.sep) ? id : place.file;
}
