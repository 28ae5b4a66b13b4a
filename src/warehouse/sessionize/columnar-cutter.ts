import type { Boundary } from '../../engine/session.js';
import type { TextColumn } from '../read/column-choice.js';
import type { EventBatch } from '../read/event-batch.js';
import { giveBack } from '../read/give-back.js';
import type { SessionRules } from '../session-rules.js';
import { DayTable } from './day-table.js';
import { larger, SessionColumns } from './session-columns.js';

const firstUsers = 1_024;

/**
 * What is known of the users: the same memory, in numbers of two kinds. The record of a user has four words, or where a rule
 * needs more than the time of the last event, eight.
 */
interface Users {
  /** As a power of two, the words of a record. */
  readonly bits: 2 | 3;
  /** The first number of a record, at half the place of its words, is the time of the last event. */
  readonly timesMs: Float64Array;
  readonly words: Int32Array;
}

/** The place of the session that is open, and one more; 0 before the first event. */
const openWord = 2;
/** How many events it has. */
const countWord = 3;
/** When it began, among the times of a record. */
const startTime = 2;
/** The date of the last event, in days. */
const dayWord = 6;
/** The campaign that was named last; below 0 if that was before the session. */
const campaignWord = 7;

/** What is remembered of a user between two events, as it is kept in a file. */
export interface UserState {
  readonly lastMs: number;
  /** The campaign that was named last; below 0 if that was before the session. */
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
  readonly #sessions: SessionColumns;
  readonly #rules: SessionRules;
  readonly #days: DayTable | undefined;
  readonly #converting: ReadonlySet<number>;
  #users: Users;
  #pages: Int32Array;

  /**
   * @param has the columns that the events have
   * @param converting the codes of the events that convert
   */
  constructor(rules: SessionRules, has: ReadonlySet<TextColumn>, converting: ReadonlySet<number> = new Set()) {
    this.#rules = rules;
    this.#sessions = new SessionColumns(has);
    this.#days = rules.midnightZone === undefined ? undefined : new DayTable(rules.midnightZone);
    this.#converting = converting;
    const needsMore = rules.cap !== undefined || this.#days !== undefined || has.has('campaign');
    this.#users = newUsers(needsMore ? 3 : 2, firstUsers);
    this.#pages = new Int32Array(has.has('page') ? firstUsers : 0);
  }

  /** All sessions that have not been taken away, those that are open as they are now; they change with the next event. */
  get sessions(): SessionColumns {
    const sessions = this.#sessions;
    const { bits, timesMs, words } = this.#users;
    for (let place = 0; place < sessions.length; place++) {
      const record = (sessions.users[place] as number) << bits;
      if (words[record + openWord] !== place + 1) continue;
      sessions.endsMs[place] = timesMs[record >> 1] as number;
      sessions.counts[place] = words[record + countWord] as number;
    }
    return sessions;
  }

