import { closeSync, openSync, readSync, realpathSync, writeSync } from 'node:fs';
import path from 'node:path';
import { standardInput } from '../spec/bundle-file.js';
import { InputError, readAll, throwProblems } from '../spec/input-error.js';
import { type ColumnChoice, type TextColumn, textColumns } from '../warehouse/read/column-choice.js';
import { type InputFile, type InputFormat, inputFiles, inputFormats } from '../warehouse/read/input-files.js';
import { standardInputFile } from '../warehouse/read/shown-file.js';
import { TimeReader } from '../warehouse/read/time-reader.js';
import type { SessionRules } from '../warehouse/session-rules.js';
import type { TableFormat } from '../warehouse/sessionize/session-table.js';
import { tableFormatOf } from '../warehouse/sessionize/table-output.js';
import { durationOf, type Given, optionalTextOf, repeatedOf, textOf, wholeNumberOf } from './given.js';
import { columnChoiceOf, columnOptions, oneOf, ruleOptions, sessionRulesOf } from './warehouse-options.js';

const mostMemoryMb = 1_048_576;

/** For yargs. */
export const sessionizeOptions = {
  ...columnOptions,
  ...ruleOptions,
  campaign: { type: 'string', requiresArg: true, describe: 'Column with the campaign, for the table and for --split' },
  page: { type: 'string', requiresArg: true, describe: 'Column with the page' },
  event: { type: 'string', requiresArg: true, describe: 'Column with the name of the event' },
  conversion: { type: 'string', requiresArg: true, describe: 'Name of an event that converts; may be given twice' },
  identity: { type: 'string', requiresArg: true, describe: 'graph: ids that one row has together are one user' },
  format: { type: 'string', requiresArg: true, describe: 'csv, ndjson or parquet, whatever the files are called' },
  out: {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'CSV to the standard output',
    describe: 'The table of sessions: a .csv, .ndjson or .parquet file',
  },
  label: { type: 'string', requiresArg: true, describe: 'The events with their sessions: a file of such an ending' },
  errors: { type: 'string', requiresArg: true, describe: 'Where --on-error collect puts malformed rows' },
  state: { type: 'string', requiresArg: true, describe: 'Go on from this file, and leave there what comes next' },
  lateness: {
    type: 'string',
    requiresArg: true,
    defaultDescription: '0s',
    describe: 'With --state: how much earlier than the latest one an event may still come',
  },
  latest: {
    type: 'string',
    requiresArg: true,
    describe: 'Time after which nothing can have happened: a later event has a wrong clock, and is a malformed row',
  },
  memory: {
    type: 'string',
    default: '1024',
    requiresArg: true,
    describe: 'MiB that events may take before they are put aside in files',
  },
} as const;

export interface SessionizeChoice {
  readonly columns: ColumnChoice & { readonly texts: ReadonlyMap<TextColumn, string> };
  readonly rules: SessionRules;
  readonly conversions: readonly string[];
  readonly joinsIdentities: boolean;
  readonly format: InputFormat | undefined;
  readonly out: string | undefined;
  readonly outFormat: TableFormat;
  readonly label: { readonly file: string; readonly format: TableFormat } | undefined;
  readonly errorsFile: string | undefined;
  readonly state: string | undefined;
  readonly latenessMs: number;
  readonly memoryBytes: number;
}

/** @throws InputError with all that is wrong with the options */
export function sessionizeChoiceOf(given: Given): SessionizeChoice {
  const read = readAll({
    columns: () => columnChoiceOf(given),
    texts: () => textsOf(given),
    rules: () => sessionRulesOf(given),
    conversions: () => repeatedOf(given, 'conversion'),
    joinsIdentities: () => given.identity !== undefined && oneOf(given, 'identity', ['graph'] as const) === 'graph',
    format: () => (given.format === undefined ? undefined : oneOf(given, 'format', inputFormats)),
    out: () => outOf(given, 'out'),
    label: () => outOf(given, 'label'),
    errorsFile: () => optionalTextOf(given, 'errors'),
    state: () => optionalTextOf(given, 'state'),
    latestMs: () => (given.latest === undefined ? undefined : instantOf(textOf(given, 'latest'))),
    latenessMs: () => (given.lateness === undefined ? 0 : durationOf(given, 'lateness', 0, 3_650 * 86_400_000)),
    memoryMb: () => wholeNumberOf(given, 'memory', 1, mostMemoryMb),
  });
  const { columns, texts, out, memoryMb, latestMs, ...rest } = read;
  const choice: SessionizeChoice = {
    ...rest,
    columns: { ...columns, texts, ...(latestMs === undefined ? {} : { latestMs }) },
    out: out?.file,
    outFormat: out?.format ?? 'csv',
    memoryBytes: memoryMb * 1_048_576,
  };
  checkTogether(choice, given);
  return choice;
}

