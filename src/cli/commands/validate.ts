import { basename, dirname, resolve } from 'node:path';
import type { Population } from '../../dataset/population.js';
import { listPopulations, populationFile } from '../../dataset/population-files.js';
import { readPopulation } from '../../dataset/read-population.js';
import type { Bench } from '../../judge/judge.js';
import type { Case } from '../../record/case.js';
import { countOf } from '../../report/count.js';
import { populationsFolder } from '../../scenario/select-files.js';
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
import { benchOf, checkOwnDeviations, loadCases, scenariosArgument, subjectOptions } from '../options.js';
import { sourceOptions, sourcesOf } from '../sources.js';

/** Checks everything that people write, and plays nothing. */
export const validateCommand: Command = {
  usage: 'validate [scenarios..]',
  describe: 'Check scenarios, requirements, policies, deviations and populations, without playing anything',
  examples: [
    ['$0 validate', 'everything'],
    ['$0 validate my-scenarios/', 'the scenarios of a folder'],
  ],
  settings: () => [...subjectSettings, ...sourceSettings],
  options: (yargs) => yargs.positional('scenarios', scenariosArgument).options({ ...subjectOptions, ...sourceOptions }),
  async run(given) {
    // Policies need nothing else to be checked, and the scenarios need the bench.
    const policies = (): Policy[] => Object.values(readAll(Object.fromEntries(listPolicies().map(readPolicy))));
    // Whichever target is named, the deviations of the others are written by people, too.
    const deviations = (): number => listTargets().flatMap((target) => loadDeviations(target)).length;
    const own = (): number => checkOwnDeviations(sourcesOf(given).deviationFiles, loadRequirements());
    const suites = (): Suite[] => Object.values(readAll(Object.fromEntries(listSuites().map(readSuite))));
    const named = listOf(given, 'scenarios');
    const scenarios = named.filter((selector) => !isPopulation(selector));
    const files = named.length === 0 ? listPopulations().map((id) => populationFile(id)) : named.filter(isPopulation);
    const populations = (): Population[] => Object.values(readAll(Object.fromEntries(files.map(readFile))));
    const isAboutScenarios = named.length === 0 || scenarios.length > 0;
    const judged = () => judgedBy(given, isAboutScenarios ? scenarios : undefined);
    const checked = readAll({ policies, deviations, own, suites, populations, judged });
    const { bench, cases } = checked.judged;
    // Of a selection, nobody can say what a suite lacks.
    if (named.length === 0) throwProblems(checked.suites.flatMap((each) => idleEntries(each, cases)));
    const scenarioFiles = new Set(cases.map(({ place }) => place.file));
    environment.out(
      `valid: ${scenarioFiles.size} scenario files with ${cases.length} scenarios, ${bench.registry.byId.size} requirements, ` +
        `${checked.policies.length} policies, ${checked.deviations + checked.own} deviations, ` +
        `${countOf(checked.suites.length, 'suite')}, ${countOf(checked.populations.length, 'population')}${configuration(given)}\n`,
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

/** @param scenarios what is selected, all without any; `undefined`: only populations are */
function judgedBy(
  given: Given,
  scenarios: readonly string[] | undefined,
): { readonly bench: Bench; readonly cases: readonly Case[] } {
  const bench = benchOf(given);
  const folders = sourcesOf(given).scenarioFolders;
  return { bench, cases: scenarios === undefined ? [] : loadCases(scenarios, bench, undefined, folders) };
}

/** As with scenarios, the folder says what a file is. */
function isPopulation(selector: string): boolean {
  return /\.ya?ml$/.test(selector) && basename(dirname(resolve(selector))) === populationsFolder;
}

function readFile(file: string): [string, () => Population] {
  return [file, () => readPopulation(file)];
}
