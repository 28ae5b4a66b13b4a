import type { Boundary } from '../../engine/session.js';
import type { TextColumn } from '../read/column-choice.js';
import type { EventBatch } from '../read/event-batch.js';
import type { SessionRules } from '../session-rules.js';
import { DayTable } from './day-table.js';
import { larger, largerTimes, SessionColumns } from './session-columns.js';

const firstUsers = 1_024;

/** What is remembered of a user between two events, as it is kept in a file. */
export interface UserState {
  readonly lastMs: number;
  /** The campaign that was named last. */
  readonly campaign: number;
  /** The page of the last event that named one in the session. */
  readonly page: number;
  /** The session that the last event belongs to, in the order of `SessionColumns`. */
  readonly session: {
    readonly startMs: number;
    readonly count: number;
    readonly index: number;
    readonly tie: number;
    readonly pageCount: number;
    readonly entry: number;
    readonly campaign: number;
    readonly conversions: number;
  };
}

/**
 * Cuts events into sessions, column by column, with a place for each user. The events of each user come in the order of
 * time; those of several users may come one among the other. `SessionCutter` is the plain reading that it agrees with.
 */
export class ColumnarCutter {
  readonly sessions: SessionColumns;
  readonly #rules: SessionRules;
  readonly #days: DayTable | undefined;
  readonly #converting: ReadonlySet<number>;
  #lastMs: Float64Array;
  /** The place of the session that is open, and one more; 0 before the first event. */
  #open: Int32Array;
  #lastDays: Int32Array;
  #campaigns: Int32Array;
  #pages: Int32Array;

  /**
   * @param has the columns that the events have
   * @param converting the codes of the events that convert
   */
  constructor(rules: SessionRules, has: ReadonlySet<TextColumn>, converting: ReadonlySet<number> = new Set()) {
    this.#rules = rules;
    this.sessions = new SessionColumns(has);
    this.#days = rules.midnightZone === undefined ? undefined : new DayTable(rules.midnightZone);
    this.#converting = converting;
    this.#lastMs = new Float64Array(firstUsers);
    this.#open = new Int32Array(firstUsers);
    this.#lastDays = new Int32Array(this.#days === undefined ? 0 : firstUsers);
    this.#campaigns = new Int32Array(has.has('campaign') ? firstUsers : 0);
    this.#pages = new Int32Array(has.has('page') ? firstUsers : 0);
  }

  /**
   * Takes events in their order.
   * @param greatestUser the greatest code of a user so far
   * @param labels receives the place of the session of each event, and of the first of a session its complement (`~`)
   * @returns the place of the first event that is earlier than the one before of its user, from which on nothing is taken
   */
  take(batch: EventBatch, greatestUser: number, labels?: Int32Array): number | undefined {
    this.#makeRoomFor(greatestUser);
    const { length, users, timesMs, campaigns, pages, events } = batch;
    const { sessions } = this;
    const { timeoutMs, boundary, cap } = this.#rules;
    const longestGapMs = longestWithin(timeoutMs, boundary);
    const longestMs = cap === undefined ? Number.POSITIVE_INFINITY : longestWithin(cap.maximumMs, cap.boundary);
    const splitsAtCampaign = this.#rules.splitsAtCampaign === true && campaigns !== undefined;
    const days = this.#days;
    const lastMs = this.#lastMs;
    const open = this.#open;
    const lastDays = this.#lastDays;
    const lastCampaigns = this.#campaigns;
    for (let place = 0; place < length; place++) {
      const user = users[place] as number;
      const timeMs = timesMs[place] as number;
      const before = lastMs[user] as number;
      const opened = open[user] as number;
      const campaign = campaigns === undefined ? 0 : (campaigns[place] as number);
      const day = days === undefined ? 0 : days.dayOf(timeMs);
      let session = opened - 1;
      if (opened !== 0 && timeMs < before) return place;
      const begins =
        opened === 0 ||
        timeMs - before > longestGapMs ||
        timeMs - (sessions.startsMs[session] as number) > longestMs ||
        (days !== undefined && day !== lastDays[user]) ||
        (splitsAtCampaign && campaign !== 0 && campaign !== lastCampaigns[user]);
      if (begins) {
        session = this.#begin(user, timeMs, session);
        open[user] = session + 1;
      }
      lastMs[user] = timeMs;
      sessions.endsMs[session] = timeMs;
      sessions.counts[session] = (sessions.counts[session] as number) + 1;
      if (days !== undefined) lastDays[user] = day;
      if (campaign !== 0) this.#nameCampaign(user, session, campaign);
      if (pages !== undefined && pages[place] !== 0) this.#visit(user, session, pages[place] as number);
      if (events !== undefined && this.#converting.has(events[place] as number)) {
        sessions.conversions[session] = (sessions.conversions[session] as number) + 1;
      }
      if (labels !== undefined) labels[place] = begins ? ~session : session;
    }
    return undefined;
  }

