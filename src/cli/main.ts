#!/usr/bin/env node
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { isDiskFull } from '../record/write-all.js';
import { standardInput } from '../spec/bundle-file.js';
import { didYouMean, InputError, type InputProblem, reasonOf } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { type ExitCode, exitCodes } from '../suite/tally.js';
import type { Command } from './command.js';
import { configurationOptions } from './configuration-options.js';
import { environment } from './environment.js';
import { examplesText } from './examples.js';
import { type Given, optionalTextOf } from './given.js';
import { refuseOddSwitches } from './switches.js';

/** In the order of the help. Only what is asked for is loaded: all commands together take longer than many a run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.js')).initCommand,
  run: async () => (await import('./commands/run.js')).runCommand,
  deviations: async () => (await import('./commands/deviations.js')).deviationsCommand,
  merge: async () => (await import('./commands/merge.js')).mergeCommand,
  compare: async () => (await import('./commands/compare.js')).compareCommand,
  trend: async () => (await import('./commands/trend.js')).trendCommand,
  replay: async () => (await import('./commands/replay.js')).replayCommand,
  judge: async () => (await import('./commands/judge.js')).judgeCommand,
  collect: async () => (await import('./commands/collect.js')).collectCommand,
  play: async () => (await import('./commands/play.js')).playCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand,
  fuzz: async () => (await import('./commands/fuzz.js')).fuzzCommand,
  generate: async () => (await import('./commands/generate.js')).generateCommand,
  check: async () => (await import('./commands/check.js')).checkCommand,
  describe: async () => (await import('./commands/describe.js')).describeCommand,
  answer: async () => (await import('./commands/answer.js')).answerCommand,
  sessionize: async () => (await import('./commands/sessionize.js')).sessionizeCommand,
  sql: async () => (await import('./commands/sql.js')).sqlCommand,
  verify: async () => (await import('./commands/verify.js')).verifyCommand,
  audit: async () => (await import('./commands/audit.js')).auditCommand,
  whatif: async () => (await import('./commands/whatif.js')).whatIfCommand,
  list: async () => (await import('./commands/list.js')).listCommand,
  explain: async () => (await import('./commands/explain.js')).explainCommand,
  validate: async () => (await import('./commands/validate.js')).validateCommand,
  coverage: async () => (await import('./commands/coverage.js')).coverageCommand,
  mutants: async () => (await import('./commands/mutants.js')).mutantsCommand,
  publish: async () => (await import('./commands/publish.js')).publishCommand,
};

const lineWidth = 100;

const epilogue = `Exit codes: 0 the target conforms · 1 it does not · 2 bad input · 3 it could not be judged
Documentation: README.md, reports/README.md (what the reports hold), scenarios/README.md (how to write one)`;

async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.conforms;
  let fault: string | undefined;
  const parser = yargs()
    .scriptName('lapse')
    .usage('$0 <command>\n\nReplays time and proves that the session tracking of an SDK agrees.')
    .version(packageVersion)
    .help()
    .alias('help', 'h')
    .options(configurationOptions)
    .strict()
    .demandCommand(1, 'a command is missing')
    .wrap(lineWidth)
    .epilogue(epilogue)
    .exitProcess(false)
    .fail((message, error) => {
      // What the parser itself finds wrong has a message, and perhaps an error of its own kind.
      if (error !== undefined && error.name !== 'YError') throw error;
      fault = message;
      throw new InputError([{ message }]);
    });
  for (const command of await mentioned(words)) {
    parser.command(
      command.usage,
      command.describe,
      (options) => command.options(options.epilogue(examplesText(command.examples, lineWidth))),
      async (given) => {
        code = await command.run(await configured(command, given, parser));
      },
    );
  }
  const command = await commandIn(words);
  await refuseOddSwitches(words, command);
  try {
    await parser.parseAsync(command?.readsStandardInput === true ? words.map(withoutLoneDash) : words);
  } catch (error) {
    if (fault === undefined) throw error;
    throw new InputError([await inOurWords(fault, words)]);
  }
  return code;
}

/** The commands that words of the command line may ask for; all where none is named, for the help. */
async function mentioned(words: readonly string[]): Promise<readonly Command[]> {
  const all = Object.entries(commands);
  const named = all.filter(([name]) => words.includes(name));
  return Promise.all((named.length === 0 ? all : named).map(([, load]) => load()));
}

