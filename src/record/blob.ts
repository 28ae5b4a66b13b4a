import type { RecordedCase } from './bundle.js';
import { recordedCase } from './bundle.js';
import { canonicalJson, sha256Of } from './canonical-json.js';
import type { Case, Place } from './case.js';
import type { CaseResult, RunResult, SuitePart } from './run-result.js';

/** Raised when a line of a blob changes its meaning; a blob of another version is refused. */
export const blobFormatVersion = 1;

/** How the name of every blob ends. */
export const blobEnding = '.blob.jsonl';

/** The first line: the run without its cases, and without what they add up to. */
export interface BlobHead extends Omit<RunResult, 'cases' | 'coverage' | 'overdue' | 'part'> {
  readonly blobFormatVersion: typeof blobFormatVersion;
  /** The line that every report has. */
  readonly verified: string;
  readonly part: SuitePart;
}

/** One line for each case that was judged. */
interface BlobCase extends Omit<CaseResult, 'case'> {
  readonly case: RecordedCase;
  readonly place: Place;
  /** Of each step, in the same file. */
  readonly stepPlaces: readonly Omit<Place, 'file'>[];
}

/** The last line, without which a blob is cut off. */
interface BlobEnd {
  readonly cases: number;
  /** Of all that stands before this line. */
  readonly sha256: string;
}

/** A run as it was read from a blob; what depends on the other parts is not in it. */
export interface Blob {
  readonly head: BlobHead;
  readonly cases: readonly CaseResult[];
}

/** The name of the blob of a part, so that all parts can lie in one folder. */
export function blobFileName({ shard }: SuitePart): string {
  return `shard-${shard.number}-of-${shard.of}${blobEnding}`;
}

/**
 * A whole run as the text of a file: JSON, one line for the head, one for each case, one for the end. No line holds a
 * date, a host or a path of the machine.
 * @param verified the line that every report has: what the probes saw, and how much was judged
 * @param shown turns the file of a scenario into the name that another machine can use
 */
export function blobText(result: RunResult, verified: string, shown: (file: string) => string): string {
  const { cases, coverage: _coverage, overdue: _overdue, part, ...rest } = result;
  const head: BlobHead = { blobFormatVersion, verified, ...rest, part: part ?? wholeOf(cases) };
  // A head that was put together from parts has its keys in another order.
  const lines = [canonicalJson(head), ...cases.map((each) => JSON.stringify(blobCase(each, shown)))];
  const text = lines.map((line) => `${line}\n`).join('');
  const end: BlobEnd = { cases: cases.length, sha256: sha256Of(text) };
  return `${text}${JSON.stringify(end)}\n`;
}

/** Why a text is no blob that can be used, or the blob. */
export function parseBlob(text: string): Blob | { readonly fault: string } {
  const lines = text.split('\n');
  const head = jsonOf(lines[0]);
  if (!isObject(head) || !('blobFormatVersion' in head)) return { fault: 'is no blob' };
  if (head.blobFormatVersion !== blobFormatVersion) {
    const by = 'lapseVersion' in head ? `, written by lapse ${String(head.lapseVersion)}` : '';
    return {
      fault: `has the format version ${String(head.blobFormatVersion)}${by}; this lapse reads ${blobFormatVersion}`,
    };
  }
  const end = jsonOf(lines.at(-2));
  if (lines.at(-1) !== '' || !isObject(end) || !('sha256' in end)) return { fault: 'is cut off: its end is missing' };
  const body = text.slice(0, text.length - (lines.at(-2)?.length ?? 0) - 1);
  if (end.sha256 !== sha256Of(body)) return { fault: 'is not what was written: its content has another hash' };
  // The hash says that this is what `blobText` wrote.
  return { head: head as BlobHead & object, cases: lines.slice(1, -2).map((line) => caseResult(JSON.parse(line))) };
}

function wholeOf(cases: readonly CaseResult[]): SuitePart {
  const scenarios = cases.map((each) => each.case.id);
  return { sha256: sha256Of(scenarios.join('\n')), scenarios, shard: { number: 1, of: 1 } };
}

function blobCase({ case: scenario, ...rest }: CaseResult, shown: (file: string) => string): BlobCase {
  const { file, line, column } = scenario.place;
  const stepPlaces = scenario.places.map((each) => ({ line: each.line, column: each.column }));
  return { case: recordedCase(scenario), place: { file: shown(file), line, column }, stepPlaces, ...rest };
}

function caseResult({ case: recorded, place, stepPlaces, ...rest }: BlobCase): CaseResult {
  const expectations = new Map(recorded.expectations.map(({ step, expect }) => [step, expect]));
  const places = stepPlaces.map((each) => ({ file: place.file, ...each }));
  const scenario: Case = { ...recorded, expectations, places, place };
  return { case: scenario, ...rest };
}

function jsonOf(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
