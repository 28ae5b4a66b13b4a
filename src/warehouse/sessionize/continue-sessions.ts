import { type EventBatch, newBatch } from '../read/event-batch.js';
import type { EventSink, EventTexts } from '../read/event-fields.js';
import { sortByUser } from './by-user.js';
import { ColumnarCutter } from './columnar-cutter.js';
import type { SavedState, StateOwner } from './saved-state.js';
import type { SessionColumns } from './session-columns.js';
import type { Change } from './session-table.js';

/** More of them say nothing more. */
const mostShown = 10;

export interface ContinueRequest {
  readonly owner: StateOwner;
  readonly texts: EventTexts;
  /** Where the run before has ended; absent for the first. */
  readonly before: SavedState | undefined;
  /** Hands the new events over, in the order in which they came. */
  read(sink: EventSink): Promise<void>;
  /** Receives each session that is not as it was written before; of one that is removed, what it was. */
  write(sessions: SessionColumns, place: number, change: Change): void;
}

export interface Continued {
  readonly state: SavedState;
  readonly eventCount: number;
  readonly changes: Readonly<Record<Change, number>>;
  /** Events that came later than the latest one of the runs before, and were still in time. */
  readonly lateCount: number;
  /** What became of the sessions of users with late events that had been written before, or began before. */
  readonly lateChanges: Readonly<Record<Change, number>>;
  /** Events that came too late, which are in no session. */
  readonly tooLateCount: number;
  /** The latest event of the runs before, from which lateness is counted back; absent for the first run. */
  readonly latestBefore: { readonly user: string; readonly timeMs: number } | undefined;
  /** The first ten of them, by the code of the user and the time. */
  readonly tooLate: readonly { readonly user: number; readonly timeMs: number }[];
}

/**
 * Goes on from where another run has ended, as if the events of both had come in one. Kept are the events that a late one
 * may still come among, and what each user was at before them; the sessions from there on are cut anew, and those that are
 * not as before are written. The work of a run is that of its events and of the events that were kept.
 */
export async function continueSessions(request: ContinueRequest): Promise<Continued> {
  const { owner, texts, before } = request;
  const newCutter = (): ColumnarCutter => {
    const events = texts.texts.get('event');
    const converting = new Set(events === undefined ? [] : owner.conversions.map((name) => events.codeOfText(name)));
    const cutter = new ColumnarCutter(owner.rules, texts.has, converting);
    for (const [user, state] of before?.users ?? []) cutter.restore(user, state);
    return cutter;
  };
  const old = newCutter();
  const pending = before?.pending ?? newBatch(texts.has, 0);
  old.take(pending, texts.users.size);
  const arrivals = new Arrivals(before, owner.latenessMs, texts);
  await request.read(arrivals);
  const { events } = sortByUser([pending, ...arrivals.batches], { greatest: texts.users.size }, texts.has);
  const horizonMs = arrivals.watermarkMs - owner.latenessMs;
  const cut = newCutter();
  cut.take(
    filtered(events, texts, (timeMs) => timeMs < horizonMs),
    texts.users.size,
  );
  const users = new Map(before?.users);
  for (let user = 1; user <= texts.users.size; user++) {
    const state = cut.stateOf(user);
    if (state !== undefined) users.set(user, state);
  }
  const rest = filtered(events, texts, (timeMs) => timeMs >= horizonMs);
  cut.take(rest, texts.users.size);
  const changes = { new: 0, changed: 0, removed: 0 };
  const lateChanges = { new: 0, changed: 0, removed: 0 };
  for (const { sessions, place, change } of differences(old.sessions, cut.sessions)) {
    changes[change] += 1;
    const isLate = arrivals.lateUsers.has(sessions.users[place] as number);
    if (isLate && (sessions.startsMs[place] as number) <= arrivals.firstWatermarkMs) lateChanges[change] += 1;
    request.write(sessions, place, change);
  }
  const { eventCount, lateCount, tooLateCount, tooLate, watermarkMs } = arrivals;
  const state = { watermarkMs, watermarkUser: arrivals.watermarkUser, users, pending: rest };
  const latestBefore = before && { user: before.watermarkUser, timeMs: before.watermarkMs };
  return { state, eventCount, changes, lateCount, lateChanges, tooLateCount, tooLate, latestBefore };
}

