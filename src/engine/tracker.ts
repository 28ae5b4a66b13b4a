import { configValue } from '../record/config-value.js';
import type { ConfigValue, LoadConfig, MessageType } from '../record/timeline.js';
import { mark } from './marks.js';
import { type Rules, rememberedIds } from './rules.js';
import { beginSession, recordActivity, recordEvent, type Session } from './session.js';
import type { Settings } from './settings.js';

/** The ids given out last, so that none is given out twice. */
export interface IssuedIds {
  ids: readonly number[];
}

/** What a device keeps of sessions and of the user: the persisted slice. */
export interface StoredState {
  session: Session | undefined;
  /** The application ended the session; until the next load there is none, whatever happens. */
  ended: boolean;
  /** The session that the application ended, for rules that remember it as if it went on. */
  remembered: Session | undefined;
  /** Of the whole device, whatever is stored there and wherever. */
  issued: IssuedIds;
  userId: string;
  /** Counts the anonymous ids that the device has had. */
  anonymousId: number;
}

export function emptyState(issued: IssuedIds = { ids: [] }): StoredState {
  return { session: undefined, ended: false, remembered: undefined, issued, userId: '', anonymousId: 1 };
}

/** The session fields of a message. */
export interface Stamp {
  readonly sessionId?: number;
  readonly sessionStart?: true;
}

interface Origin {
  readonly callerId?: number | undefined;
  readonly previous?: Session | undefined;
}

/**
 * One client's tracker, shaped like an SDK: calls in, stamps out, over a persisted slice that other clients may share.
 * It reads no clock; every call is told the wall clock of its device.
 */
export class Tracker {
  readonly #rules: Rules;
  readonly #settings: Settings;
  #state: StoredState;
  /** A page is not said to be hidden, nor an application to be left, before it happens. */
  #inBackground = false;

  /** Loading the SDK: picks up what was stored, or begins anew. */
  constructor(rules: Rules, state: StoredState, config: LoadConfig, nowMs: number) {
    this.#rules = rules;
    this.#settings = rules.readSettings(config);
    this.#state = state;
    state.ended = state.remembered !== undefined && !this.#isOver(state.remembered, nowMs);
    if (!state.ended) state.remembered = undefined;
    const previous = state.session;
    if (previous !== undefined) this.#resume(previous, nowMs);
    if (state.session === undefined) this.#beginUnasked(previous, nowMs);
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
    if (session === undefined) {
      const { remembered } = this.#state;
      this.#state.remembered = remembered === undefined ? undefined : recordActivity(remembered, nowMs);
      return {};
    }
    const marked = this.#rules.marksStart(session);
    mark(marked ? 'event/marked' : 'event/unmarked');
    const after = recordEvent(session, nowMs);
    this.#state.session = this.#rules.isActivity(type, this.#inBackground)
      ? after
      : { ...after, lastActivityMs: session.lastActivityMs };
    return marked ? { sessionId: session.id, sessionStart: true } : { sessionId: session.id };
  }

