import { Script } from 'node:vm';
import { InputError } from '../../spec/input-error.js';

/** What is written before a script, on its first line, so that it has a function of its own. */
const opening = '(function (exports, module) {';

/**
 * Makes sure that a script that somebody built can be compiled, before anything is played.
 * @param given the path as the person wrote it
 * @throws InputError with line and column
 */
export function checkSyntax(given: string, source: string): void {
  try {
    new Script(`${opening}${source}\n})`, { filename: given });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = { file: given, ...positionIn(error.stack ?? '', given) };
    if (/\b(export|import|import\.meta)\b/.test(error.message)) {
      const message = 'this is an ES module, which cannot be run as a script';
      throw new InputError([{ place, message, allowed: 'the CommonJS, UMD or IIFE bundle of the same SDK' }]);
    }
    const lines = source.split('\n').length;
    // Only the bracket that is written after the script can be wrong there.
    const message = place.line > lines ? 'the script ends too early' : `the script is broken: ${error.message}`;
    throw new InputError([{ place: place.line > lines ? { ...place, line: lines, column: 1 } : place, message }]);
  }
}

/** The engine writes the file and the line, then the text of the line, then carets below what is wrong. */
function positionIn(stack: string, file: string): { line: number; column: number } {
  const [head = '', , carets = ''] = stack.split('\n');
  const line = head.startsWith(`${file}:`) ? Number(head.slice(file.length + 1)) : 1;
  const column = carets.indexOf('^') + 1 - (line === 1 ? opening.length : 0);
  return { line, column: Math.max(column, 1) };
}
