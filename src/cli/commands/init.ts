import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepareFolder, writeReports } from '../../report/write.js';
import { throwProblems } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, textOf } from '../given.js';
import { checkAnyTarget } from '../mutant-targets.js';
import { subjectOptions } from '../options.js';
import { exampleId, projectFiles } from '../project.js';

/** What can be begun: each with the files that it is made of, as paths from the folder of the project. */
const kinds: Readonly<Record<string, (given: Given) => ReadonlyMap<string, string>>> = {
  project: (given) => {
    const target = textOf(given, 'target');
    checkAnyTarget(target);
    return projectFiles(target);
  },
};

/** Begins something of a person's own, and leaves what is there alone. */
export const initCommand: Command = {
  usage: 'init [what]',
  describe: 'Write a configuration and an example scenario into this folder',
  examples: [
    ['$0 init', 'a project that judges the RudderStack JavaScript SDK'],
    ['$0 init --target rudderstack-js-legacy', 'the legacy SDK'],
    ['$0 init --force', 'anew, over what is there'],
  ],
  options: (yargs) =>
    yargs
      .positional('what', {
        choices: Object.keys(kinds),
        default: 'project',
        describe: 'What to begin',
      })
      .options({
        target: subjectOptions.target,
        force: { type: 'boolean', default: false, describe: 'Write over files that are there' },
      }),
  async run(given) {
    const files = kinds[textOf(given, 'what')]?.(given) ?? new Map<string, string>();
    if (!flagOf(given, 'force')) refuseToOverwrite([...files.keys()]);
    for (const name of files.keys()) prepareFolder(path.dirname(name), 'the project');
    for (const [name, content] of files) writeReports(path.dirname(name), new Map([[path.basename(name), content]]));
    environment.out(
      [
        ...[...files.keys()].map((name) => `wrote ${name}`),
        '',
        'npx lapse validate                            checks everything that people write',
        `npx lapse run ${exampleId}      plays the example`,
        'npx lapse run                                 plays all, yours and those of Lapse',
        '',
      ].join('\n'),
    );
    return exitCodes.conforms;
  },
};

/** @throws InputError naming every file that is there */
function refuseToOverwrite(names: readonly string[]): void {
  throwProblems(
    names
      .filter((name) => existsSync(name))
      .map((name) => ({ message: `${name} is there already`, allowed: 'another folder, or --force to write over it' })),
  );
}