  /** Before the message of an `identify` is built. An empty user id names nobody and changes nothing. */
  identify(userId: string, nowMs: number): void {
    if (this.#rules.onIdentify(this.#state.userId, userId) === 'renew') this.#renew(nowMs);
    if (userId !== '') this.#state.userId = userId;
  }

  startSession(id: ConfigValue | undefined, nowMs: number): void {
    if (this.#settings.storage === 'none') {
      mark('manual/no-storage');
      return;
    }
    const judged = id === undefined ? mark('manual/no-id', 'replace') : this.#rules.judgeManualId(id);
    if (judged === 'ignore') {
      const { session } = this.#state;
      if (session !== undefined) this.#state.session = this.#rules.onIgnoredId(session);
      return;
    }
    const callerId = judged === 'use' && id !== undefined ? Number(configValue(id)) : undefined;
    this.#begin('manual', nowMs, { callerId });
    this.#state.ended = false;
    this.#state.remembered = undefined;
  }

  endSession(): void {
    const { session } = this.#state;
    mark(session === undefined ? 'end/nothing' : 'end/session');
    if (this.#rules.remembersEnded && session?.mode === 'automatic') this.#state.remembered = session;
    this.#state.session = undefined;
    this.#state.ended = true;
  }

  /** The page is hidden, or the application left. */
  background(nowMs: number): void {
    this.#inBackground = true;
    mark(this.#rules.backgroundIsActivity ? 'background/activity' : 'background/no-activity');
    if (this.#rules.backgroundIsActivity) this.#touch(nowMs);
  }

  /** The page is shown again, or the application taken up again: where expiry is looked at only here, it is now. */
  foreground(nowMs: number): void {
    if (!this.#inBackground) return;
    this.#inBackground = false;
    if (this.#rules.expiryCheck === 'foreground') this.#renewIfOver(nowMs);
    mark(this.#rules.foregroundIsActivity ? 'foreground/activity' : 'foreground/no-activity');
    if (this.#rules.foregroundIsActivity) this.#touch(nowMs);
  }

  reset(anonymousId: boolean, nowMs: number): void {
    this.#state.userId = '';
    if (anonymousId) this.#state.anonymousId += mark('reset/anonymous-id', 1);
    const session = this.#state.session;
    if (session === undefined) {
      mark('reset/nothing');
      return;
    }
    if (this.#rules.onReset(session) === 'keep') return;
    mark('reset/renews');
    this.#renew(nowMs);
    const renewed = this.#state.session;
    if (renewed === undefined) return;
    mark(this.#rules.resetIsActivity ? 'reset/activity' : 'reset/no-activity');
    if (!this.#rules.resetIsActivity) {
      this.#state.session = { ...renewed, lastActivityMs: session.lastActivityMs };
    }
  }

  getSessionId(nowMs: number): number | null {
    const session = this.#state.session;
    if (session === undefined) return mark('read/none', null);
    if (!this.#isOver(session, nowMs)) return mark('read/active', session.id);
    return this.#rules.readsExpired === 'none' ? mark('read/expired', null) : mark('read/stale', session.id);
  }

  #isOver(session: Session, nowMs: number): boolean {
    return this.#rules.isIdle(session, nowMs, this.#settings) || this.#rules.isCutOff(session, nowMs, this.#settings);
  }

  #resume(session: Session, nowMs: number): void {
    const resumes = this.#rules.resumes(session, this.#settings);
    if (resumes && !this.#isOver(session, nowMs)) {
      mark('load/resumed');
      mark(this.#rules.loadIsActivity ? 'load/activity' : 'load/no-activity');
      if (this.#rules.loadIsActivity) this.#touch(nowMs);
    } else {
      if (resumes) mark('load/over');
      this.#state.session = undefined;
    }
  }

  /** Something else than an event is activity. It wakes no session that the next event would find to be over. */
  #touch(nowMs: number): void {
    const { session } = this.#state;
    if (session === undefined) return;
    if (this.#endsHere(session, nowMs)) {
      mark('activity/too-late');
      return;
    }
    this.#state.session = recordActivity(session, nowMs);
  }

  /** Whether a session is over, where an event that happens now would look. */
  #endsHere(session: Session, nowMs: number): boolean {
    return this.#rules.expiryCheck === 'every-event' && this.#isOver(session, nowMs);
  }

  /** An application comes to the foreground: a session that is over gives way, and one that is missing begins. */
  #renewIfOver(nowMs: number): void {
    const { session, remembered } = this.#state;
    if (remembered !== undefined && this.#isOver(remembered, nowMs)) {
      this.#state.ended = false;
      this.#state.remembered = undefined;
    }
    if (session !== undefined && !this.#isOver(session, nowMs)) {
      mark('foreground/live');
      return;
    }
    mark('foreground/over');
    this.#state.session = undefined;
    this.#beginUnasked(session, nowMs);
  }

  /** Begins an automatic session before there is an event, where there is to be one. */
  #beginUnasked(previous: Session | undefined, nowMs: number): void {
    if (this.#state.ended) {
      mark('begin/ended');
      return;
    }
    if (!this.#settings.automatic) {
      mark('begin/automatic-off');
      return;
    }
    if (this.#rules.beginsAt !== 'initialisation') {
      mark('begin/not-yet');
      return;
    }
    mark('begin/unasked');
    this.#begin('automatic', nowMs, { previous });
  }

  /** The session of a message that is built now; begins one where there is none or it is over. */
  #sessionForEvent(nowMs: number): Session | undefined {
    const session = this.#state.session;
    if (session !== undefined && !this.#endsHere(session, nowMs)) return mark('event/live', session);
    if (session === undefined && this.#state.ended) return mark('event/ended', undefined);
    if (session === undefined && !this.#settings.automatic) return mark('event/automatic-off', undefined);
    mark(session === undefined ? 'event/first' : 'event/over');
    return this.#begin('automatic', nowMs, { previous: session });
  }

  /** The live session gives way to one of the same mode. */
  #renew(nowMs: number): void {
    const session = this.#state.session;
    if (session === undefined) {
      mark('renew/nothing');
      return;
    }
    if (session.mode === 'automatic' && this.#rules.beginsAt === 'first-event') {
      this.#state.session = mark('renew/at-next-event', undefined);
    } else {
      mark('renew/at-once');
      this.#begin(session.mode, nowMs);
    }
  }

  /** @param origin the id that the caller gave, or the session that the new one follows because it was over */
  #begin(mode: Session['mode'], nowMs: number, origin: Origin = {}): Session | undefined {
    if (this.#settings.storage === 'none') return mark('begin/no-storage', undefined);
    const id = origin.callerId ?? this.#rules.nextId(nowMs, this.#state.issued.ids);
    this.#state.issued.ids = [...this.#state.issued.ids, id].slice(-rememberedIds);
    const previous = origin.previous?.mode === 'automatic' ? origin.previous : undefined;
    const startedAtMs = this.#rules.cutOffStart(previous, nowMs, this.#settings);
    this.#state.session = { ...beginSession(id, mode, nowMs), startedAtMs };
    return this.#state.session;
  }
}
