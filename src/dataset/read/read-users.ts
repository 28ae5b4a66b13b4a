import type { Database, Row } from '../../duckdb/database.js';
import { noDigits } from '../../record/byte-writer.js';
import { type EventColumn, eventColumns } from '../event-columns.js';
import type { Population } from '../population.js';
import {
  type DirtLabels,
  type EventRow,
  firstGuest,
  type SessionRow,
  type UserData,
  type UserRow,
  type VisitRow,
  type VisitSessionRow,
} from '../rows.js';
import { selectionOf, type UnreadField } from './event-selection.js';

/**
 * The users of a dataset as they were when it was made, one after the other, whatever order its files have. The database
 * sorts, beyond memory if it must; here is one user at a time.
 * @param unread left out, since texts take most of the time that reading takes
 */
export async function* readUsers(
  database: Database,
  population: Population,
  unread: readonly UnreadField[] = [],
): AsyncGenerator<UserData, void> {
  const properties = eventColumns(population).filter(({ property }) => property !== undefined);
  // Who uses a device of a user as well is told with that user.
  const ofUser = (table: string, then: string, columns = '*'): OfUser =>
    new OfUser(
      database.stream(`SELECT ${columns}, person % ${firstGuest} AS number FROM ${table} ORDER BY number, ${then}`),
    );
  const visits = ofUser('visits', 'start_ms');
  const sessions = ofUser('sessions', 'start_ms');
  const joined = '(SELECT visit_sessions.*, person FROM visit_sessions JOIN visits USING (visit_id))';
  const visitSessions = ofUser(joined, 'visit_id');
  const selected = await selectionOf(
    database,
    properties.map(({ name }) => name),
    unread,
  );
  const events = ofUser('events', 'received_ms, message_id', selected);
  const guests = ofUser(`(SELECT * FROM users WHERE person >= ${firstGuest})`, 'person');
  for await (const row of eachOf(database.stream(`SELECT * FROM users WHERE person < ${firstGuest} ORDER BY person`))) {
    const person = numberOf(row.person);
    const ownVisits = (await visits.take(person)).map(visitOf).sort(byNumber);
    const received = (await events.take(person)).map((each) => eventOf(each, properties, population));
    const meant = ownVisits.reduce((sum, visit) => sum + visit.events, 0);
    const [guest] = await guests.take(person);
    yield {
      user: userOf(row),
      guest: guest === undefined ? undefined : userOf(guest),
      visits: ownVisits,
      sessions: (await sessions.take(person)).map(sessionOf),
      visitSessions: (await visitSessions.take(person)).map(visitSessionOf),
      events: received,
      lost: meant - received.filter(({ dirt }) => !dirt.duplicate).length,
    };
  }
}

async function* eachOf(batches: AsyncGenerator<readonly Row[], void>): AsyncGenerator<Row, void> {
  for await (const rows of batches) yield* rows;
}

/** A sorted stream, of which the rows of one user after the other are taken. */
class OfUser {
  readonly #batches: AsyncGenerator<readonly Row[], void>;
  #rows: readonly Row[] = [];
  #at = 0;
  #isOver = false;

  constructor(batches: AsyncGenerator<readonly Row[], void>) {
    this.#batches = batches;
  }