/**
 * What the command line says, and below it what the configuration of the project does. What reads the configuration, and
 * what speaks with adapters, is loaded only for the commands that know of it.
 */
async function configured(command: Command, given: Given, parser: Argv): Promise<Given> {
  const knowsAdapters = ['adapter', 'target', 'targets', 'strict-protocol'].some(
    (option) => given[option] !== undefined,
  );
  const names = command.settings?.(given) ?? [];
  if (!knowsAdapters && names.length === 0) return given;
  // Names that the parser has given a value that nobody has said.
  const parsed: unknown = parser.parsed;
  const defaulted: unknown = isRecord(parsed) ? parsed.defaulted : undefined;
  const isDefault = (option: string): boolean => isRecord(defaulted) && defaulted[option] === true;
  const { meetAdapters, withAdapter } = await import('./adapters.js');
  const { namesOf } = await import('./targets.js');
  const { withConfiguration } = await import('./configuration.js');
  const chosen = withAdapter(given, isDefault);
  const said =
    names.length === 0
      ? chosen
      : withConfiguration(chosen, (option) => chosen[option] === given[option] && isDefault(option), names);
  const target = optionalTextOf(said, 'target');
  await meetAdapters([...(target === undefined ? [] : [target]), ...namesOf(said)], said);
  return said;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The parser takes a lone dash for an empty text, which is what an unset variable of a shell is. */
function withoutLoneDash(word: string): string {
  return word === '-' ? standardInput : word;
}

/** What the parser found wrong, in the words of all other errors. */
async function inOurWords(message: string, words: readonly string[]): Promise<InputProblem> {
  const line = message.replace(/\s+/g, ' ').trim();
  const help = 'see lapse --help';
  const names = Object.keys(commands);
  const command = await commandIn(words);
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(line) ?? [];
  if (unknown !== undefined && command === undefined) {
    return {
      message: `unknown command ${JSON.stringify(unknown)}${didYouMean(unknown, names)}`,
      allowed: names.join(', '),
    };
  }
  if (unknown !== undefined && command !== undefined) {
    const shown = await command.options(yargs().scriptName('').options(configurationOptions)).getHelp();
    const options = [...shown.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    const message = `unknown option or argument ${JSON.stringify(unknown)}${didYouMean(unknown, options)}`;
    return { message, allowed: `see lapse ${wordOf(command.usage)} --help` };
  }
  const [, argument, given, choices] = /^Invalid values: Argument: (\S+), Given: (.+), Choices: (.+)$/.exec(line) ?? [];
  if (choices !== undefined && given !== undefined) {
    const known = [...choices.matchAll(/"([^"]*)"/g)].map(([, choice = '']) => choice);
    return { message: `--${argument} is ${given}${didYouMean(given.slice(1, -1), known)}`, allowed: known.join(', ') };
  }
  const [, valueless] = /^Not enough arguments following: (\S+)$/.exec(line) ?? [];
  if (valueless !== undefined) return { message: `the option --${valueless} wants a value`, allowed: help };
  if (!line.startsWith('Not enough non-option arguments: ') || command === undefined) {
    return { message: line, allowed: help };
  }
  const [, wanted = ''] = /<(.+?)>/.exec(command.usage) ?? [];
  return {
    message: `lapse ${wordOf(command.usage)} wants an argument, <${wanted}>`,
    allowed: `see lapse ${wordOf(command.usage)} --help`,
  };
}

async function commandIn(words: readonly string[]): Promise<Command | undefined> {
  const name = words.find((word) => !word.startsWith('-'));
  return name !== undefined && Object.hasOwn(commands, name) ? commands[name]?.() : undefined;
}

function wordOf(usage: string): string {
  return usage.split(' ')[0] ?? usage;
}

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.exit(
    tell(new Error(`cannot write to the standard output: ${isDiskFull(error) ? 'the disk is full' : reasonOf(error)}`)),
  );
});

try {
  process.exitCode = await main(hideBin(process.argv));
} catch (error) {
  process.exitCode = tell(error);
}

/** Says what went wrong, and returns what to exit with. */
function tell(error: unknown): ExitCode {
  const wrong = error instanceof InputError;
  const red = environment.colours.red;
  for (const line of String(error instanceof Error ? error.message : error).split('\n')) {
    environment.error(`${red(wrong ? 'error' : 'lapse failed')}: ${line}\n`);
  }
  return wrong ? exitCodes.badInput : exitCodes.notJudged;
}