/** What one option says makes another one meaningless, or needs it. */
function checkTogether(choice: SessionizeChoice, given: Given): void {
  const { columns, rules, conversions, joinsIdentities, label, errorsFile, state } = choice;
  const wrong: (readonly [boolean, string, string])[] = [
    [
      rules.splitsAtCampaign === true && !columns.texts.has('campaign'),
      '--split campaign knows no column',
      '--campaign',
    ],
    [conversions.length > 0 && !columns.texts.has('event'), '--conversion knows no column', '--event'],
    [joinsIdentities && columns.user.length < 2, '--identity graph has one id to join', '--user coalesce(a, b)'],
    [joinsIdentities && state !== undefined, '--identity graph and --state exclude each other', 'one of them'],
    [label !== undefined && state !== undefined, '--label and --state exclude each other', 'one of them'],
    [given.lateness !== undefined && state === undefined, '--lateness has no meaning alone', '--state with it'],
    [errorsFile !== undefined && columns.onError !== 'collect', '--errors has nothing to hold', '--on-error collect'],
    [columns.onError === 'collect' && errorsFile === undefined, '--on-error collect knows no file', '--errors'],
  ];
  for (const file of repeatedFiles(writtenFiles(choice))) {
    wrong.push([true, `${JSON.stringify(file)} is to hold two things`, 'a file of its own for each output']);
  }
  const problems = wrong.filter(([is]) => is).map(([, message, allowed]) => ({ message, allowed }));
  if (problems.length > 0) throw new InputError(problems);
}

function writtenFiles({ out, label, errorsFile, state }: SessionizeChoice): readonly string[] {
  return [out, label?.file, errorsFile, state].filter((file) => file !== undefined);
}

/** Those that are named more than once, however they are written. */
function repeatedFiles(files: readonly string[]): string[] {
  const places = files.map(placeOf);
  return files.filter((_, index) => places.indexOf(places[index] ?? '') !== index);
}

/** @throws InputError with all files that would be written in the place of those that are read */
export function refuseOverwriting(choice: SessionizeChoice, files: readonly InputFile[]): void {
  const read = new Set(files.map(({ file }) => placeOf(file)));
  const problems = writtenFiles(choice)
    .filter((file) => read.has(placeOf(file)))
    .map((file) => ({ message: `${JSON.stringify(file)} is read, and would be overwritten`, allowed: 'another file' }));
  throwProblems(problems);
}

/** One text for all names of a file. */
function placeOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

/** A time as a row of CSV may have it, in UTC unless it names another zone. */
function instantOf(text: string): number {
  const times = new TimeReader(undefined, 'UTC');
  const bytes = Buffer.from(text);
  const timeMs = times.read(bytes, 0, bytes.length);
  if (!Number.isNaN(timeMs)) return timeMs;
  throw new InputError([{ message: `--latest: ${times.fault}`, allowed: 'a time such as 2026-03-10T12:00:00Z' }]);
}

function textsOf(given: Given): ReadonlyMap<TextColumn, string> {
  return new Map(
    textColumns.flatMap((column) => (given[column] === undefined ? [] : [[column, textOf(given, column)] as const])),
  );
}

function outOf(given: Given, option: 'out' | 'label'): { file: string; format: TableFormat } | undefined {
  const file = optionalTextOf(given, option);
  return file === undefined ? undefined : { file, format: tableFormatOf(file, `--${option}`) };
}

/**
 * The files to read. The standard input is put into a file, because files may have to be read twice.
 * @param folder where there is room for it
 * @throws InputError as `inputFiles`
 */
export function chosenFiles(names: readonly string[], format: InputFormat | undefined, folder: string): InputFile[] {
  // What is wrong with them is told before anything is read.
  const found = inputFiles(
    names.filter((name) => name !== standardInput),
    format,
  );
  if (!names.includes(standardInput)) return found;
  if (format === undefined) {
    const message = 'nothing tells the format of the standard input';
    throw new InputError([{ message, allowed: `--format ${inputFormats.join(', ')}` }]);
  }
  const file = standardInputFile(folder, format);
  copyStandardInput(file);
  return inputFiles(
    names.map((name) => (name === standardInput ? file : name)),
    format,
  );
}

function copyStandardInput(to: string): void {
  const handle = openSync(to, 'w');
  const bytes = Buffer.allocUnsafe(1 << 18);
  try {
    for (;;) {
      const count = readSomething(bytes);
      if (count === 0) return;
      writeSync(handle, bytes, 0, count);
    }
  } finally {
    closeSync(handle);
  }
}

/** A pipe in which nothing is yet says so, as an error. */
function readSomething(bytes: Buffer): number {
  for (;;) {
    try {
      return readSync(0, bytes, 0, bytes.length, null);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
