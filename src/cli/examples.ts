import { wrapWords } from '../record/wrap-words.js';
import type { Command } from './command.js';

/** A longer command stands in a line of its own, and what it does in the next. */
const longestBesideText = 50;

/**
 * The examples below the options of a command, in two columns: no command is ever broken.
 * @param width of a line, which only a command may be longer than
 */
export function examplesText(examples: Command['examples'], width: number): string {
  const written = examples.map(([command, what]) => ({ command: command.replace('$0', 'lapse'), what }));
  const beside = written.map(({ command }) => command.length).filter((length) => length <= longestBesideText);
  const indent = Math.max(2, ...beside) + 2;
  const lines = written.flatMap(({ command, what }) => {
    const told = wrapWords(what, width - 2 - indent);
    if (command.length > longestBesideText) return [command, ...told.map((line) => ' '.repeat(indent) + line)];
    return told.map((line, index) => (index === 0 ? command : '').padEnd(indent) + line);
  });
  return ['Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
