import { configValue } from '../record/config-value.js';
import type { ConfigValue, LoadConfig, MessageType } from '../record/timeline.js';
import type { PolicyValues } from '../spec/policies.js';
import { type Rules, rememberedIds } from './rules.js';
import { beginSession, recordEvent, type Session } from './session.js';
import { readSettings, type Settings } from './settings.js';

/** The ids given out last, so that none is given out twice. */
export interface IssuedIds {
  ids: readonly number[];
}

/** What a device keeps of sessions and of the user: the persisted slice. */
export interface StoredState {
  session: Session | undefined;
  /** The application ended the session; until the next load there is none, whatever happens. */
  ended: boolean;
  /** Of the whole device, whatever is stored there and wherever. */
  issued: IssuedIds;
  userId: string;
  /** Counts the anonymous ids that the device has had. */
  anonymousId: number;
}

export function emptyState(issued: IssuedIds = { ids: [] }): StoredState {
  return { session: undefined, ended: false, issued, userId: '', anonymousId: 1 };
}

/** The session fields of a message. */
export interface Stamp {
  readonly sessionId?: number;
  readonly sessionStart?: true;
}

/**
 * One client's tracker, shaped like an SDK: calls in, stamps out, over a persisted slice that other clients may share.
 * It reads no clock; every call is told the wall clock of its device.
 */
export class Tracker {
  readonly #rules: Rules;
  readonly #settings: Settings;
  #state: StoredState;

  /** Loading the SDK: picks up what was stored, or begins anew. */
  constructor(rules: Rules, policy: PolicyValues, state: StoredState, config: LoadConfig, nowMs: number) {
    this.#rules = rules;
    this.#settings = readSettings(config, policy);
    this.#state = state;
    state.ended = false;
    if (state.session !== undefined) this.#resume(state.session, nowMs);
    if (state.session === undefined && this.#settings.automatic && rules.beginsAt === 'initialisation') {
      this.#begin('automatic', nowMs);
    }
  }

  get settings(): Settings {
    return this.#settings;
  }

  get userId(): string {
    return this.#state.userId;
  }

  get anonymousId(): number {
    return this.#state.anonymousId;
  }

  /** From now on it reads and writes another slice. */
  moveTo(state: StoredState): void {
    this.#state = state;
  }

  /** A message is built: the session that it belongs to, and whether it is the first of it. */
  stamp(type: MessageType, nowMs: number): Stamp {
    const session = this.#sessionForEvent(nowMs);
    if (session === undefined) return {};
    const marked = this.#rules.marksStart(session);
    const after = recordEvent(session, nowMs);
    this.#state.session = this.#rules.isActivity(type) ? after : { ...after, lastActivityMs: session.lastActivityMs };
    return marked ? { sessionId: session.id, sessionStart: true } : { sessionId: session.id };
  }

  /** Before the message of an `identify` is built. An empty user id names nobody and changes nothing. */
  identify(userId: string, nowMs: number): void {
    if (this.#rules.onIdentify(this.#state.userId, userId) === 'renew') this.#renew(nowMs);
    if (userId !== '') this.#state.userId = userId;
  }

  startSession(id: ConfigValue | undefined, nowMs: number): void {
    if (this.#settings.storage === 'none') return;
    const judged = id === undefined ? 'replace' : this.#rules.judgeManualId(id);
    if (judged === 'ignore') return;
    this.#begin('manual', nowMs, judged === 'use' && id !== undefined ? Number(configValue(id)) : undefined);
    this.#state.ended = false;
  }

  endSession(): void {
    this.#state.session = undefined;
    this.#state.ended = true;
  }

  reset(anonymousId: boolean, nowMs: number): void {
    this.#state.userId = '';
    if (anonymousId) this.#state.anonymousId += 1;
    const session = this.#state.session;
    if (session !== undefined && this.#rules.onReset(session) === 'renew') this.#renew(nowMs);
  }

  getSessionId(nowMs: number): number | null {
    const session = this.#state.session;
    if (session === undefined) return null;
    const over = this.#isOver(session, nowMs);
    return over && this.#rules.readsExpired === 'none' ? null : session.id;
  }

  #isOver(session: Session, nowMs: number): boolean {
    return this.#rules.isIdle(session, nowMs, this.#settings) || this.#rules.isCutOff(session, nowMs, this.#settings);
  }

  #resume(session: Session, nowMs: number): void {
    if (!this.#rules.resumes(session, nowMs, this.#settings)) this.#state.session = undefined;
    else if (this.#rules.loadIsActivity) this.#state.session = { ...session, lastActivityMs: nowMs };
  }

  /** The session of a message that is built now; begins one where there is none or it is over. */
  #sessionForEvent(nowMs: number): Session | undefined {
    const session = this.#state.session;
    if (session !== undefined && !this.#isOver(session, nowMs)) return session;
    if (session === undefined && (this.#state.ended || !this.#settings.automatic)) return undefined;
    return this.#begin('automatic', nowMs);
  }

  /** The live session gives way to one of the same mode. */
  #renew(nowMs: number): void {
    const session = this.#state.session;
    if (session === undefined) return;
    if (session.mode === 'automatic' && this.#rules.beginsAt === 'first-event') this.#state.session = undefined;
    else this.#begin(session.mode, nowMs);
  }

  #begin(mode: Session['mode'], nowMs: number, callerId?: number): Session | undefined {
    if (this.#settings.storage === 'none') return undefined;
    const id = callerId ?? this.#rules.nextId(nowMs, this.#state.issued.ids);
    this.#state.issued.ids = [...this.#state.issued.ids, id].slice(-rememberedIds);
    this.#state.session = beginSession(id, mode, nowMs);
    return this.#state.session;
  }
}