  /** The state of a user, and nothing for one without an event. */
  stateOf(user: number): UserState | undefined {
    const session = (this.#open[user] ?? 0) - 1;
    if (session < 0) return undefined;
    const { sessions } = this;
    return {
      lastMs: this.#lastMs[user] as number,
      campaign: this.#campaigns[user] ?? 0,
      page: this.#pages[user] ?? 0,
      session: {
        startMs: sessions.startsMs[session] as number,
        count: sessions.counts[session] as number,
        index: sessions.indices[session] as number,
        tie: sessions.ties[session] as number,
        pageCount: sessions.pageCounts[session] ?? 0,
        entry: sessions.entries[session] ?? 0,
        campaign: sessions.campaigns[session] ?? 0,
        conversions: sessions.conversions[session] ?? 0,
      },
    };
  }

  /** Puts a user, of whom there was no event yet, where another cutter was. */
  restore(user: number, { lastMs, campaign, page, session }: UserState): void {
    this.#makeRoomFor(user);
    const { sessions } = this;
    const place = sessions.add();
    sessions.users[place] = user;
    sessions.startsMs[place] = session.startMs;
    sessions.endsMs[place] = lastMs;
    sessions.counts[place] = session.count;
    sessions.indices[place] = session.index;
    sessions.ties[place] = session.tie;
    // A column that is not there takes nothing.
    sessions.pageCounts[place] = session.pageCount;
    sessions.entries[place] = session.entry;
    sessions.exits[place] = page;
    sessions.campaigns[place] = session.campaign;
    sessions.conversions[place] = session.conversions;
    this.#lastMs[user] = lastMs;
    this.#open[user] = place + 1;
    this.#campaigns[user] = campaign;
    this.#pages[user] = page;
    if (this.#days !== undefined) this.#lastDays[user] = this.#days.dayOf(lastMs);
  }

  /**
   * Takes the sessions away that have another one of their user after them, so that memory does not grow with the input.
   * @param write is called with their places, in their order, before they are taken away
   */
  takeClosed(write: (places: Int32Array) => void): void {
    const { length, users } = this.sessions;
    const closed = new Int32Array(length);
    const kept = new Int32Array(length);
    let closedCount = 0;
    let keptCount = 0;
    for (let place = 0; place < length; place++) {
      if (this.#open[users[place] as number] === place + 1) kept[keptCount++] = place;
      else closed[closedCount++] = place;
    }
    write(closed.subarray(0, closedCount));
    this.sessions.keep(kept.subarray(0, keptCount));
    for (let place = 0; place < keptCount; place++) this.#open[this.sessions.users[place] as number] = place + 1;
  }

  /** Takes all sessions away when no event comes any more of the users that there were. */
  forgetSessions(): void {
    this.sessions.length = 0;
  }

  /** @param previous the place of the session of the user before, or below 0 */
  #begin(user: number, timeMs: number, previous: number): number {
    const { sessions } = this;
    const session = sessions.add();
    sessions.users[session] = user;
    sessions.startsMs[session] = timeMs;
    sessions.counts[session] = 0;
    sessions.indices[session] = previous < 0 ? 1 : (sessions.indices[previous] as number) + 1;
    const isTie = previous >= 0 && sessions.startsMs[previous] === timeMs;
    sessions.ties[session] = isTie ? (sessions.ties[previous] as number) + 1 : 1;
    if (sessions.entries.length > 0) {
      sessions.pageCounts[session] = 0;
      sessions.entries[session] = 0;
      sessions.exits[session] = 0;
      this.#pages[user] = 0;
    }
    // Below 0 is the campaign that was named before the session, until one is named in it.
    if (sessions.campaigns.length > 0) sessions.campaigns[session] = -(this.#campaigns[user] as number);
    if (sessions.conversions.length > 0) sessions.conversions[session] = 0;
    return session;
  }

  #nameCampaign(user: number, session: number, campaign: number): void {
    const { campaigns } = this.sessions;
    if ((campaigns[session] as number) <= 0) campaigns[session] = campaign;
    this.#campaigns[user] = campaign;
  }

  #visit(user: number, session: number, page: number): void {
    const { sessions } = this;
    if (sessions.entries[session] === 0) sessions.entries[session] = page;
    if (this.#pages[user] === page) return;
    sessions.pageCounts[session] = (sessions.pageCounts[session] as number) + 1;
    sessions.exits[session] = page;
    this.#pages[user] = page;
  }

  #makeRoomFor(user: number): void {
    if (user < this.#lastMs.length) return;
    const capacity = Math.max(user + 1, this.#lastMs.length * 2);
    this.#lastMs = largerTimes(this.#lastMs, capacity);
    this.#open = larger(this.#open, capacity);
    if (this.#lastDays.length > 0) this.#lastDays = larger(this.#lastDays, capacity);
    if (this.#campaigns.length > 0) this.#campaigns = larger(this.#campaigns, capacity);
    if (this.#pages.length > 0) this.#pages = larger(this.#pages, capacity);
  }
}

/** Of whole milliseconds, the most that are not beyond a limit. */
function longestWithin(limitMs: number, boundary: Boundary): number {
  return boundary === 'inclusive' ? Math.ceil(limitMs) - 1 : limitMs;
}
