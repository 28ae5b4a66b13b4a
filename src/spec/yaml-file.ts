import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Place } from '../record/case.js';
import type { InputProblem } from './input-error.js';

/** Keys and indexes from the top of a file to a value. */
export type YamlPath = readonly (string | number)[];

/** What a YAML file says, and where it says it. */
export interface YamlFile {
  /** As shown to people: relative to the working directory if below it. */
  readonly file: string;
  readonly value: unknown;
  /** Where the value at the path starts; the nearest existing parent if there is none. */
  locate(path: YamlPath): Place;
  /** Where the key at the end of the path stands; the nearest existing parent if there is none. */
  locateKey(path: YamlPath): Place;
}

/** More than any hand-written file needs; a file of aliases of aliases would otherwise fill the memory. */
const maximumAliasCount = 100;
/** A bracket that is never closed may be reported once for each line; the first faults are enough to go on. */
const maximumFaults = 5;
/** In UTF-16 code units. */
const maximumFileLength = 4_000_000;

/** The library reads nested values by recursion, and a full stack can end the whole process rather than throw. */
const maximumNesting = 200;

/** The path as people see it: relative to the working directory if below it, with forward slashes. */
export function displayPath(file: string): string {
  const shown = relative(process.cwd(), resolve(file));
  const below = shown !== '' && !shown.startsWith('..') && !isAbsolute(shown);
  return (below ? shown : resolve(file)).split(sep).join('/');
}

/** Reads a file; what is wrong with it is added to `problems`, and the result is then `undefined`. */
export function readYamlFile(file: string, problems: InputProblem[]): YamlFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    problems.push({ place: topOf(displayPath(file)), message: `the file cannot be read (${reason})` });
    return undefined;
  }
  return parseYaml(text, displayPath(file), problems);
}

/**
 * Reads YAML 1.2 (core schema, unique keys, no merge keys, no custom tags).
 * @param file the name to show in messages
 */
export function parseYaml(text: string, file: string, problems: InputProblem[]): YamlFile | undefined {
  const top = topOf(file);
  if (text.length > maximumFileLength) {
    problems.push({ place: top, message: `the file is too long; at most ${maximumFileLength} characters are read` });
    return undefined;
  }
  if (isNestedTooDeeply(text)) {
    problems.push({ place: top, message: `the file is nested too deeply; at most ${maximumNesting} levels are read` });
    return undefined;
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    const faults = [...document.errors, ...document.warnings].slice(0, maximumFaults);
    for (const fault of faults) {
      problems.push({
        place: placeAt(file, lines, fault.pos[0]),
        message: `not valid YAML: ${faultText(fault)}`,
      });
    }
    if (faults.length > 0) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: maximumAliasCount });
    if (value === null || value === undefined) {
      problems.push({ place: top, message: 'the file is empty' });
      return undefined;
    }
    const locate = (path: YamlPath, ofKey: boolean): Place => placeAt(file, lines, offsetOf(document, path, ofKey));
    return {
      file,
      value,
      locate: (path) => locate(path, false),
      locateKey: (path) => locate(path, true),
    };
  } catch (error) {
    // The library throws, instead of listing an error, for aliases of aliases without end.
    problems.push({ place: top, message: `not valid YAML: ${oneLine(error instanceof Error ? error.message : '')}` });
    return undefined;
  }
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

function topOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function faultText(fault: YAMLError): string {
  return fault.code === 'MULTIPLE_DOCS' ? 'a second document begins here' : oneLine(fault.message);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The offset, in the text, of the value or the key at the path, or of the nearest parent that exists. */
function offsetOf(document: Document, path: YamlPath, ofKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, segment] of path.entries()) {
    const holder: unknown = isAlias(node) ? node.resolve(document) : node;
    let key: unknown;
    if (isMap(holder)) {
      const pair = holder.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment));
      if (pair === undefined) return offset;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(holder) && typeof segment === 'number' && segment < holder.items.length) {
      key = holder.items[segment];
      node = key;
    } else {
      return offset;
    }
    const wanted = ofKey && depth === path.length - 1 ? key : node;
    offset = startOf(wanted) ?? startOf(key) ?? offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
