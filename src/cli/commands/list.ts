import { allQuirks } from '../../engine/quirks/index.js';
import { allChecks } from '../../judge/checks/index.js';
import type { Bench } from '../../judge/judge.js';
import { allMutants } from '../../mutants/museum/index.js';
import { listSuites, loadSuite } from '../../scenario/suites.js';
import { listPolicies, loadPolicy } from '../../spec/policies.js';
import { exitCodes } from '../../suite/tally.js';
import { describeTargets } from '../../target/index.js';
import type { Command } from '../command.js';
import { sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { flagOf, type Given, listOf, textOf } from '../given.js';
import { benchOf, loadCases, scenariosArgument, subjectOptions } from '../options.js';
import { sourceOptions, sourcesOf } from '../sources.js';
import { table } from '../table.js';

type Row = Readonly<Record<string, string | readonly string[]>>;

/** What there is: one way of listing each kind of thing. */
const kinds: Readonly<
  Record<string, (bench: Bench, selectors: readonly string[], folders: readonly string[]) => Row[]>
> = {
  scenarios: (bench, selectors, folders) =>
    loadCases(selectors, bench, undefined, folders).map(({ id, title, requirements }) => ({ id, title, requirements })),
  requirements: ({ registry }) =>
    [...registry.byId.values()].map(({ id, level, platform, basis, text }) => ({ id, level, platform, basis, text })),
  policies: () => listPolicies().map((id) => ({ id, title: loadPolicy(id).title })),
  deviations: ({ deviations }) =>
    deviations.map(({ id, requirement, review, scenarios }) => ({ id, requirement, review, scenarios })),
  targets: () => describeTargets().map(({ id, title, builds }) => ({ id, title, builds })),
  quirks: () => allQuirks.map(({ id, title, families, requirements }) => ({ id, title, families, requirements })),
  mutants: () =>
    allMutants.map(({ id, title, family, requirement, check }) => ({ id, title, family, requirement, check })),
  suites: () =>
    listSuites()
      .map((id) => loadSuite(id))
      .map(({ id, title, scenarios }) => ({ id, title, scenarios: scenarios.map(({ glob }) => glob) })),
  checks: () => allChecks.map(({ id, title }) => ({ id, title })),
};

export const listCommand: Command = {
  usage: 'list [scenarios..]',
  describe: 'List scenarios, or with --what other things that there are',
  examples: [
    ['$0 list', 'all scenarios'],
    ['$0 list "cut-off/**" --json', 'one section, for a program'],
    ['$0 list --what requirements', 'the normative sentences'],
    ['$0 list --what targets', 'what can be judged, and in which builds'],
    ['$0 list --what deviations --target rudderstack-js-legacy', 'what is known of a target, and when it is reviewed'],
    ['$0 list --what quirks', 'what the models do against requirements'],
    ['$0 list --what mutants', 'the faults that the suite must catch'],
  ],
  settings: () => [...subjectSettings, ...sourceSettings],
  options: (yargs) =>
    yargs.positional('scenarios', scenariosArgument).options({
      ...subjectOptions,
      ...sourceOptions,
      what: { choices: Object.keys(kinds), default: 'scenarios', requiresArg: true, describe: 'What to list' },
      json: { type: 'boolean', default: false, describe: 'As JSON' },
    }),
  async run(given) {
    const rows = rowsOf(given);
    if (flagOf(given, 'json')) environment.out(`${JSON.stringify(rows, null, 2)}\n`);
    else
      environment.out(
        table(rows.map((row) => Object.values(row).map((cell) => (typeof cell === 'string' ? cell : cell.join(' '))))),
      );
    return exitCodes.conforms;
  },
};

function rowsOf(given: Given): Row[] {
  const bench = benchOf(given);
  return kinds[textOf(given, 'what')]?.(bench, listOf(given, 'scenarios'), sourcesOf(given).scenarioFolders) ?? [];
}
