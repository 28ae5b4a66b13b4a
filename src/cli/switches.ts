import yargs from 'yargs';
import { InputError } from '../spec/input-error.js';
import type { Command } from './command.js';

/**
 * The parser takes every value of a switch but `true` for `false`, so that `--strict=1` would turn off what it asks for.
 * @param words of the command line
 * @throws InputError for a switch whose value is neither
 */
export async function refuseOddSwitches(words: readonly string[], command: Command | undefined): Promise<void> {
  const odd = words.flatMap((word) => {
    const [, name, value] = /^--([a-z][a-z-]*)=(.*)$/s.exec(word) ?? [];
    return name === undefined || value === undefined || ['true', 'false'].includes(value) ? [] : [{ name, value }];
  });
  if (odd.length === 0 || command === undefined) return;
  const switches = await switchesOf(command);
  const problems = odd
    .filter(({ name }) => switches.has(name))
    .map(({ name, value }) => ({
      message: `--${name} is ${JSON.stringify(value)}`,
      allowed: `--${name} alone, or with =true or =false`,
    }));
  if (problems.length > 0) throw new InputError(problems);
}

/** As the parser itself declares them in its help, where each has a line of its own. */
async function switchesOf(command: Command): Promise<ReadonlySet<string>> {
  const help = await command.options(yargs().scriptName('')).wrap(null).getHelp();
  return new Set([...help.matchAll(/--([a-z][a-z-]*)(?=\s.*\[boolean\])/g)].map(([, name = '']) => name));
}
