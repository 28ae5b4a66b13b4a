import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../duckdb/database.js';
import { isDiskFull } from '../../record/write-all.js';
import { exitCodes } from '../../suite/tally.js';
import { hostTurn } from '../../time/host.js';
import { checkWritable, removeAllAside } from '../../warehouse/aside-file.js';
import { EventTexts } from '../../warehouse/read/event-fields.js';
import { RowErrors } from '../../warehouse/read/row-errors.js';
import { labelEvents } from '../../warehouse/sessionize/label-events.js';
import { SessionWriter, sessionColumns } from '../../warehouse/sessionize/session-table.js';
import { type Sessionized, sessionize } from '../../warehouse/sessionize/sessionize.js';
import type { SessionizeRequest } from '../../warehouse/sessionize/sessionize-request.js';
import { TableOutput } from '../../warehouse/sessionize/table-output.js';
import type { Command } from '../command.js';
import { continueFiles } from '../continue-files.js';
import { environment } from '../environment.js';
import {
  chosenFiles,
  refuseOverwriting,
  type SessionizeChoice,
  sessionizeChoiceOf,
  sessionizeOptions,
} from '../sessionize-options.js';
import { filesArgument, filesOf } from '../warehouse-options.js';

/** Cuts the events of a warehouse into sessions, by rules that are written down. */
export const sessionizeCommand: Command = {
  usage: 'sessionize <files..>',
  describe: 'Cut events of CSV, NDJSON or Parquet into sessions',
  readsStandardInput: true,
  examples: [
    ['$0 sessionize events.csv --timeout 30m --out sessions.csv', 'a gap of more than thirty minutes ends a session'],
    [
      "$0 sessionize 'data/*.parquet' --policy rudderstack-web --user 'coalesce(user_id, anonymous_id)' --out s.parquet",
      'as the SDK of the web would',
    ],
    [
      '$0 sessionize e.csv --timeout 30m --cap 4h --split midnight:Europe/Berlin --split campaign --campaign utm_source',
      'rules that no window function says',
    ],
    ['$0 sessionize e.ndjson --timeout 30m --label labelled.ndjson --out s.csv', 'the events with their sessions, too'],
    ['$0 sessionize day.csv --timeout 30m --state s.json --lateness 1d --out changes.csv', 'go on from yesterday'],
  ],
  options: (yargs) => yargs.positional('files', filesArgument).options(sessionizeOptions),
  async run(given) {
    const choice = sessionizeChoiceOf(given);
    const names = filesOf(given, true);
    const folder = mkdtempSync(path.join(tmpdir(), 'lapse-sessionize-'));
    let opened: Database | undefined;
    const database = async (): Promise<Database> => {
      opened ??= await openDatabase(undefined, 'Parquet');
      return opened;
    };
    const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
    environment.onExit(() => {
      opened?.abandon();
      removeAllAside();
      removeFolder();
    });
    try {
      await sessionizeFiles({ choice, names, folder, database });
      return exitCodes.conforms;
    } catch (error) {
      throw isDiskFull(error) ? new Error('the disk is full: nothing was written') : error;
    } finally {
      opened?.close();
      removeFolder();
    }
  },
};

interface Surroundings {
  readonly choice: SessionizeChoice;
  readonly names: readonly string[];
  readonly folder: string;
  readonly database: () => Promise<Database>;
}

async function sessionizeFiles({ choice, names, folder, database }: Surroundings): Promise<void> {
  const { columns, rules, conversions, joinsIdentities, memoryBytes, label } = choice;
  const files = chosenFiles(names, choice.format, folder);
  refuseOverwriting(choice, files);
  const texts = new EventTexts(columns);
  const errors = new RowErrors(columns.onError, choice.errorsFile);
  if (label !== undefined) checkWritable(label.file);
  const output = new TableOutput(choice.out, choice.outFormat, folder);
  const isJson = choice.outFormat === 'ndjson';
  try {
    const begin = (): void => {
      const header = new SessionWriter(texts, isJson);
      header.header();
      output.write(header.writer.take());
    };
    if (choice.state !== undefined) {
      await continueFiles({ choice, state: choice.state, files, texts, errors, output, database });
      errors.close();
      tellErrors(errors, choice);
      return;
    }
    begin();
    const writes: Pick<SessionizeRequest, 'write' | 'restart'> = {
      write: (rows) => output.write(rows),
      restart() {
        output.restart();
        begin();
      },
    };
    const reading = { columns, texts, errors, database };
    const cut = { rules, conversions, joinsIdentities, memoryBytes, folder, keepsLabels: label !== undefined, isJson };
    const result = await sessionize({ ...reading, ...cut, ...writes, files });
    // Whoever has wished by now that nothing is written is heard before it is.
    await hostTurn();
    if (label !== undefined) {
      const newWriter = (isJsonRow: boolean): SessionWriter => new SessionWriter(texts, isJsonRow);
      const { file: target, format } = label;
      await labelEvents({ ...reading, files, target, format, folder, newWriter }, result);
    }
    await output.finish(sessionColumns(texts), database, (bytes) => environment.outBytes(bytes));
    errors.close();
    tell(result, errors, choice);
  } catch (error) {
    output.abandon();
    errors.abandon();
    throw error;
  }
}

/** What was done, beside the table; the rows that could not be read are told of even where the table is the output. */
function tell(result: Sessionized, errors: RowErrors, choice: SessionizeChoice): void {
  const { out } = choice;
  const number = (value: number): string => value.toLocaleString('en');
  const { eventCount, sessionCount, userCount } = result;
  if (out !== undefined) {
    const counts = `${number(eventCount)} events of ${number(userCount)} users are ${number(sessionCount)} sessions`;
    environment.out(`${counts}, which are in ${out}\n`);
  }
  tellErrors(errors, choice);
}

function tellErrors(errors: RowErrors, { errorsFile }: SessionizeChoice): void {
  for (const warning of errors.warnings) environment.error(`${warning}\n`);
  if (errors.count === 0) return;
  const number = (value: number): string => value.toLocaleString('en');
  const kept = errorsFile === undefined ? '' : `; they are in ${errorsFile}`;
  environment.error(`${number(errors.count)} rows could not be read and are left out${kept}\n`);
  for (const line of errors.shown) environment.error(`  ${line}\n`);
}