/** Keeps the events that are in time. */
class Arrivals implements EventSink {
  readonly batches: EventBatch[] = [];
  readonly lateUsers = new Set<number>();
  readonly tooLate: { user: number; timeMs: number }[] = [];
  readonly firstWatermarkMs: number;
  watermarkMs: number;
  watermarkUser: string;
  eventCount = 0;
  lateCount = 0;
  tooLateCount = 0;
  readonly #horizonMs: number;
  readonly #texts: EventTexts;

  constructor(before: SavedState | undefined, latenessMs: number, texts: EventTexts) {
    this.watermarkMs = before?.watermarkMs ?? Number.NEGATIVE_INFINITY;
    this.watermarkUser = before?.watermarkUser ?? '';
    this.firstWatermarkMs = this.watermarkMs;
    this.#horizonMs = this.watermarkMs - latenessMs;
    this.#texts = texts;
  }

  take(batch: EventBatch): EventBatch {
    let latest: number | undefined;
    for (let place = 0; place < batch.length; place++) {
      const timeMs = batch.timesMs[place] as number;
      const user = batch.users[place] as number;
      if (timeMs > this.watermarkMs) {
        this.watermarkMs = timeMs;
        latest = user;
      }
      if (timeMs >= this.firstWatermarkMs) continue;
      if (timeMs >= this.#horizonMs) {
        this.lateCount += 1;
        this.lateUsers.add(user);
        continue;
      }
      this.tooLateCount += 1;
      if (this.tooLate.length < mostShown) this.tooLate.push({ user, timeMs });
    }
    if (latest !== undefined) this.watermarkUser = this.#texts.users.textOf(latest);
    this.eventCount += batch.length;
    this.batches.push(filtered(batch, this.#texts, (timeMs) => timeMs >= this.#horizonMs));
    return batch;
  }
}

/** The events whose time is wanted, in their order. */
function filtered(events: EventBatch, { has }: EventTexts, isWanted: (timeMs: number) => boolean): EventBatch {
  const wanted = newBatch(has, events.length);
  for (let place = 0; place < events.length; place++) {
    const timeMs = events.timesMs[place] as number;
    if (!isWanted(timeMs)) continue;
    const to = wanted.length++;
    wanted.users[to] = events.users[place] as number;
    wanted.timesMs[to] = timeMs;
    if (wanted.campaigns !== undefined) wanted.campaigns[to] = events.campaigns?.[place] as number;
    if (wanted.pages !== undefined) wanted.pages[to] = events.pages?.[place] as number;
    if (wanted.events !== undefined) wanted.events[to] = events.events?.[place] as number;
  }
  return wanted;
}

interface Difference {
  readonly sessions: SessionColumns;
  readonly place: number;
  readonly change: Change;
}

/** A session is the same one if its user and its start are, and its number among those that start then. */
function* differences(old: SessionColumns, now: SessionColumns): Generator<Difference, void> {
  const known = new Map<string, number>();
  for (let place = 0; place < old.length; place++) known.set(keyOf(old, place), place);
  for (let place = 0; place < now.length; place++) {
    const key = keyOf(now, place);
    const before = known.get(key);
    known.delete(key);
    if (before === undefined) yield { sessions: now, place, change: 'new' };
    else if (!isSame(old, before, now, place)) yield { sessions: now, place, change: 'changed' };
  }
  for (const place of known.values()) yield { sessions: old, place, change: 'removed' };
}

function keyOf({ users, startsMs, ties }: SessionColumns, place: number): string {
  return `${users[place]}/${startsMs[place]}/${ties[place]}`;
}

function isSame(one: SessionColumns, first: number, other: SessionColumns, second: number): boolean {
  return (
    one.endsMs[first] === other.endsMs[second] &&
    one.counts[first] === other.counts[second] &&
    one.indices[first] === other.indices[second] &&
    one.pageCounts[first] === other.pageCounts[second] &&
    one.entries[first] === other.entries[second] &&
    one.exits[first] === other.exits[second] &&
    Math.abs(one.campaigns[first] ?? 0) === Math.abs(other.campaigns[second] ?? 0) &&
    one.conversions[first] === other.conversions[second]
  );
}
