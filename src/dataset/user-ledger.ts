import type { EventRow, SessionRow, VisitRow, VisitSessionRow } from './rows.js';
import type { SyntheticDevice } from './synthetic-device.js';

/**
 * All that is written down of one user while visit after visit is played. Visits and sessions count what happened on the
 * device, before anything is lost or repeated on the way to the server.
 */
export class UserLedger {
  readonly events: EventRow[] = [];
  readonly visits: VisitRow[] = [];
  readonly sessions: SessionRow[] = [];
  readonly visitSessions: VisitSessionRow[] = [];
  lost = 0;
  /** Where the events of the visit begin that is being played, and the bits of their labels. */
  firstOfVisit = 0;
  readonly bits: number[] = [];
  #visit: VisitRow | undefined;
  #session: SessionRow | undefined;
  #device: SyntheticDevice | undefined;
  /** The sessions of the visit so far: there are few. */
  readonly #ofVisit: { readonly session: SessionRow; readonly row: VisitSessionRow }[] = [];
  #current: VisitSessionRow | undefined;

  beginVisit(visit: VisitRow, device: SyntheticDevice): void {
    this.firstOfVisit = this.events.length;
    this.bits.length = 0;
    this.visits.push(visit);
    this.#visit = visit;
    this.#session = undefined;
    this.#device = device;
    this.#ofVisit.length = 0;
  }

  /** @param bits of its labels, which the event has already */
  add(event: EventRow, bits: number): void {
    this.events.push(event);
    this.bits.push(bits);
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

  /** The event is of another session than the one before, or the first of the visit. */
  #turnTo(event: EventRow, { visitId }: VisitRow): void {
    const { sessionId, deviceId } = event;
    const sessions = this.#device?.sessions;
    if (sessionId === undefined || sessions === undefined) return;
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
