import type { Case } from '../../record/case.js';
import { loadScenarioFiles } from '../../scenario/load-scenarios.js';
import { listPolicies, loadPolicy } from '../../spec/policies.js';
import { editionOf, loadRequirements, type Requirement } from '../../spec/requirements.js';
import { whySkipped } from '../../suite/applicability.js';
import { branchesOfSuite } from '../../suite/branches.js';
import { type ExitCode, exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { flagOf } from '../given.js';
import { benchOf, loadCases, subjectOptions } from '../options.js';
import { sourceOptions, sourcesOf } from '../sources.js';
import { table } from '../table.js';

/**
 * Which requirements have scenarios that apply, without playing anything; or which branches of the reference engine are
 * taken by scenarios, by playing them all through it. What became of each in a run is in its coverage.csv.
 */
export const coverageCommand: Command = {
  usage: 'coverage',
  describe: 'Show which requirements are tested by which scenarios',
  examples: [
    ['$0 coverage', 'of the newest edition'],
    ['$0 coverage --edition 2022-12 --strict', 'exit code 1 if one is untested without a reason'],
    ['$0 coverage --branches', 'of the reference engine, under every policy'],
  ],
  settings: () => [...subjectSettings, ...sourceSettings, 'strict'],
  options: (yargs) =>
    yargs.options({
      ...subjectOptions,
      ...sourceOptions,
      json: { type: 'boolean', default: false, describe: 'As JSON' },
      branches: {
        type: 'boolean',
        default: false,
        describe: 'Show the branches of the reference engine instead, and play all scenarios under every policy',
      },
      strict: { type: 'boolean', default: false, describe: 'Fail if anything is untested without a reason' },
    }),
  async run(given) {
    const { scenarioFolders: folders } = sourcesOf(given);
    if (flagOf(given, 'branches')) return showBranches(folders, flagOf(given, 'json'), flagOf(given, 'strict'));
    const bench = benchOf(given);
    const { edition } = bench;
    // A scenario that would be skipped tests nothing.
    const cases = loadCases([], bench, undefined, folders).filter(
      (scenario) => whySkipped(scenario, bench.policy, bench) === undefined,
    );
    const rows = [...bench.registry.byId.values()]
      .filter(
        ({ editions, platform }) => editions.includes(edition) && ['any', bench.policy.platform].includes(platform),
      )
      .map((requirement) => rowOf(requirement, cases));
    const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
    if (flagOf(given, 'json')) environment.out(`${JSON.stringify(rows, null, 2)}\n`);
    else {
      environment.out(
        table(rows.map(({ id, level, platform, state, detail }) => [id, level, platform, state, detail])),
      );
      environment.out(
        `\n${rows.length} requirements of the edition ${edition} for ${bench.policy.platform}: ${count('tested')} tested, ` +
          `${count('untested')} untested, ${count('excluded')} excluded with a reason\n`,
      );
    }
    return flagOf(given, 'strict') && count('untested') > 0 ? exitCodes.breaks : exitCodes.conforms;
  },
};

function showBranches(folders: readonly string[], json: boolean, strict: boolean): ExitCode {
  const registry = loadRequirements();
  const benches = listPolicies().map((policy) => ({
    registry,
    policy: loadPolicy(policy),
    edition: editionOf(policy),
    deviations: [],
  }));
  const rows = branchesOfSuite(loadScenarioFiles([], { registry, folders }), benches);
  const count = (wanted: (typeof rows)[number]['outcome']): number =>
    rows.filter(({ outcome }) => outcome === wanted).length;
  if (json) environment.out(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const cells = rows.map(({ branch, outcome, scenarios, text }) => {
      const [first = '', ...others] = scenarios;
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      return [branch, outcome, `${text}${first === '' ? '' : `: ${first}${more}`}`];
    });
    environment.out(table(cells));
    environment.out(
      `\n${rows.length} branches of the reference engine: ${count('reached')} reached by a scenario, ` +
        `${count('not reached')} not reached, ${count('chosen by no policy')} chosen by no policy\n`,
    );
  }
  return strict && count('not reached') > 0 ? exitCodes.breaks : exitCodes.conforms;
}

interface Row {
  readonly id: string;
  readonly level: string;
  readonly platform: string;
  readonly state: 'tested' | 'untested' | 'excluded';
  readonly detail: string;
  readonly scenarios: readonly string[];
}

function rowOf(requirement: Requirement, cases: readonly Case[]): Row {
  const { id, level, platform, excluded, text } = requirement;
  const scenarios = cases.filter(({ requirements }) => requirements.includes(id)).map((scenario) => scenario.id);
  if (scenarios.length > 0) {
    const files = new Set(scenarios.map((scenario) => scenario.replace(/\/[^/]+=.*$/, '')));
    return { id, level, platform, state: 'tested', detail: [...files].join(' '), scenarios };
  }
  if (excluded !== undefined) return { id, level, platform, state: 'excluded', detail: excluded, scenarios };
  return { id, level, platform, state: 'untested', detail: text, scenarios };
}
