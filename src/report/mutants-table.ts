import {
  catchersOf,
  firstWitness,
  isCaught,
  type MutantOutcome,
  type MutationScore,
} from '../record/mutation-score.js';
import { type Columns, csvTable } from './csv-table.js';

/** `mutants.csv`: what became of each mutant. Steps count from 1. */
export function mutantsTable({ outcomes, fuzzed }: MutationScore): string {
  return csvTable({ ...columns, ...fuzzColumns(fuzzed !== undefined), ...origin }, outcomes);
}

const columns: Columns<MutantOutcome> = {
  mutant: ({ mutant }) => mutant.id,
  title: ({ mutant }) => mutant.title,
  family: ({ mutant }) => mutant.family,
  edition: ({ mutant }) => mutant.edition,
  requirement: ({ mutant }) => mutant.requirement,
  check: ({ mutant }) => mutant.check,
  caught: isCaught,
  scenarios_played: ({ played }) => played,
  scenarios_that_catch: (outcome) => catchersOf(outcome).length,
  scenarios_that_fail: ({ witnesses }) => witnesses.length,
  first_scenario: (outcome) => firstWitness(outcome)?.scenario,
  first_step: (outcome) => {
    const step = firstWitness(outcome)?.failure.step;
    return step === undefined ? undefined : step + 1;
  },
  first_requirement: (outcome) => firstWitness(outcome)?.failure.requirement,
  first_check: (outcome) => firstWitness(outcome)?.failure.check,
  first_message: (outcome) => firstWitness(outcome)?.failure.message,
};

function fuzzColumns(isFuzzed: boolean): Columns<MutantOutcome> {
  return {
    found_by_fuzzing: ({ found }) => (isFuzzed ? found !== undefined : undefined),
    found_at_run: ({ found }) => found?.run,
    shrunk_steps: ({ found }) => found?.steps,
    found_by_check: ({ found }) => found?.check,
  };
}

const origin: Columns<MutantOutcome> = {
  source: ({ mutant }) => mutant.source,
  link: ({ mutant }) => mutant.link,
};
