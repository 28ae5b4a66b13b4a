import { InputError } from '../../spec/input-error.js';
import { type EventExport, missingColumn, requireInEachFile } from '../export/open-export.js';

/** What a column may tell beside whose event it is. */
export const columnRoles = {
  time: {
    option: 'time',
    usual: ['original_timestamp', 'timestamp'],
    isNeeded: true,
    describe: 'When it happened, by the clock that the SDK went by',
  },
  session: { option: 'session-id', usual: ['context_session_id'], isNeeded: true, describe: 'Id of the session' },
  start: {
    option: 'session-start',
    usual: ['context_session_start'],
    isNeeded: false,
    describe: 'Marks the first event of a session',
  },
  message: { option: 'message-id', usual: ['message_id', 'id'], isNeeded: false, describe: 'Id of the message' },
  knownUser: {
    option: 'known-user',
    usual: ['user_id'],
    isNeeded: false,
    describe: 'Id of the user who has logged in',
  },
  original: {
    option: 'original-timestamp',
    usual: ['original_timestamp'],
    isNeeded: false,
    describe: 'When it happened, by the clock of the device',
  },
  sent: {
    option: 'sent-at',
    usual: ['sent_at'],
    isNeeded: false,
    describe: 'When it left, by the clock of the device',
  },
  received: {
    option: 'received-at',
    usual: ['received_at'],
    isNeeded: false,
    describe: 'When it arrived, by the clock of the server',
  },
} as const;

export type ColumnRole = keyof typeof columnRoles;

/** The columns of an export by what they tell; those that it lacks are absent. */
export interface AuditColumns extends Readonly<Partial<Record<ColumnRole, string>>> {
  /** The user is what the first of them has that is not empty. */
  readonly user: readonly string[];
  readonly time: string;
  readonly session: string;
}

/**
 * Finds the columns: those that were asked for and, for the others, those that are usual and there.
 * @throws InputError with a column that was asked for or is needed, and is not there
 */
export function findColumns(
  events: EventExport,
  user: readonly string[],
  asked: Readonly<Partial<Record<ColumnRole, string>>>,
): AuditColumns {
  for (const name of user) if (!events.columnNames.includes(name)) throw missingColumn(events, 'user', name);
  const found: Partial<Record<ColumnRole, string>> = {};
  for (const [role, { option, usual, isNeeded }] of Object.entries(columnRoles) as [
    ColumnRole,
    (typeof columnRoles)[ColumnRole],
  ][]) {
    const wanted = asked[role];
    const column = wanted ?? usual.find((name) => events.columnNames.includes(name));
    if (wanted !== undefined && !events.columnNames.includes(wanted)) throw missingColumn(events, option, wanted);
    if (column !== undefined) found[role] = column;
    else if (isNeeded) throw missingColumn(events, option, usual[0]);
  }
  const { time, session } = found;
  if (time === undefined || session === undefined) throw new InputError([{ message: 'a column is missing' }]);
  requireInEachFile(events, user);
  requireInEachFile(events, [time]);
  return { ...found, user, time, session };
}
