import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepareFolder, writeReports } from '../../report/write.js';
import { didYouMean, InputError, throwProblems } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import { type AdapterLanguage, adapterCommands, adapterFiles, adapterLanguages } from '../adapter-files.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, textOf } from '../given.js';
import { checkAnyTarget } from '../mutant-targets.js';
import { subjectOptions } from '../options.js';
import { exampleId, projectFiles } from '../project.js';

/** Something that a person can begin: the files that it is made of, as paths, and what to do next. */
interface Beginning {
  readonly files: ReadonlyMap<string, string>;
  readonly next: readonly string[];
}

const { default: defaultTarget, ...targetOption } = subjectOptions.target;

const kinds: Readonly<Record<string, (given: Given) => Beginning>> = {
  project(given) {
    for (const name of ['language', 'out']) {
      if (given[name] === undefined) continue;
      throw new InputError([{ message: `--${name} is for an adapter`, allowed: `lapse init adapter --${name}` }]);
    }
    const target = textOf({ target: defaultTarget, ...given }, 'target');
    checkAnyTarget(target);
    return {
      files: projectFiles(target),
      next: [
        'npx lapse validate                            checks everything that people write',
        `npx lapse run ${exampleId}      plays the example`,
        'npx lapse run                                 plays all, yours and those of Lapse',
      ],
    };
  },
  adapter(given) {
    if (given.target !== undefined) {
      const message = '--target is for a project, and an adapter is a target of its own';
      throw new InputError([{ message, allowed: '--language, for the language of the SDK' }]);
    }
    const language = languageOf(given);
    const folder = path.posix.normalize(
      textOf({ out: '.', ...given }, 'out')
        .split(path.sep)
        .join('/'),
    );
    const { build, start } = adapterCommands(language, folder.replace(/(?<=.)\/$/, ''));
    return {
      files: new Map([...adapterFiles(language)].map(([name, content]) => [path.posix.join(folder, name), content])),
      next: [
        ...(build === undefined ? [] : [build]),
        `npx lapse doctor --adapter "${start}"`,
        '',
        'The doctor finds the adapter working up to the places where your SDK goes in, and names the next of them.',
        'docs/write-an-adapter.md of Lapse goes the whole way.',
      ],
    };
  },
};

/** @throws InputError when no language is given, or one in which no adapter is begun */
function languageOf(given: Given): AdapterLanguage {
  const allowed = adapterLanguages.join(', ');
  if (given.language === undefined) throw new InputError([{ message: '--language is missing', allowed }]);
  const named = textOf(given, 'language');
  const language = adapterLanguages.find((each) => each === named);
  if (language !== undefined) return language;
  const suggestion = didYouMean(named, adapterLanguages);
  throw new InputError([{ message: `--language is ${JSON.stringify(named)}${suggestion}`, allowed }]);
}

/** Begins something of a person's own, and leaves what is there alone. */
export const initCommand: Command = {
  usage: 'init [what]',
  describe: 'Write a configuration and an example scenario into this folder, or an adapter for an SDK',
  examples: [
    ['$0 init', 'a project that judges the RudderStack JavaScript SDK'],
    ['$0 init --target rudderstack-js-legacy', 'the legacy SDK'],
    ['$0 init adapter --language python', 'an adapter for an SDK in Python, to fill in'],
    ['$0 init adapter --language java --out adapter', 'in a folder of its own'],
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
        target: { ...targetOption, defaultDescription: defaultTarget },
        language: { type: 'string', describe: `Of an adapter: ${adapterLanguages.join(', ')}` },
        out: { type: 'string', describe: 'Of an adapter: the folder that it is written into' },
        force: { type: 'boolean', default: false, describe: 'Write over files that are there' },
      }),
  async run(given) {
    const what = textOf(given, 'what');
    const begin = kinds[what];
    if (begin === undefined) throw new Error(`yargs has let through ${what}`);
    const { files, next } = begin(given);
    if (!flagOf(given, 'force')) refuseToOverwrite([...files.keys()]);
    for (const name of files.keys()) prepareFolder(path.dirname(name), `the ${what}`);
    for (const [name, content] of files) writeReports(path.dirname(name), new Map([[path.basename(name), content]]));
    environment.out([...[...files.keys()].map((name) => `wrote ${name}`), '', ...next, ''].join('\n'));
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
