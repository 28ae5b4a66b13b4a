#!/usr/bin/env node
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { isDiskFull } from '../record/write-all.js';
import { standardInput } from '../spec/bundle-file.js';
import { didYouMean, InputError, type InputProblem, reasonOf } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { type ExitCode, exitCodes } from '../suite/tally.js';
import type { Command } from './command.js';
import { commandNames, loadCommand, loadCommands } from './commands/index.js';
import { configurationOptions } from './configuration-options.js';
import { environment } from './environment.js';
import { examplesText } from './examples.js';
import { type Given, optionalTextOf } from './given.js';
import { refuseOddSwitches } from './switches.js';

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
  if (words[0] === 'run') (await import('./early-thread.js')).startEarly(words);
  // Whatever stands before the command may have a value that only looks like one.
  const named = await loadCommand(words[0] ?? '');
  const commands = named === undefined ? await loadCommands() : [named];
  for (const command of commands) {
    parser.command(
      command.usage,
      command.describe,
      (options) =>
        asksForHelp(words)
          ? command.options(options.epilogue(examplesText(command.examples, lineWidth)))
          : hideAll(command.options(options.epilogue(''))),
      async (given) => {
        const said = await configured(command, given, parser);
        if (said['browser-path'] !== undefined) (await import('./playing.js')).takeBrowser(said);
        code = await command.run(said);
      },
    );
  }
  const command = named ?? commandIn(commands, words);
  await refuseOddSwitches(words, command);
  try {
    await parser.parseAsync(command?.readsStandardInput === true ? words.map(withoutLoneDash) : words);
  } catch (error) {
    if (fault === undefined) throw error;
    throw new InputError([await inOurWords(fault, command)]);
  }
  return code;
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
async function inOurWords(message: string, command: Command | undefined): Promise<InputProblem> {
  const line = message.replace(/\s+/g, ' ').trim();
  const help = 'see lapse --help';
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(line) ?? [];
  if (unknown !== undefined && command === undefined) {
    return {
      message: `unknown command ${JSON.stringify(unknown)}${didYouMean(unknown, commandNames)}`,
      allowed: commandNames.join(', '),
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

function asksForHelp(words: readonly string[]): boolean {
  return words.some((word) => /^-[^-]*h|^--h\b|help/.test(word));
}

/**
 * Takes all options out of the help. The parser lays the help out for every command that it runs, whether anybody reads it
 * or not, and that takes longer than all else that the parser does.
 */
function hideAll(options: Argv): Argv {
  // Not among what its types name.
  const list: unknown = Reflect.get(options, 'getOptions');
  const listed: unknown = typeof list === 'function' ? Reflect.apply(list, options, []) : undefined;
  if (isRecord(listed) && isRecord(listed.key)) for (const name of Object.keys(listed.key)) options.hide(name);
  return options;
}

function commandIn(commands: readonly Command[], words: readonly string[]): Command | undefined {
  return commands.find(({ usage }) => wordOf(usage) === words.find((word) => !word.startsWith('-')));
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
