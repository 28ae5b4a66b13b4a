import { rulesFor } from '../../engine/rules.js';
import { simulate } from '../../engine/simulate.js';
import { drawTimeline } from '../../explain/draw.js';
import type { Bench } from '../../judge/judge.js';
import { observe } from '../../judge/observation.js';
import type { Case } from '../../record/case.js';
import { throwProblems } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import { isBundleName, openBundle } from '../bundles.js';
import type { Command } from '../command.js';
import { sourceSettings, subjectSettings } from '../configuration.js';
import { defaultTarget } from '../default-target.js';
import { environment } from '../environment.js';
import { explainBundle } from '../explain-bundle.js';
import { type Given, textOf } from '../given.js';
import { benchOf, loadCases, subjectOptions } from '../options.js';
import { sourceOptions, sourcesOf } from '../sources.js';

/** Draws what a scenario says, without playing any SDK. */
export const explainCommand: Command = {
  usage: 'explain <scenario>',
  describe: 'Draw the timeline of a scenario with its expected sessions, or what a saved failure recorded',
  readsStandardInput: true,
  examples: [
    ['$0 explain timeout/beyond', 'one scenario'],
    ['$0 explain timeout/beyond --edition 2022-12', 'as the edition of 2022 has it'],
    ['$0 explain failure.lapse.json', 'what run --save has recorded of a failure'],
  ],
  // A bundle is drawn as it was recorded, whatever the project says.
  settings: (given) => (isBundleName(String(given.scenario)) ? [] : [...subjectSettings, ...sourceSettings]),
  options: (yargs) =>
    yargs
      .positional('scenario', {
        describe: 'An id, a glob over ids, a file, a bundle (*.lapse.json), or - for a bundle from standard input',
        type: 'string',
        demandOption: true,
      })
      .options({ ...subjectOptions, ...sourceOptions }),
  async run(given) {
    const name = textOf(given, 'scenario');
    if (isBundleName(name)) {
      refuseAnotherSubject(given);
      environment.out(`${explainBundle(openBundle(name, given), environment.colour).join('\n')}\n`);
      return exitCodes.conforms;
    }
    const bench = benchOf(given);
    const cases = loadCases([name], bench, undefined, sourcesOf(given).scenarioFolders);
    environment.out(cases.map((scenario) => `${explain(scenario, bench).join('\n')}\n`).join('\n'));
    return exitCodes.conforms;
  },
};

/** @throws InputError when an option asks for what a bundle has settled */
function refuseAnotherSubject(given: Given): void {
  const idle = ['policy', 'edition', ...(given.target === defaultTarget ? [] : ['target'])];
  const problems = idle
    .filter((name) => given[name] !== undefined)
    .map((name) => ({ message: `--${name} decides nothing here: a bundle is drawn as it was recorded` }));
  throwProblems(problems);
}

function explain(scenario: Case, bench: Bench): string[] {
  const opinion = simulate(scenario.timeline, bench.policy, rulesFor(bench.policy, bench.edition));
  const sessions = new Map(
    observe(opinion, scenario.timeline).events.flatMap(({ step, sessionId }) =>
      sessionId === undefined ? [] : [[step, String(sessionId)] as const],
    ),
  );
  return [
    `${scenario.id} · ${scenario.title}`,
    ...scenario.requirements.flatMap((id) => {
      const requirement = bench.registry.byId.get(id);
      return requirement === undefined
        ? []
        : [`  ${id} (${requirement.level}, ${requirement.basis}): ${requirement.text}`];
    }),
    ...Object.entries(scenario.given).map(([key, value]) => `  given ${key}: ${String(value)}`),
    `  the bar at the left is one session, as the policy ${bench.policy.id} and the edition ${bench.edition} have it`,
    '',
    ...drawTimeline(scenario, opinion.entries, (step) => sessions.get(step)),
  ];
}
