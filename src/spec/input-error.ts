import { closest, distance } from 'fastest-levenshtein';
import type { Place } from '../record/case.js';

/** One thing that is wrong with what a person wrote. */
export interface InputProblem {
  /** Absent when it is not in a file, such as an argument of the command line. */
  readonly place?: Place;
  /** One sentence without a full stop; it names the offending value. */
  readonly message: string;
  /** What would have been right, as a list or a description. */
  readonly allowed?: string;
}

/** Input of the user is wrong; the run ends with exit code 2. It carries all problems that were found, of all files. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** @example formatProblem(problem) === 'scenarios/timeout/x.yaml:4:5: unknown step "trak"; allowed: track, page' */
export function formatProblem(problem: InputProblem): string {
  const where = problem.place === undefined ? '' : `${formatPlace(problem.place)}: `;
  const allowed = problem.allowed === undefined ? '' : `; allowed: ${problem.allowed}`;
  return `${where}${problem.message}${allowed}`;
}

export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/**
 * Ends with an InputError if there are problems. A problem that several expansions of one file share is told once.
 * @throws InputError
 */
export function throwProblems(problems: readonly InputProblem[]): void {
  if (problems.length === 0) return;
  const distinct = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  throw new InputError([...distinct.values()]);
}

/** The candidate that a person probably meant, if it is no more than three letters away, fewer in short words. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const candidate = closest(word, candidates);
  const limit = word.length < 4 ? 1 : word.length < 8 ? 2 : 3;
  return distance(word, candidate) <= limit ? candidate : undefined;
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
