import { labelsOf } from './dirt-labels.js';
import type { EventRow, RowsWanted, SessionRow, VisitRow, VisitSessionRow } from './rows.js';
import type { SyntheticDevice } from './synthetic-device.js';

/**
 * All that is written down of one user while visit after visit is played. Visits and sessions count what happened on the
 * device, before anything is lost or repeated on the way to the server.
 */
export class UserLedger {
  events: EventRow[] = [];
  visits: VisitRow[] = [];
  sessions: SessionRow[] = [];
  visitSessions: VisitSessionRow[] = [];
  lost = 0;
  /** Where the events of the visit begin that is being played, and the bits of their labels in turn. */
  firstOfVisit = 0;
  readonly bits: number[] = [];
  readonly #wanted: RowsWanted;
  /** Rows that have been made, and how many of them the user has. */
  #rows: EventRow[] = [];
  #rowsTaken = 0;
  #visit: VisitRow | undefined;
  #session: SessionRow | undefined;
  #device: SyntheticDevice | undefined;
  /** The sessions of the visit so far: there are few. */
  #ofVisit: { readonly session: SessionRow; readonly row: VisitSessionRow }[] = [];
  #current: VisitSessionRow | undefined;

  constructor(wanted: RowsWanted) {
    this.#wanted = wanted;
  }

  /** Nothing is written down of the next user yet. */
  beginUser(): void {
    this.events = [];
    this.lost = 0;
    this.#rowsTaken = 0;
    if (!this.#wanted.oneAtATime) this.#rows = [];
    if (this.#wanted.onlyEvents) return;
    this.visits = [];
    this.sessions = [];
    this.visitSessions = [];
  }

  /** A row to write an event into, whatever stands there. */
  row(): EventRow {
    if (this.#rowsTaken === this.#rows.length) this.#rows.push(blankRow());
    return this.#rows[this.#rowsTaken++] as EventRow;
  }

  /** Whether visits are written down, and not events alone. */
  get hasVisits(): boolean {
    return !this.#wanted.onlyEvents;
  }

  /** @param visit undefined where none is written down */
  beginVisit(visit: VisitRow | undefined, device: SyntheticDevice): void {
    this.firstOfVisit = this.events.length;
    if (visit === undefined) return;
    this.visits.push(visit);
    this.#visit = visit;
    this.#session = undefined;
    this.#device = device;
    this.#ofVisit = [];
  }

  /** @param bits of its labels, which the event has already */
  add(event: EventRow, bits: number): void {
    // What stands after them is of visits before.
    this.bits[this.events.length - this.firstOfVisit] = bits;
    this.events.push(event);
    if (this.#wanted.onlyEvents) return;
    const visit = this.#visit;
    if (visit === undefined) throw new Error('an event belongs to no visit');
    visit.events += 1;
    if (event.isConversion) visit.converted = true;
    if (event.sessionId === undefined) return;
    if (this.#session?.sessionId !== event.sessionId) this.#turnTo(event, visit);
    const session = this.#session;
    if (session === undefined || this.#current === undefined) return;
    this.#current.events += 1;
    session.events += 1;
    session.endMs = event.trueTimestampMs;
    if (event.type === 'page' || event.type === 'screen') session.pages += 1;
    if (event.isConversion) session.conversions += 1;
    if (event.revenue !== undefined) session.revenue += event.revenue;
    session.userId ??= event.userId;
    session.campaign ??= event.campaign?.name;
    if (event.type !== 'identify') {
      session.exit = event.path ?? event.name;
      if (session.entry === '') session.entry = session.exit;
    }
  }

  /** All has been played: events are put in the order in which the server sees them, in which most of them are already. */
  endUser(): void {
    const { events } = this;
    let before = Number.NEGATIVE_INFINITY;
    for (const { receivedAtMs } of events) {
      if (receivedAtMs < before) {
        events.sort((one, other) => one.receivedAtMs - other.receivedAtMs);
        return;
      }
      before = receivedAtMs;
    }
  }

  /** The event is of another session than the one before, or the first of the visit. */
  #turnTo(event: EventRow, { visitId }: VisitRow): void {
    const { sessionId, deviceId } = event;
    const device = this.#device;
    if (sessionId === undefined || device === undefined) return;
    device.sessions ??= new Map();
    const { sessions } = device;
    const session = sessions.get(sessionId) ?? newSession(event, sessionId);
    if (!sessions.has(sessionId)) {
      sessions.set(sessionId, session);
      this.sessions.push(session);
    }
    this.#session = session;
    const known = this.#ofVisit.find((each) => each.session === session)?.row;
    if (known === undefined) {
      this.#current = { visitId, sessionId, deviceId, events: 0 };
      this.#ofVisit.push({ session, row: this.#current });
      this.visitSessions.push(this.#current);
    } else {
      this.#current = known;
    }
  }
}

/** The times are no whole numbers, so that the memory of a row has room for large ones from the beginning. */
function blankRow(): EventRow {
  return {
    messagePrefix: '',
    messageGroups: '',
    messageNumber: 0,
    type: 'track',
    name: '',
    anonymousId: '',
    userId: undefined,
    sessionId: undefined,
    sessionStart: undefined,
    originalTimestampMs: Number.NaN,
    sentAtMs: Number.NaN,
    receivedAtMs: Number.NaN,
    timestampMs: Number.NaN,
    channel: 'web',
    url: undefined,
    path: undefined,
    referrer: undefined,
    campaign: undefined,
    deviceId: '',
    deviceKind: '',
    tab: 0,
    timeZone: '',
    properties: [],
    revenue: undefined,
    cohort: '',
    person: 0,
    visit: 0,
    state: '',
    isConversion: false,
    trueTimestampMs: Number.NaN,
    dirt: labelsOf(0),
  };
}

function newSession(event: EventRow, sessionId: number | string): SessionRow {
  const { anonymousId, userId, deviceId, person, cohort, trueTimestampMs } = event;
  return {
    sessionId,
    anonymousId,
    userId,
    deviceId,
    person,
    cohort,
    startMs: trueTimestampMs,
    endMs: trueTimestampMs,
    events: 0,
    pages: 0,
    conversions: 0,
    revenue: 0,
    campaign: undefined,
    entry: '',
    exit: '',
  };
}
