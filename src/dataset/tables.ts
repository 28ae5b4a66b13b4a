import { columnsOf } from './columns.js';
import { eventColumns, restOfMessageId } from './event-columns.js';
import { payloadText, writePayload } from './payload.js';
import type { Population } from './population.js';
import type { EventRow, SessionRow, UserRow, VisitRow, VisitSessionRow } from './rows.js';
import type { Table } from './table.js';
import { warehouseTables } from './warehouse-tables.js';

/** What can be asked for. */
export const tableNames = ['events', 'sessions', 'visits', 'visit_sessions', 'users', 'messages'] as const;
export type TableName = (typeof tableNames)[number];

/** Everything but the payloads, which are several times as large as all the rest. */
export const defaultTables: readonly TableName[] = ['events', 'sessions', 'visits', 'visit_sessions', 'users'];

export interface ChosenTables {
  readonly tables: readonly TableName[];
  /** The events as a warehouse has them, in tables of their own, and not in one flat table. */
  readonly splitTables: boolean;
}

/** The tables of a dataset, in the order of `tableNames`. */
export function tablesOf(population: Population, { tables, splitTables }: ChosenTables): Table[] {
  const made: Readonly<Record<TableName, () => readonly Table[]>> = {
    events: () => (splitTables ? warehouseTables(population, new Set(tableNames)) : [eventTable(population)]),
    sessions: () => [sessionTable],
    visits: () => [visitTable],
    visit_sessions: () => [visitSessionTable],
    users: () => [userTable],
    messages: () => [messageTable],
  };
  return tableNames.filter((name) => tables.includes(name)).flatMap((name) => made[name]());
}

function eventTable(population: Population): Table<EventRow> {
  return {
    name: 'events',
    description: 'Every event, of all types, with its properties and labels, as the server received it',
    columns: eventColumns(population),
    rowsOf: ({ events }) => events,
    timeMsOf: (row) => row.timestampMs,
  };
}

const sessionTable: Table<SessionRow> = {
  name: 'sessions',
  description: "What the rule made of a device's events: one row for each session",
  columns: columnsOf<SessionRow>({
    session_id: ['integer', 'Id of the session, as in context_session_id', (row) => row.sessionId],
    anonymous_id: ['text', 'Anonymous id at its first event', (row) => row.anonymousId || undefined],
    user_id: ['text', 'Id of the user, if one was known in it', (row) => row.userId || undefined],
    context_device_id: ['text', 'Id of the device', (row) => row.deviceId],
    label_person: ['integer', 'Number of the person', (row) => row.person],
    label_cohort: ['text', 'Cohort of the person', (row) => row.cohort],
    started_at: ['timestamp', 'Its first event', (row) => row.startMs],
    ended_at: ['timestamp', 'Its last event', (row) => row.endMs],
    events: ['integer', 'How many events it has', (row) => row.events],
    pages: ['integer', 'How many pages and screens it has', (row) => row.pages],
    conversions: ['integer', 'How many conversions it has', (row) => row.conversions],
    revenue: ['number', 'What they are worth, in the currency of the population', (row) => row.revenue],
    campaign: ['text', 'Campaign that it began with', (row) => row.campaign],
    entry: ['text', 'State of the journey at its first event', (row) => row.entry],
    exit: ['text', 'State of the journey at its last event', (row) => row.exit],
  }),
  rowsOf: ({ sessions }) => sessions,
  timeMsOf: (row) => row.startMs,
};

const visitTable: Table<VisitRow> = {
  name: 'visits',
  description: 'What the user meant: one row for each visit',
  columns: columnsOf<VisitRow>({
    visit_id: ['text', 'Id of the visit', (row) => row.visitId],
    label_person: ['integer', 'Number of the person', (row) => row.person],
    label_cohort: ['text', 'Cohort of the person', (row) => row.cohort],
    context_device_id: ['text', 'Id of the device', (row) => row.deviceId],
    started_at: ['timestamp', 'When it began', (row) => row.startMs],
    ended_at: ['timestamp', 'When its last event happened', (row) => row.endMs],
    events: ['integer', 'How many events it has', (row) => row.events],
    campaign: ['text', 'Campaign that it came from', (row) => row.campaign],
    journey: ['text', 'Journey of the population', (row) => row.journey],
    converted: ['boolean', 'Whether it reached a conversion', (row) => row.converted],
  }),
  rowsOf: ({ visits }) => visits,
  timeMsOf: (row) => row.startMs,
};

const visitSessionTable: Table<VisitSessionRow> = {
  name: 'visit_sessions',
  description: 'Which part of a visit became which session',
  columns: columnsOf<VisitSessionRow>({
    visit_id: ['text', 'Id of the visit', (row) => row.visitId],
    session_id: ['integer', 'Id of the session', (row) => row.sessionId],
    context_device_id: ['text', 'Id of the device', (row) => row.deviceId],
    events: ['integer', 'How many events are in both', (row) => row.events],
  }),
  rowsOf: ({ visitSessions }) => visitSessions,
};

const userTable: Table<UserRow> = {
  name: 'users',
  description: 'Every person, whatever ids and devices are used',
  columns: columnsOf<UserRow>({
    label_person: ['integer', 'Number of the person', (row) => row.person],
    label_cohort: ['text', 'Cohort of the person', (row) => row.cohort],
    user_id: ['text', 'Id of the user, if the person ever became known', (row) => row.userId || undefined],
    anonymous_ids: ['text', 'Anonymous ids, separated by spaces', (row) => row.anonymousIds.join(' ')],
    context_timezone: ['text', 'Time zone', (row) => row.timeZone],
    devices: ['integer', 'How many devices the person has', (row) => row.devices],
    label_bot: ['boolean', 'The visitor is a program', (row) => row.isBot],
    arrived_at: ['timestamp', 'First day', (row) => row.arrivedMs],
    churned_at: ['timestamp', 'Left for good; empty for who stays', (row) => row.churnedMs],
  }),
  rowsOf: ({ user, guest }) => (guest === undefined ? [user] : [user, guest]),
};

const messageTable: Table<EventRow> = {
  name: 'messages',
  description: 'Every message as it left the device: in NDJSON the payload itself, else a column of it',
  columns: columnsOf<EventRow>({
    message_id: ['text', 'Id of the message', (row) => row.messagePrefix, restOfMessageId],
    received_at: ['timestamp', 'When the request arrived, by the clock of the server', (row) => row.receivedAtMs],
    payload: ['text', 'The message, in JSON', payloadText, 'unique'],
  }),
  rowsOf: ({ events }) => events,
  timeMsOf: (row) => row.timestampMs,
  writeDocument: writePayload,
};
