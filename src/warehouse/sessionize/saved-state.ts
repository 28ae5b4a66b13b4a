import { closeSync, existsSync } from 'node:fs';
import { writeAll } from '../../record/write-all.js';
import { displayPath, InputError } from '../../spec/input-error.js';
import { openAside, putInPlace, removeAside } from '../aside-file.js';
import { openBytes } from '../read/byte-source.js';
import type { TextColumn, TimeUnit } from '../read/column-choice.js';
import { type EventBatch, newBatch } from '../read/event-batch.js';
import type { EventTexts } from '../read/event-fields.js';
import { scanBytes } from '../read/scan-bytes.js';
import type { SessionRules } from '../session-rules.js';
import type { UserState } from './columnar-cutter.js';

const formatVersion = 2;

/** What a state belongs to: it can only go on by the same rules, with the same columns. */
export interface StateOwner {
  readonly rules: SessionRules;
  readonly latenessMs: number;
  readonly conversions: readonly string[];
  /** Which column plays which part, and how times are read. */
  readonly columns: {
    readonly user: readonly string[];
    readonly time: string;
    readonly timeUnit?: TimeUnit;
    readonly timeZone: string;
    readonly texts: Readonly<Partial<Record<TextColumn, string>>>;
  };
}

/** Where a run has ended, so that another can go on from there. */
export interface SavedState {
  /** The time of the latest event, below which an event is late. */
  readonly watermarkMs: number;
  /** Whose event that is: a wrong clock makes all that comes later late. */
  readonly watermarkUser: string;
  /** By the codes of users: what no event can change any more. */
  readonly users: ReadonlyMap<number, UserState>;
  /** The events that late ones may still come among, user by user in the order of time. */
  readonly pending: EventBatch;
}

/** A line for each user: the name, the state, and the events as time and texts. */
type UserLine = readonly [user: string, state: SavedUser | null, pending: readonly PendingEvent[]];
type PendingEvent = readonly [timeMs: number, campaign: string, page: string, event: string];

/** A state with texts in place of codes. */
interface SavedUser extends Omit<UserState, 'campaign' | 'page' | 'session'> {
  readonly campaign: string;
  readonly page: string;
  readonly session: Omit<UserState['session'], 'entry' | 'campaign'> & {
    readonly entry: string;
    readonly campaign: string;
    /** Whether no event of the session has named the campaign. */
    readonly isCarried: boolean;
  };
}

/**
 * @returns nothing if there is no file yet
 * @throws InputError for a file that is no state, or that belongs to other rules
 */
export async function readState(file: string, owner: StateOwner, texts: EventTexts): Promise<SavedState | undefined> {
  if (!existsSync(file)) return undefined;
  const users = new Map<number, UserState>();
  const events: { readonly user: number; readonly event: PendingEvent }[] = [];
  let header: StateHeader | undefined;
  let userCount = 0;
  const source = openBytes(file, 'none');
  const lines = new LineScanner((line) => {
    if (header === undefined) {
      header = headerOf(file, line, owner);
      return;
    }
    userCount += 1;
    const parsed: unknown = JSON.parse(line);
    if (!isUserLine(parsed)) throw noState(file, lines.line);
    const [name, state, pending] = parsed;
    const user = texts.users.codeOfText(name);
    if (state !== null) users.set(user, coded(state, texts));
    for (const event of pending) events.push({ user, event });
  });
  try {
    await scanBytes(source, lines, file);
  } catch (error) {
    throw error instanceof SyntaxError ? noState(file, lines.line) : error;
  } finally {
    source.close();
  }
  // The analysis does not see that a function has set it.
  const found = header as StateHeader | undefined;
  // A file that was cut off has fewer lines.
  if (found?.userCount !== userCount) throw noState(file);
  const pending = newBatch(texts.has, events.length);
  for (const { user, event } of events) {
    const [timeMs, campaign, page, name] = event;
    const place = pending.length++;
    pending.users[place] = user;
    pending.timesMs[place] = timeMs;
    if (pending.campaigns !== undefined) pending.campaigns[place] = codeOf(texts, 'campaign', campaign);
    if (pending.pages !== undefined) pending.pages[place] = codeOf(texts, 'page', page);
    if (pending.events !== undefined) pending.events[place] = codeOf(texts, 'event', name);
  }
  const { watermarkMs, watermarkUser } = found;
  return { watermarkMs, watermarkUser, users, pending };
}

/** Writes a state, which is in its place when it is whole. */
export function writeState(
  file: string,
  owner: StateOwner,
  { watermarkMs, watermarkUser, users, pending }: SavedState,
  texts: EventTexts,
): void {
  const handle = openAside(file);
  try {
    const events = new Map<number, PendingEvent[]>();
    for (let place = 0; place < pending.length; place++) {
      const user = pending.users[place] as number;
      const list = events.get(user) ?? [];
      events.set(user, list);
      list.push([
        pending.timesMs[place] as number,
        textOf(texts, 'campaign', pending.campaigns?.[place]),
        textOf(texts, 'page', pending.pages?.[place]),
        textOf(texts, 'event', pending.events?.[place]),
      ]);
    }
    const all = new Set([...users.keys(), ...events.keys()]);
    const header = { lapseSessions: formatVersion, watermarkMs, watermarkUser, userCount: all.size, ...owner };
    writeAll(handle, Buffer.from(`${JSON.stringify(header)}\n`));
    for (const user of all) {
      const state = users.get(user);
      const line: UserLine = [
        texts.users.textOf(user),
        state === undefined ? null : uncoded(state, texts),
        events.get(user) ?? [],
      ];
      writeAll(handle, Buffer.from(`${JSON.stringify(line)}\n`));
    }
    closeSync(handle);
    putInPlace(file);
  } catch (error) {
    removeAside(file);
    throw error;
  }
}

