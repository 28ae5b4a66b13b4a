import type { Database } from '../duckdb/database.js';
import { oneLine } from '../record/one-line.js';
import { hostTurn } from '../time/host.js';
import { checkWritable } from '../warehouse/aside-file.js';
import type { EventTexts } from '../warehouse/read/event-fields.js';
import type { InputFile } from '../warehouse/read/input-files.js';
import { readEvents } from '../warehouse/read/read-events.js';
import type { RowErrors } from '../warehouse/read/row-errors.js';
import { type Continued, continueSessions } from '../warehouse/sessionize/continue-sessions.js';
import { readState, type StateOwner, writeState } from '../warehouse/sessionize/saved-state.js';
import { changeColumn, SessionWriter, sessionColumns } from '../warehouse/sessionize/session-table.js';
import type { TableOutput } from '../warehouse/sessionize/table-output.js';
import { environment } from './environment.js';
import type { SessionizeChoice } from './sessionize-options.js';

export interface ContinueFiles {
  readonly choice: SessionizeChoice;
  /** The file of the state. */
  readonly state: string;
  readonly files: readonly InputFile[];
  readonly texts: EventTexts;
  readonly errors: RowErrors;
  readonly output: TableOutput;
  readonly database: () => Promise<Database>;
}

/**
 * Goes on from the state of an earlier run, and writes the sessions that are not as they were written before. The state is
 * in its place only when the table is.
 */
export async function continueFiles(request: ContinueFiles): Promise<void> {
  const { choice, state, files, texts, errors, output, database } = request;
  const { columns, rules, conversions, latenessMs, outFormat } = choice;
  const { user, time, timeUnit, timeZone } = columns;
  const unit = timeUnit === undefined ? {} : { timeUnit };
  const read = { user, time, ...unit, timeZone, texts: Object.fromEntries(columns.texts) };
  const owner: StateOwner = { rules, latenessMs, conversions, columns: read };
  const before = await readState(state, owner, texts);
  checkWritable(state);
  const writer = new SessionWriter(texts, outFormat === 'ndjson');
  writer.header(true);
  const outcome = await continueSessions({
    owner,
    texts,
    before,
    read: (sink) => readEvents(files, { columns, texts, errors, database }, sink),
    write(sessions, place, change) {
      writer.sessions = sessions;
      writer.row(place, change);
      output.drain(writer.writer);
    },
  });
  output.drain(writer.writer, true);
  await hostTurn();
  await output.finish([changeColumn, ...sessionColumns(texts)], database, (bytes) => environment.outBytes(bytes));
  if (Number.isFinite(outcome.state.watermarkMs)) writeState(state, owner, outcome.state, texts);
  const text = continuedText(outcome, texts);
  // Where the table is the output, nothing else may stand among it.
  if (choice.out === undefined) environment.error(text);
  else environment.out(text);
}

/** Of a user, in characters. */
const mostShown = 80;

/** What the new events changed, and the late ones among them. */
export function continuedText(outcome: Continued, texts: EventTexts): string {
  const { eventCount, changes, lateCount, lateChanges, tooLateCount, tooLate, latestBefore } = outcome;
  const number = (value: number): string => value.toLocaleString('en');
  const of = ({ new: added, changed, removed }: Continued['changes']): string =>
    `${number(added)} new, ${number(changed)} changed, ${number(removed)} removed`;
  const lines = [`new events: ${number(eventCount)}; sessions: ${of(changes)}`];
  if (lateCount > 0) {
    lines.push(`late among them: ${number(lateCount)}; earlier sessions of their users: ${of(lateChanges)}`);
  }
  if (tooLateCount > 0) {
    lines.push(`later than --lateness allows, and in no session: ${number(tooLateCount)}`);
    const shown = (user: string, timeMs: number): string =>
      `${oneLine(user, mostShown)} ${new Date(timeMs).toISOString()}`;
    for (const { user, timeMs } of tooLate) lines.push(`  ${shown(texts.users.textOf(user), timeMs)}`);
    if (latestBefore !== undefined) {
      lines.push(
        `the latest event of the runs before is that of ${shown(latestBefore.user, latestBefore.timeMs)}; if its clock was`,
        'wrong, start anew with another state and --latest, which keeps such events out',
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
