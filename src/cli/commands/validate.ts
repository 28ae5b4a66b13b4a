import { listPolicies, loadPolicy } from '../../spec/policies.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { listOf, textOf } from '../given.js';
import { benchOf, loadCases, subjectOptions } from '../options.js';

/** Checks everything that people write, and plays nothing. */
export const validateCommand: Command = {
  usage: 'validate [scenarios..]',
  describe: 'Check scenarios, requirements, policies and deviations, without playing anything',
  examples: [
    ['$0 validate', 'everything'],
    ['$0 validate my-scenarios/', 'the scenarios of a folder'],
  ],
  options: (yargs) =>
    yargs
      .positional('scenarios', {
        describe: 'Ids, globs over ids, files or folders; default: all',
        type: 'string',
        array: true,
      })
      .options(subjectOptions),
  async run(given) {
    const bench = benchOf(given);
    const policies = listPolicies().map((id) => loadPolicy(id));
    const cases = loadCases(listOf(given, 'scenarios'), bench);
    const files = new Set(cases.map(({ place }) => place.file));
    environment.out(
      `valid: ${files.size} scenario files with ${cases.length} scenarios, ${bench.registry.byId.size} requirements, ` +
        `${policies.length} policies, ${bench.deviations.length} deviations of ${textOf(given, 'target')}\n`,
    );
    return exitCodes.conforms;
  },
};