interface StateHeader {
  readonly watermarkMs: number;
  readonly watermarkUser: string;
  readonly userCount: number;
}

function headerOf(file: string, line: string, owner: StateOwner): StateHeader {
  const header: unknown = JSON.parse(line);
  if (typeof header !== 'object' || header === null) throw noState(file);
  const { lapseSessions, watermarkMs, watermarkUser, userCount, ...saved }: Record<string, unknown> = { ...header };
  if (typeof lapseSessions === 'number' && lapseSessions !== formatVersion) {
    const message = `${displayPath(file)} is a state of version ${lapseSessions}`;
    const allowed = `one of version ${formatVersion}: start anew with another file, and all events that are wanted`;
    throw new InputError([{ message, allowed }]);
  }
  if (lapseSessions !== formatVersion || !isTime(watermarkMs) || typeof userCount !== 'number') throw noState(file);
  if (typeof watermarkUser !== 'string') throw noState(file);
  const others = differences(saved, JSON.parse(JSON.stringify(owner)));
  if (others.length > 0) {
    const message = `${displayPath(file)} was written with other rules or columns: ${others.join('; ')}`;
    throw new InputError([{ message, allowed: 'the same options, or another file for the state' }]);
  }
  return { watermarkMs, watermarkUser, userCount };
}

/** What is not as it was, in words; rules are named one by one. */
function differences(saved: Record<string, unknown>, owner: Record<string, unknown>): string[] {
  const flat = ({ rules, columns, ...rest }: Record<string, unknown>): Record<string, unknown> => {
    const { texts, ...others }: Record<string, unknown> = { ...Object(columns) };
    return { ...Object(rules), ...others, ...Object(texts), ...rest };
  };
  const [before, now] = [flat(saved), flat(owner)];
  const text = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => text(before[name]) !== text(now[name]))
    .map((name) => `${name} was ${text(before[name])} and is ${text(now[name])}`);
}

/** Whether a line is what `writeState` writes, which a file that somebody has changed is not. */
function isUserLine(line: unknown): line is UserLine {
  if (!Array.isArray(line) || line.length !== 3) return false;
  const [name, state, pending]: readonly unknown[] = line;
  return typeof name === 'string' && (state === null || isSavedUser(state)) && isPending(pending);
}

const numbersOfSession = ['startMs', 'count', 'index', 'tie', 'pageCount', 'conversions'];

function isSavedUser(state: unknown): boolean {
  if (typeof state !== 'object' || state === null) return false;
  const { lastMs, campaign, page, session }: Record<string, unknown> = { ...state };
  if (typeof session !== 'object' || session === null) return false;
  const of: Record<string, unknown> = { ...session };
  return (
    isTime(lastMs) &&
    [campaign, page, of.entry, of.campaign].every((text) => typeof text === 'string') &&
    numbersOfSession.every((name) => Number.isSafeInteger(of[name])) &&
    isTime(of.startMs) &&
    typeof of.isCarried === 'boolean'
  );
}

function isPending(pending: unknown): boolean {
  if (!Array.isArray(pending)) return false;
  return pending.every((event: unknown) => {
    if (!Array.isArray(event) || event.length !== 4) return false;
    const [timeMs, ...texts]: readonly unknown[] = event;
    return isTime(timeMs) && texts.every((text) => typeof text === 'string');
  });
}

/** What a date can be made of. */
function isTime(ms: unknown): ms is number {
  return typeof ms === 'number' && Math.abs(ms) <= 8.64e15;
}

/** @param line the one that is damaged, from 1 */
function noState(file: string, line?: number): InputError {
  const message = `${displayPath(file)}${line === undefined ? '' : `:${line}`} is no state of lapse sessionize`;
  return new InputError([{ message, allowed: 'a file that --state has written, or one that is not there yet' }]);
}

type TextName = 'campaign' | 'page' | 'event';

function codeOf(texts: EventTexts, column: TextName, text: string): number {
  return text === '' ? 0 : (texts.texts.get(column)?.codeOfText(text) ?? 0);
}

function textOf(texts: EventTexts, column: TextName, code: number | undefined): string {
  return code === undefined || code === 0 ? '' : (texts.texts.get(column)?.textOf(code) ?? '');
}

function coded(saved: SavedUser, texts: EventTexts): UserState {
  const { isCarried, ...session } = saved.session;
  const campaign = codeOf(texts, 'campaign', session.campaign);
  return {
    lastMs: saved.lastMs,
    campaign: codeOf(texts, 'campaign', saved.campaign),
    page: codeOf(texts, 'page', saved.page),
    session: { ...session, entry: codeOf(texts, 'page', session.entry), campaign: isCarried ? -campaign : campaign },
  };
}

function uncoded(state: UserState, texts: EventTexts): SavedUser {
  const { session } = state;
  return {
    lastMs: state.lastMs,
    campaign: textOf(texts, 'campaign', state.campaign),
    page: textOf(texts, 'page', state.page),
    session: {
      ...session,
      entry: textOf(texts, 'page', session.entry),
      campaign: textOf(texts, 'campaign', Math.abs(session.campaign)),
      isCarried: session.campaign < 0,
    },
  };
}

/** Hands over whole lines as texts. */
class LineScanner {
  line = 1;
  readonly #take: (line: string) => void;

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  scan(bytes: Buffer, from: number, to: number): number {
    let start = from;
    for (;;) {
      const end = bytes.indexOf(0x0a, start);
      if (end === -1 || end >= to) return start;
      this.#take(bytes.toString('utf8', start, end));
      this.line += 1;
      start = end + 1;
    }
  }
}
