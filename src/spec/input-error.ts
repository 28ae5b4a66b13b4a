import { isAbsolute, relative, resolve, sep } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import type { Place } from '../record/case.js';
import { oneLine } from '../record/one-line.js';

/** In characters; what is allowed may be a list of all scenarios' ids, but never a whole file. */
const longestLine = 10_000;

/** One thing that is wrong with what a person wrote. */
export interface InputProblem {
  /** Absent when it is not in a file, such as an argument of the command line. */
  readonly place?: Place;
  /** One sentence without a full stop; it names the offending value. */
  readonly message: string;
  /** What would have been right, as a list or a description. */
  readonly allowed?: string;
}

/**
 * Input of the user is wrong; the run ends with exit code 2. It carries all problems that were found, of all files; its
 * message has a line for each, but of a file with very many only the first.
 */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(firstOfEachFile(problems).map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** @example formatProblem(problem) === 'scenarios/timeout/x.yaml:4:5: unknown step "trak"; allowed: track, page' */
export function formatProblem(problem: InputProblem): string {
  const where = problem.place === undefined ? '' : `${formatPlace(problem.place)}: `;
  const allowed = problem.allowed === undefined ? '' : `; allowed: ${problem.allowed}`;
  return oneLine(`${where}${problem.message}${allowed}`, longestLine);
}

export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** The path as people see it: relative to the working directory if below it, with forward slashes. */
export function displayPath(file: string): string {
  const shown = relative(process.cwd(), resolve(file));
  const below = shown !== '' && !shown.startsWith('..') && !isAbsolute(shown);
  return (below ? shown : resolve(file)).split(sep).join('/');
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'the file would be too large',
};

/** Why the file system refused, in words where there are some. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words = reasons[code];
  return words === undefined ? code : `${words} (${code})`;
}

/** Adds one by one, for a call with a hundred thousand arguments overflows the stack. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

/** More lines than this about one file help nobody. */
const maximumProblemsOfFile = 100;

/**
 * Ends with an InputError if there are problems: those without a place first, then by file, line and column. A problem
 * that several expansions of one file share is told once.
 * @throws InputError
 */
export function throwProblems(problems: readonly InputProblem[]): void {
  if (problems.length === 0) return;
  const distinct = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  throw new InputError([...distinct.values()].sort(byPlace));
}

/** Those that are told, with a sentence that says how many are not. */
function firstOfEachFile(problems: readonly InputProblem[]): InputProblem[] {
  const told: InputProblem[] = [];
  const counts = new Map<string, number>();
  for (const problem of problems) {
    const { place } = problem;
    const count = (counts.get(place?.file ?? '') ?? 0) + 1;
    counts.set(place?.file ?? '', count);
    if (count <= maximumProblemsOfFile || place === undefined) told.push(problem);
  }
  for (const [file, count] of counts) {
    const index = told.findLastIndex(({ place }) => place?.file === file);
    const place = told[index]?.place;
    if (place === undefined || count <= maximumProblemsOfFile) continue;
    told.splice(index + 1, 0, { place, message: `and ${count - maximumProblemsOfFile} more problems in this file` });
  }
  return told;
}

function byPlace({ place: one }: InputProblem, { place: other }: InputProblem): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

/**
 * The results of several readings by name, so that a person learns in one go what is wrong with any of them.
 * @throws InputError with the problems of all that end with one; whatever else is thrown goes on
 */
export function readAll<T extends Readonly<Record<string, () => unknown>>>(
  readings: T,
): { [Name in keyof T]: ReturnType<T[Name]> } {
  const problems: InputProblem[] = [];
  const results = Object.entries(readings).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      addAll(problems, error.problems);
      return [name, undefined];
    }
  });
  throwProblems(problems);
  return Object.fromEntries(results);
}

/** The candidate that a person probably meant, if it is no more than three letters away, fewer in short words. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  // Written in capitals or not, it is the same word to a person.
  const lower = word.toLowerCase();
  const names = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const name = closest(lower, [...names.keys()]);
  const limit = word.length < 2 ? 0 : word.length < 4 ? 1 : word.length < 8 ? 2 : 3;
  return distance(lower, name) <= limit ? names.get(name) : undefined;
}

/** ` (did you mean "track"?)`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` (did you mean ${JSON.stringify(candidate)}?)`;
}

/** A value as it is shown in a message: one line, JSON-like, cut when long. */
export function showValue(value: unknown): string {
  const text =
    typeof value === 'number' || value === undefined ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