  async take(user: number): Promise<Row[]> {
    const taken: Row[] = [];
    for (;;) {
      for (; this.#at < this.#rows.length; this.#at++) {
        const row = this.#rows[this.#at] as Row;
        const number = numberOf(row.number);
        if (number > user) return taken;
        if (number === user) taken.push(row);
      }
      if (this.#isOver) return taken;
      const { value, done } = await this.#batches.next();
      this.#isOver = done === true;
      this.#rows = value ?? [];
      this.#at = 0;
    }
  }
}

/** Visits are counted within the user, and their ids end with that number. */
function byNumber(one: VisitRow, other: VisitRow): number {
  return visitNumber(one) - visitNumber(other);
}

function visitNumber({ visitId }: VisitRow): number {
  return Number(/\d+$/.exec(visitId)?.[0]);
}

function numberOf(value: Row[string]): number {
  return Number(value ?? Number.NaN);
}

function textOf(value: Row[string]): string {
  return value === undefined ? '' : String(value);
}

function optionalTextOf(value: Row[string]): string | undefined {
  return value === undefined ? undefined : String(value);
}

function userOf(row: Row): UserRow {
  return {
    person: numberOf(row.person),
    cohort: textOf(row.cohort),
    userId: optionalTextOf(row.user_id),
    anonymousIds: textOf(row.anonymous_ids).split(' '),
    timeZone: textOf(row.time_zone),
    devices: numberOf(row.devices),
    isBot: row.bot === true,
    arrivedMs: numberOf(row.arrived_ms),
    churnedMs: row.churned_ms === undefined ? undefined : numberOf(row.churned_ms),
  };
}

function visitOf(row: Row): VisitRow {
  return {
    visitId: textOf(row.visit_id),
    person: numberOf(row.person),
    cohort: textOf(row.cohort),
    deviceId: textOf(row.device_id),
    startMs: numberOf(row.start_ms),
    endMs: numberOf(row.end_ms),
    events: numberOf(row.events),
    campaign: optionalTextOf(row.campaign),
    journey: textOf(row.journey),
    converted: row.converted === true,
  };
}

function sessionOf(row: Row): SessionRow {
  return {
    sessionId: sessionIdOf(row.session_id) ?? '',
    anonymousId: textOf(row.anonymous_id),
    userId: optionalTextOf(row.user_id),
    deviceId: textOf(row.device_id),
    person: numberOf(row.person),
    cohort: textOf(row.cohort),
    startMs: numberOf(row.start_ms),
    endMs: numberOf(row.end_ms),
    events: numberOf(row.events),
    pages: numberOf(row.pages),
    conversions: numberOf(row.conversions),
    revenue: numberOf(row.revenue),
    campaign: optionalTextOf(row.campaign),
    entry: textOf(row.entry),
    exit: textOf(row.exit),
  };
}

function visitSessionOf(row: Row): VisitSessionRow {
  return {
    visitId: textOf(row.visit_id),
    sessionId: sessionIdOf(row.session_id) ?? '',
    deviceId: textOf(row.device_id),
    events: numberOf(row.events),
  };
}

/** Written as a number by all SDKs but a faulty one. */
function sessionIdOf(value: Row[string]): number | string | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  return String(Number(text)) === text ? Number(text) : text;
}

function eventOf(row: Row, properties: readonly EventColumn[], population: Population): EventRow {
  return {
    messagePrefix: textOf(row.message_id),
    messageGroups: '',
    messageNumber: noDigits,
    type: row.type as EventRow['type'],
    name: textOf(row.name),
    anonymousId: textOf(row.anonymous_id),
    userId: optionalTextOf(row.user_id),
    sessionId: typeof row.session_number === 'number' ? row.session_number : sessionIdOf(row.session_text),
    sessionStart: row.session_start === true ? true : undefined,
    originalTimestampMs: numberOf(row.original_ms),
    sentAtMs: numberOf(row.sent_ms),
    receivedAtMs: numberOf(row.received_ms),
    timestampMs: numberOf(row.time_ms),
    channel: textOf(row.channel) as EventRow['channel'],
    url: optionalTextOf(row.url),
    path: optionalTextOf(row.path),
    referrer: optionalTextOf(row.referrer),
    campaign: population.campaigns.get(textOf(row.campaign)),
    deviceId: textOf(row.device_id),
    deviceKind: textOf(row.device_kind),
    tab: numberOf(row.tab),
    timeZone: textOf(row.time_zone),
    properties: properties.flatMap(({ name, property = '' }) => {
      const value = row[name];
      return typeof value === 'string' || typeof value === 'number' ? [[property, value] as const] : [];
    }),
    revenue: row.revenue === undefined ? undefined : numberOf(row.revenue),
    cohort: textOf(row.cohort),
    person: numberOf(row.person),
    visit: numberOf(row.visit),
    state: textOf(row.state),
    isConversion: row.is_conversion === true,
    trueTimestampMs: numberOf(row.true_ms),
    dirt: dirtOf(row),
  };
}

function dirtOf(row: Row): DirtLabels {
  return {
    late: row.late === true,
    duplicate: row.duplicate === true,
    reordered: row.reordered === true,
    skewedClock: row.skewed_clock === true,
    jumpedClock: row.jumped_clock === true,
    bot: row.bot === true,
    missingId: row.missing_id === true,
    afterCrash: row.after_crash === true,
    sharedDevice: row.shared_device === true,
    faultySdk: row.faulty_sdk === true,
    boundaryGap: row.boundary_gap === true,
  };
}
