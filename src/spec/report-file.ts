import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { blobEnding } from '../record/blob.js';
import type { ComparedRun, ComparedVerdict } from '../record/result-change.js';
import { displayPath, InputError, reasonOf } from './input-error.js';

const readableVersion = 1;
const allowed = `a folder with report.json or a blob, report.json, a file *${blobEnding}, or package@version`;

/** What a person named: the file of a report, the file of a blob, or nothing that is there. */
export type NamedReport = { readonly report: string } | { readonly blob: string };

/**
 * The report that a person means by a file or a folder.
 * @returns nothing if there is neither a file nor a folder of that name
 * @throws InputError when the folder holds no report, or several blobs, which are to be merged first
 */
export function findReport(named: string): NamedReport | undefined {
  if (!existsSync(named)) return undefined;
  if (!statSync(named).isDirectory()) return named.endsWith(blobEnding) ? { blob: named } : { report: named };
  const report = path.join(named, 'report.json');
  if (existsSync(report)) return { report };
  const [blob, ...others] = readdirSync(named).filter((name) => name.endsWith(blobEnding));
  if (blob !== undefined && others.length === 0) return { blob: path.join(named, blob) };
  const shown = displayPath(named);
  const message =
    blob === undefined ? `the folder ${shown} holds no report` : `the folder ${shown} holds ${others.length + 1} blobs`;
  throw new InputError([{ message, allowed: blob === undefined ? allowed : 'one; lapse merge makes one of them' }]);
}

/** Reads what is compared of a `report.json`. @throws InputError when it is none, or one of another version */
export function readReport(file: string): ComparedRun {
  const shown = displayPath(file);
  const refuse = (reason: string): InputError => new InputError([{ message: `${shown} ${reason}`, allowed }]);
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? 'is not JSON, or is cut off' : `cannot be read: ${reasonOf(error)}`);
  }
  if (!isReport(report)) throw refuse('is JSON, but no report of lapse run');
  if (report.formatVersion !== readableVersion) {
    throw refuse(`has the format version ${String(report.formatVersion)}; this lapse reads ${readableVersion}`);
  }
  const { target, edition, policy, cases } = report;
  return {
    subject: target.subject,
    edition,
    policy,
    scenarios: new Map(cases.map(({ id, verdicts }) => [id, verdicts])),
  };
}

interface Report {
  readonly formatVersion: unknown;
  readonly target: { readonly subject: string };
  readonly edition: string;
  readonly policy: string;
  readonly cases: readonly { readonly id: string; readonly verdicts: readonly ComparedVerdict[] }[];
}

function isReport(value: unknown): value is Report {
  if (typeof value !== 'object' || value === null) return false;
  if (!('formatVersion' in value && 'target' in value && 'cases' in value && Array.isArray(value.cases))) return false;
  return value.cases.every(
    (each: unknown) => typeof each === 'object' && each !== null && 'id' in each && 'verdicts' in each,
  );
}
