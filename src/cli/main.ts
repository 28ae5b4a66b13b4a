#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { InputError } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { type ExitCode, exitCodes } from '../suite/tally.js';
import type { Command } from './command.js';
import { coverageCommand } from './commands/coverage.js';
import { explainCommand } from './commands/explain.js';
import { listCommand } from './commands/list.js';
import { runCommand } from './commands/run.js';
import { validateCommand } from './commands/validate.js';
import { environment } from './environment.js';

const commands: readonly Command[] = [runCommand, listCommand, explainCommand, validateCommand, coverageCommand];

const epilogue = `Exit codes: 0 the target conforms · 1 it does not · 2 bad input · 3 it could not be judged
Documentation: README.md, reports/README.md (what the reports hold), scenarios/README.md (how to write one)`;

async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.conforms;
  const parser = yargs()
    .scriptName('lapse')
    .usage('$0 <command>\n\nReplays time and proves that the session tracking of an SDK agrees.')
    .version(packageVersion)
    .help()
    .alias('help', 'h')
    .strict()
    .demandCommand(1, 'a command is missing')
    .recommendCommands()
    .wrap(100)
    .epilogue(epilogue)
    .exitProcess(false)
    .fail((message, error) => {
      // What the parser itself finds wrong has a message, and perhaps an error of its own kind.
      if (error !== undefined && error.name !== 'YError') throw error;
      throw new InputError([{ message: inOurWords(message), allowed: 'see lapse --help' }]);
    });
  for (const command of commands) {
    parser.command(
      command.usage,
      command.describe,
      (options) => command.options(command.examples.reduce((all, [text, what]) => all.example(text, what), options)),
      async (given) => {
        code = await command.run(given);
      },
    );
  }
  await parser.parseAsync(words);
  return code;
}

/** The parser's sentences, in the words of all other errors. */
const ourWords: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/^Unknown arguments?: /, 'unknown option or argument: '],
  [/^Unknown commands?: /, 'unknown command: '],
  [/^Did you mean (\S+)\?$/, 'unknown command (did you mean "$1"?)'],
  [/^Not enough arguments following: (\S+)$/, 'the option --$1 wants a value'],
  [/^Not enough non-option arguments: .*$/, 'an argument is missing'],
  [/^Invalid values: Argument: (\S+), Given: (.+), Choices: (.+)$/, 'the option --$1 is $2, which is none of $3'],
];

function inOurWords(message: string): string {
  const line = message
    .split(/\s*\n\s*/)
    .join(' ')
    .trim();
  return ourWords.reduce((text, [theirs, ours]) => text.replace(theirs, ours), line);
}

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await main(hideBin(process.argv));
} catch (error) {
  const wrong = error instanceof InputError;
  const red = environment.colours.red;
  for (const line of String(error instanceof Error ? error.message : error).split('\n')) {
    environment.error(`${red(wrong ? 'error' : 'lapse failed')}: ${line}\n`);
  }
  process.exitCode = wrong ? exitCodes.badInput : exitCodes.notJudged;
}
