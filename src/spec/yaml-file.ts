import type { Alias, Document, LineCounter, Node } from 'yaml';
import type { Place } from '../record/case.js';
import type { InputProblem } from './input-error.js';
import { faultsIn, type YamlFault } from './yaml-faults.js';
import { yamlLibrary } from './yaml-library.js';
import { followReferences } from './yaml-references.js';
import { textFault } from './yaml-text.js';

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

/**
 * Reads YAML 1.2 (core schema, unique keys, no merge keys, no tags), and so JSON as well.
 * @param file the name to show in messages
 */
export function parseYaml(text: string, file: string, problems: InputProblem[]): YamlFile | undefined {
  const fault = textFault(text, file);
  if (fault !== undefined) {
    problems.push(fault);
    return undefined;
  }
  const { LineCounter, parseDocument } = yamlLibrary();
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // Looked for by followReferences, which is quick about it.
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  const report = ({ offset, message, allowed }: YamlFault): void => {
    const place = placeAt(file, lines, offset);
    problems.push({ place, message: `not valid YAML: ${message}`, ...(allowed === undefined ? {} : { allowed }) });
  };
  const faults = faultsIn(text, [...document.errors, ...document.warnings]);
  const { targets, faults: wrongReferences } = followReferences(document);
  const found = [...faults, ...wrongReferences].slice(0, maximumFaults);
  found.forEach(report);
  if (found.length > 0) return undefined;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maximumAliasCount });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const first = [...targets.keys()][0]?.range?.[0] ?? 0;
    report({ offset: first, message: 'aliases of aliases make the file too large', allowed: 'fewer aliases' });
    return undefined;
  }
  if (value === null || value === undefined) {
    problems.push({ place: topOf(file), message: 'the file is empty' });
    return undefined;
  }
  const find = finder(document, targets);
  return {
    file,
    value,
    locate: (path) => placeAt(file, lines, find(path, false)),
    locateKey: (path) => placeAt(file, lines, find(path, true)),
  };
}

function topOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Finds the offset, in the text, of the value or the key at a path, or of the nearest parent that exists. */
function finder(document: Document, targets: ReadonlyMap<Alias, Node>): (path: YamlPath, ofKey: boolean) => number {
  const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
  const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : '');
  // A file with thousands of faults asks for thousands of places in one map.
  const pairs = new Map<unknown, Map<string, { readonly key: unknown; readonly value: unknown }>>();
  const pairOf = (map: unknown, name: string) => {
    if (!isMap(map)) return undefined;
    const known = pairs.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    pairs.set(map, known);
    return known.get(name);
  };
  return (path, ofKey) => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, segment] of path.entries()) {
      const holder: unknown = isAlias(node) ? targets.get(node) : node;
      const pair = pairOf(holder, String(segment));
      let key: unknown;
      if (pair !== undefined) {
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
  };
}

function startOf(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
