import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { blobEnding } from '../record/blob.js';
import type { ComparedRun, ComparedVerdict } from '../record/result-change.js';
import { statuses } from '../record/verdict.js';
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
  const version = isRecord(report) && 'cases' in report ? report.formatVersion : readableVersion;
  if (version !== readableVersion) {
    throw refuse(`has the format version ${String(version)}; this lapse reads ${readableVersion}`);
  }
  if (!isReport(report)) throw refuse('is JSON, but no report of lapse run');
  const { target, edition, policy, cases } = report;
  return {
    subject: target.subject,
    edition,
    policy,
    scenarios: new Map(cases.map(({ id, verdicts }) => [id, verdicts])),
  };
}

interface Report {
  readonly target: { readonly subject: string };
  readonly edition: string;
  readonly policy: string;
  readonly cases: readonly { readonly id: string; readonly verdicts: readonly ComparedVerdict[] }[];
}

function isReport(value: unknown): value is Report {
  if (!isRecord(value) || !isRecord(value.target)) return false;
  const texts = [value.target.subject, value.edition, value.policy];
  return texts.every(isText) && Array.isArray(value.cases) && value.cases.every(isCase);
}

function isCase(value: unknown): boolean {
  return isRecord(value) && isText(value.id) && Array.isArray(value.verdicts) && value.verdicts.every(isVerdict);
}

function isVerdict(value: unknown): boolean {
  if (!isRecord(value) || !statuses.some((status) => status === value.status)) return false;
  return [value.requirement, value.check, value.message].every(isText) && isStepNumber(value.step);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isStepNumber(value: unknown): boolean {
  return value === undefined || Number.isSafeInteger(value);
}
