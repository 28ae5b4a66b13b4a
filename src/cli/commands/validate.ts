import type { Bench } from '../../judge/judge.js';
import type { Case } from '../../record/case.js';
import { countOf } from '../../report/count.js';
import { idleEntries, listSuites, loadSuite, type Suite } from '../../scenario/suites.js';
import { loadDeviations } from '../../spec/deviations.js';
import { displayPath, readAll, throwProblems } from '../../spec/input-error.js';
import { listPolicies, loadPolicy, type Policy } from '../../spec/policies.js';
import { loadRequirements } from '../../spec/requirements.js';
import { exitCodes } from '../../suite/tally.js';
import { listTargets } from '../../target/index.js';
import type { Command } from '../command.js';
import { configurationFor, sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { type Given, listOf } from '../given.js';
import { benchOf, checkOwnDeviations, loadCases, subjectOptions } from '../options.js';
import { sourceOptions, sourcesOf } from '../sources.js';

/** Checks everything that people write, and plays nothing. */
export const validateCommand: Command = {
  usage: 'validate [scenarios..]',
  describe: 'Check scenarios, requirements, policies and deviations, without playing anything',
  examples: [
    ['$0 validate', 'everything'],
    ['$0 validate my-scenarios/', 'the scenarios of a folder'],
  ],
  settings: () => [...subjectSettings, ...sourceSettings],
  options: (yargs) =>
    yargs
      .positional('scenarios', {
        describe: 'Ids, globs over ids, files or folders; default: all',
        type: 'string',
        array: true,
      })
      .options({ ...subjectOptions, ...sourceOptions }),
  async run(given) {
    // Policies need nothing else to be checked, and the scenarios need the bench.
    const policies = (): Policy[] => Object.values(readAll(Object.fromEntries(listPolicies().map(readPolicy))));
    // Whichever target is named, the deviations of the others are written by people, too.
    const deviations = (): number => listTargets().flatMap((target) => loadDeviations(target)).length;
    const own = (): number => checkOwnDeviations(sourcesOf(given).deviationFiles, loadRequirements());
    const suites = (): Suite[] => Object.values(readAll(Object.fromEntries(listSuites().map(readSuite))));
    const checked = readAll({ policies, deviations, own, suites, judged: () => judgedBy(given) });
    const { bench, cases } = checked.judged;
    // Of a selection, nobody can say what a suite lacks.
    if (listOf(given, 'scenarios').length === 0)
      throwProblems(checked.suites.flatMap((each) => idleEntries(each, cases)));
    const files = new Set(cases.map(({ place }) => place.file));
    environment.out(
      `valid: ${files.size} scenario files with ${cases.length} scenarios, ${bench.registry.byId.size} requirements, ` +
        `${checked.policies.length} policies, ${checked.deviations + checked.own} deviations, ${countOf(checked.suites.length, 'suite')}${configuration(given)}\n`,
    );
    return exitCodes.conforms;
  },
};

/** It was checked before anything else was, for it says what the rest is. */
function configuration(given: Given): string {
  const file = configurationFor(given);
  return file === undefined ? '' : `, ${displayPath(file.locate([]).file)}`;
}

function readPolicy(id: string): [string, () => Policy] {
  return [id, () => loadPolicy(id)];
}

function readSuite(id: string): [string, () => Suite] {
  return [id, () => loadSuite(id)];
}

function judgedBy(given: Given): { readonly bench: Bench; readonly cases: readonly Case[] } {
  const bench = benchOf(given);
  return { bench, cases: loadCases(listOf(given, 'scenarios'), bench, undefined, sourcesOf(given).scenarioFolders) };
}