  get #hasCampaigns(): boolean {
    return this.#sessions.campaigns.length > 0;
  }

  /** How many sessions have not been taken away. */
  get sessionCount(): number {
    return this.#sessions.length;
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
    const sessions = this.#sessions;
    const { timeoutMs, boundary, cap } = this.#rules;
    const longestGapMs = longestWithin(timeoutMs, boundary);
    const longestMs = cap === undefined ? Number.POSITIVE_INFINITY : longestWithin(cap.maximumMs, cap.boundary);
    const splitsAtCampaign = this.#rules.splitsAtCampaign === true && campaigns !== undefined;
    const days = this.#days;
    const { bits, timesMs: userTimesMs, words } = this.#users;
    for (let place = 0; place < length; place++) {
      const user = users[place] as number;
      const record = user << bits;
      const timeMs = timesMs[place] as number;
      const before = userTimesMs[record >> 1] as number;
      const opened = words[record + openWord] as number;
      const campaign = campaigns === undefined ? 0 : (campaigns[place] as number);
      const day = days === undefined ? 0 : days.dayOf(timeMs);
      let session = opened - 1;
      if (opened !== 0 && timeMs < before) return place;
      const begins =
        opened === 0 ||
        timeMs - before > longestGapMs ||
        (cap !== undefined && timeMs - (userTimesMs[(record >> 1) + startTime] as number) > longestMs) ||
        (days !== undefined && day !== words[record + dayWord]) ||
        (splitsAtCampaign && campaign !== 0 && campaign !== Math.abs(words[record + campaignWord] as number));
      if (begins) {
        if (opened !== 0) {
          sessions.endsMs[session] = before;
          sessions.counts[session] = words[record + countWord] as number;
        }
        session = this.#begin(user, timeMs, session);
        words[record + openWord] = session + 1;
        words[record + countWord] = 1;
        if (cap !== undefined) userTimesMs[(record >> 1) + startTime] = timeMs;
      } else words[record + countWord] = (words[record + countWord] as number) + 1;
      userTimesMs[record >> 1] = timeMs;
      if (days !== undefined) words[record + dayWord] = day;
      // One that was named in the session already changes nothing.
      if (campaign !== 0 && campaign !== words[record + campaignWord]) this.#nameCampaign(user, session, campaign);
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
    const { bits, timesMs, words } = this.#users;
    const record = user << bits;
    const session = (words[record + openWord] ?? 0) - 1;
    if (session < 0) return undefined;
    const sessions = this.#sessions;
    return {
      lastMs: timesMs[record >> 1] as number,
      campaign: this.#hasCampaigns ? Math.abs(words[record + campaignWord] as number) : 0,
      page: this.#pages[user] ?? 0,
      session: {
        startMs: sessions.startsMs[session] as number,
        count: words[record + countWord] as number,
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
    const sessions = this.#sessions;
    const { bits, timesMs, words } = this.#users;
    const record = user << bits;
    const place = sessions.add();
    sessions.users[place] = user;
    sessions.startsMs[place] = session.startMs;
    sessions.indices[place] = session.index;
    sessions.ties[place] = session.tie;
    // A column that is not there takes nothing.
    sessions.pageCounts[place] = session.pageCount;
    sessions.entries[place] = session.entry;
    sessions.exits[place] = page;
    sessions.campaigns[place] = session.campaign;
    sessions.conversions[place] = session.conversions;
    timesMs[record >> 1] = lastMs;
    words[record + openWord] = place + 1;
    words[record + countWord] = session.count;
    if (this.#rules.cap !== undefined) timesMs[(record >> 1) + startTime] = session.startMs;
    // Whether the session has named it is looked up when it is named again.
    if (this.#hasCampaigns) words[record + campaignWord] = -campaign;
    this.#pages[user] = page;
    if (this.#days !== undefined) words[record + dayWord] = this.#days.dayOf(lastMs);
  }

  /**
   * Takes the sessions away that have another one of their user after them, so that memory does not grow with the input.
   * @param write is called with all sessions and the places of these, in their order, before they are taken away
   */
  takeClosed(write: (sessions: SessionColumns, places: Int32Array) => void): void {
    const { sessions } = this;
    const { length, users } = sessions;
    const { bits, words } = this.#users;
    const closed = new Int32Array(length);
    const kept = new Int32Array(length);
    let closedCount = 0;
    let keptCount = 0;
    for (let place = 0; place < length; place++) {
      if (words[((users[place] as number) << bits) + openWord] === place + 1) kept[keptCount++] = place;
      else closed[closedCount++] = place;
    }
    write(sessions, closed.subarray(0, closedCount));
    sessions.keep(kept.subarray(0, keptCount));
    for (let place = 0; place < keptCount; place++)
      words[((sessions.users[place] as number) << bits) + openWord] = place + 1;
  }

  /** Takes all sessions away when no event comes any more of the users that there were. */
  forgetSessions(): void {
    const sessions = this.#sessions;
    const { bits, words } = this.#users;
    for (let place = 0; place < sessions.length; place++)
      words[((sessions.users[place] as number) << bits) + openWord] = 0;
    sessions.length = 0;
  }

  /** @param previous the place of the session of the user before, or below 0 */
  #begin(user: number, timeMs: number, previous: number): number {
    const sessions = this.#sessions;
    const session = sessions.add();
    sessions.users[session] = user;
    sessions.startsMs[session] = timeMs;
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
    const { bits, words } = this.#users;
    if (this.#hasCampaigns) {
      const before = Math.abs(words[(user << bits) + campaignWord] as number);
      words[(user << bits) + campaignWord] = -before;
      sessions.campaigns[session] = -before;
    }
    if (sessions.conversions.length > 0) sessions.conversions[session] = 0;
    return session;
  }

  #nameCampaign(user: number, session: number, campaign: number): void {
    const { campaigns } = this.#sessions;
    if ((campaigns[session] as number) <= 0) campaigns[session] = campaign;
    const { bits, words } = this.#users;
    words[(user << bits) + campaignWord] = campaign;
  }

  #visit(user: number, session: number, page: number): void {
    const sessions = this.#sessions;
    if (sessions.entries[session] === 0) sessions.entries[session] = page;
    if (this.#pages[user] === page) return;
    sessions.pageCounts[session] = (sessions.pageCounts[session] as number) + 1;
    sessions.exits[session] = page;
    this.#pages[user] = page;
  }

  #makeRoomFor(user: number): void {
    const { bits, words } = this.#users;
    const before = words.length >> bits;
    if (user < before) return;
    const capacity = Math.max(user + 1, before * 2);
    this.#users = newUsers(bits, capacity);
    this.#users.words.set(words);
    giveBack(words);
    if (this.#pages.length > 0) this.#pages = larger(this.#pages, capacity);
  }
}

/** Users, with room for so many; all that most events need of one is found at one place in memory. */
function newUsers(bits: Users['bits'], capacity: number): Users {
  const memory = new ArrayBuffer(capacity * 2 ** bits * Int32Array.BYTES_PER_ELEMENT);
  return { bits, timesMs: new Float64Array(memory), words: new Int32Array(memory) };
}

/** Of whole milliseconds, the most that are not beyond a limit. */
function longestWithin(limitMs: number, boundary: Boundary): number {
  return boundary === 'inclusive' ? Math.ceil(limitMs) - 1 : limitMs;
}
