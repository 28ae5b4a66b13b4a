import type { Case } from '../../record/case.js';
import type { Requirement } from '../../spec/requirements.js';
import { whySkipped } from '../../suite/applicability.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf } from '../given.js';
import { benchOf, loadCases, subjectOptions } from '../options.js';
import { table } from '../table.js';

/** Which requirements have scenarios that apply; nothing is played. What became of each is in coverage.csv of a run. */
export const coverageCommand: Command = {
  usage: 'coverage',
  describe: 'Show which requirements are tested by which scenarios',
  examples: [
    ['$0 coverage', 'of the newest edition'],
    ['$0 coverage --edition 2022-12 --strict', 'exit code 1 if one is untested without a reason'],
  ],
  options: (yargs) =>
    yargs.options({
      ...subjectOptions,
      json: { type: 'boolean', default: false, describe: 'As JSON' },
      strict: { type: 'boolean', default: false, describe: 'Fail if a requirement is untested without a reason' },
    }),
  async run(given) {
    const bench = benchOf(given);
    const { edition } = bench;
    // A scenario that would be skipped tests nothing.
    const cases = loadCases([], bench).filter((scenario) => whySkipped(scenario, bench.policy, bench) === undefined);
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
