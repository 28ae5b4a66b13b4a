import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { Place } from '../record/case.js';
import { displayPath, type InputProblem, reasonOf } from './input-error.js';

/** In bytes. A scenario that people read has a few hundred. */
export const maximumFileLength = 4_000_000;

/** The library reads nested values by recursion, and a full stack can end the whole process rather than throw. */
const maximumNesting = 200;

/** Control characters other than tab and line ends. YAML lets none stand in a file, not even within quotes. */
const controlCharacter = /[^\P{Cc}\t\n\r\u0085]/u;

/** Reads a text file; what is wrong with it is added to `problems`, and the result is then `undefined`. */
export function readTextFile(file: string, problems: InputProblem[]): string | undefined {
  const top = { file: displayPath(file), line: 1, column: 1 };
  try {
    // Before it is read: what does not fit into memory would end the process.
    const { size } = statSync(file);
    const problem = size > maximumFileLength ? tooLong(top, size) : undefined;
    const bytes = problem === undefined ? readFileSync(file) : new Uint8Array();
    const fault = problem ?? encodingFault(bytes, top.file);
    if (fault === undefined) return new TextDecoder().decode(bytes);
    problems.push(fault);
  } catch (error) {
    problems.push({ place: top, message: `the file cannot be read: ${reasonOf(error)}` });
  }
  return undefined;
}

/** Why a text cannot be given to the YAML library, whatever it says; `undefined` if it can. */
export function textFault(text: string, file: string): InputProblem | undefined {
  const top = { file, line: 1, column: 1 };
  if (text.length > maximumFileLength) return tooLong(top, text.length);
  const control = controlCharacter.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return {
      place: placeOf(text, control.index, file),
      message: `the control character U+${code} stands in the file`,
      allowed: 'an escape within double quotes, such as "\\x1b"',
    };
  }
  if (!isNestedTooDeeply(text)) return undefined;
  return { place: top, message: 'the file is nested too deeply', allowed: `at most ${maximumNesting} levels` };
}

function tooLong(place: Place, length: number): InputProblem {
  return { place, message: `the file is too long: ${length} bytes`, allowed: `at most ${maximumFileLength} bytes` };
}

/** Bytes that are no UTF-8 would be replaced in silence, and what is judged would not be what was written. */
function encodingFault(bytes: Uint8Array, file: string): InputProblem | undefined {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) return { place: { file, line: 1, column: 1 }, message: 'the file is UTF-16', allowed: 'UTF-8' };
  if (isUtf8(bytes)) return undefined;
  // The longest beginning that decodes, found by halving; a character that is cut off counts as not decoding.
  let good = 0;
  let bad = bytes.length;
  const decodes = (length: number): boolean => {
    for (let cut = 0; cut < 4; cut++) if (isUtf8(bytes.subarray(0, length - cut))) return true;
    return false;
  };
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  while (!isUtf8(bytes.subarray(0, good))) good -= 1;
  const before = new TextDecoder().decode(bytes.subarray(0, good));
  const shown = `0x${(bytes[good] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  const message = `the file is not UTF-8: the byte ${shown} begins no character`;
  return { place: placeOf(before, before.length, file), message, allowed: 'UTF-8' };
}

function placeOf(text: string, offset: number, file: string): Place {
  const lines = text.slice(0, offset).split('\n');
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/**
 * An upper bound, from the characters alone: brackets that are open, and what stands in front of the text of a line,
 * for each level of a block takes a column there.
 */
function isNestedTooDeeply(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if ((character === ']' || character === '}') && open > 0) open -= 1;
    if (open > maximumNesting) return true;
  }
  // Two columns are what a level takes as people write it.
  return text.split('\n').some((line) => (/^[\s?:-]*/.exec(line)?.[0].length ?? 0) > 2 * maximumNesting);
}
