import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { displayPath, InputError, type InputProblem, reasonOf, throwProblems } from '../../spec/input-error.js';
import type { Compression } from './byte-source.js';

export const inputFormats = ['csv', 'ndjson', 'parquet'] as const;
export type InputFormat = (typeof inputFormats)[number];

export interface InputFile {
  readonly file: string;
  /** As a person knows it. */
  readonly format: InputFormat;
  readonly compression: Compression;
}

const endings: Readonly<Record<string, InputFormat>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'ndjson',
  parquet: 'parquet',
};

/**
 * The files that names and globs stand for, each once, those of a glob in the order of their names.
 * @param format of all of them, whatever they are called
 * @throws InputError with all that are not there or that nobody can tell the format of
 */
export function inputFiles(given: readonly string[], format?: InputFormat): InputFile[] {
  const problems: InputProblem[] = [];
  const collected = <T>(read: () => readonly T[]): readonly T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const files = [...new Set(given.flatMap((each) => collected(() => expanded(each))))];
  const found = files.flatMap((file) => collected(() => [inputFile(file, format)]));
  throwProblems(problems);
  return found;
}

export function inputFile(file: string, format?: InputFormat): InputFile {
  const [, name = file, packed] = /^(.*?)(?:\.(gz|zst))?$/is.exec(file) ?? [];
  const compression = packed === undefined ? 'none' : packed.toLowerCase() === 'gz' ? 'gzip' : 'zstd';
  const known = format ?? endings[path.extname(name).slice(1).toLowerCase()];
  if (known === undefined) {
    const allowed = '.csv, .ndjson, .jsonl, .json or .parquet, also with .gz or .zst, or --format';
    throw new InputError([{ message: `nothing tells the format of ${displayPath(file)}`, allowed }]);
  }
  return { file, format: known, compression };
}

function expanded(given: string): string[] {
  try {
    if (statSync(given).isFile() || statSync(given).isFIFO()) return [given];
  } catch (error) {
    if (!/[*?[]/.test(given))
      throw new InputError([{ message: `cannot read ${displayPath(given)}: ${reasonOf(error)}` }]);
    const found = matches(given);
    if (found.length > 0) return found;
    throw new InputError([
      { message: `no file matches ${JSON.stringify(given)}`, allowed: 'a glob that matches a file' },
    ]);
  }
  throw new InputError([
    { message: `${displayPath(given)} is no file`, allowed: 'a file, or a glob such as data/*.csv' },
  ]);
}

/** The files below the part of a glob that has no special letters. */
function matches(glob: string): string[] {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => /[*?[]/.test(part));
  const root = parts.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
  const pattern = patternOf(parts.slice(first).join('/'));
  const isDeep = parts.length - first > 1;
  try {
    return readdirSync(root, { recursive: isDeep, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => path.join(root, name));
  } catch {
    return [];
  }
}

/** `*` and `?` stand within a part, `**` for any number of parts, `[abc]` for one letter; a dot in front is not matched. */
function patternOf(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\[[^\]]+\]|[\\^$.|+(){}[\]]/g, (piece) => {
    if (piece === '**/') return '(?:[^/]+/)*';
    if (piece === '**') return '.*';
    if (piece === '*') return '[^/]*';
    if (piece === '?') return '[^/]';
    return piece.length > 1 ? piece.replace(/^\[!/, '[^') : `\\${piece}`;
  });
  return new RegExp(`^${source}$`, 'u');
}
