import { configValue } from '../record/config-value.js';
import type { ConfigValue, LoadConfig, MessageType } from '../record/timeline.js';
import { mark } from './marks.js';
import { type Rules, rememberedIds } from './rules.js';
import { beginSession, recordActivity, recordEvent, type Session } from './session.js';
import type { Settings } from './settings.js';

/** The ids given out last, so that none is given out twice. */
export interface IssuedIds {
  readonly ids: number[];
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
  readonly sessionId?: Session['id'];
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
  /** The session as this client has left it, for rules that look at nobody else's activity. */
  #ownSession: Session | undefined;
  /** A page is not said to be hidden, nor an application to be left, before it happens. */
  #inBackground = false;

  /** Loading the SDK: picks up what was stored, or begins anew. */
  constructor(rules: Rules, state: StoredState, config: LoadConfig, nowMs: number) {
    this.#rules = rules;
    this.#settings = rules.readSettings(config);
    this.#state = state;
    const forgetsEnd = state.remembered === undefined || this.#isOver(state.remembered, nowMs);
    if (forgetsEnd && rules.restsAfterEnd !== 'for-ever') state.ended = false;
    if (!state.ended) state.remembered = undefined;
    const previous = this.#found(nowMs);
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
    const before = this.#state.session;
    const session = this.#sessionForEvent(nowMs);
    if (session === undefined) {
      const { remembered } = this.#state;
      this.#state.remembered = remembered === undefined ? undefined : this.#active(remembered, nowMs);
      return {};
    }
    const marked = this.#rules.marksStart(session);
    mark(marked ? 'event/marked' : 'event/unmarked');
    const after = recordEvent(session);
    this.#state.session = this.#rules.isActivity(type, this.#inBackground) ? this.#active(after, nowMs) : after;
    const sessionId = this.#rules.stampedId(session, before);
    return marked ? { sessionId, sessionStart: true } : { sessionId };
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
    const { session: running } = this.#state;
    if (!this.#rules.startsSession(running, this.#settings)) return;
    const judged = id === undefined ? mark('manual/no-id', 'replace') : this.#rules.judgeManualId(id);
    if (judged === 'ignore') {
      if (running !== undefined) this.#state.session = this.#rules.onIgnoredId(running);
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
    this.#state.session = session === undefined ? undefined : this.#rules.onEnd(session);
    this.#state.ended = this.#rules.restsAfterEnd !== 'not';
  }

  /** The user has consented, and the session is where it is kept from now on. */
  consent(nowMs: number): void {
    if (this.#rules.consentIsActivity) this.#touch(nowMs);
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
    const { foregroundLooksFirst, expiryCheck, foregroundIsActivity } = this.#rules;
    if (!foregroundLooksFirst) this.#touch(nowMs);
    if (expiryCheck === 'foreground') this.#renewIfOver(nowMs);
    mark(foregroundIsActivity ? 'foreground/activity' : 'foreground/no-activity');
    if (foregroundIsActivity) this.#touch(nowMs);
  }

  reset(anonymousId: boolean, nowMs: number): void {
    if (this.#rules.resetForgetsUser) this.#state.userId = '';
    if (this.#rules.resetsVisitor(anonymousId)) this.#state.anonymousId += mark('reset/anonymous-id', 1);
    const session = this.#found(nowMs);
    if (session === undefined) mark('reset/nothing');
    const wanted = this.#rules.onReset(session);
    if (wanted === 'keep') return;
    if (wanted === 'end') {
      this.endSession();
      return;
    }
    if (session === undefined) {
      this.#begin('automatic', nowMs);
      return;
    }
    mark('reset/renews');
    this.#renew(nowMs);
    const renewed = this.#state.session;
    if (renewed === undefined) return;
    mark(this.#rules.resetIsActivity ? 'reset/activity' : 'reset/no-activity');
    if (!this.#rules.resetIsActivity) {
      this.#state.session = { ...renewed, lastActivityMs: session.lastActivityMs };
    }
  }

  getSessionId(nowMs: number): Session['id'] | null {
    if (this.#rules.readingIsActivity) this.#touch(nowMs);
    const session = this.#found(nowMs);
    if (session === undefined) return mark('read/none', null);
    const id = this.#rules.returnedId(session);
    if (!this.#isOver(session, nowMs)) return mark('read/active', id);
    return this.#rules.readsExpired === 'none' ? mark('read/expired', null) : mark('read/stale', id);
  }

  /** What is stored of the session, unless the browser has thrown it away by now. */
  #found(nowMs: number): Session | undefined {
    const { session } = this.#state;
    if (session === undefined || nowMs - session.lastActivityMs <= this.#settings.storedForMs) return session;
    this.#state.session = undefined;
    return undefined;
  }

  #isOver(session: Session, nowMs: number): boolean {
    const own = this.#rules.countedActivity === 'of-the-client' ? this.#ownSession : undefined;
    const counted = own?.id === session.id ? own : session;
    return this.#rules.isIdle(counted, nowMs, this.#settings) || this.#rules.isCutOff(session, nowMs, this.#settings);
  }

  #resume(stored: Session, nowMs: number): void {
    const session = this.#rules.writeDownCutOff(stored, nowMs, this.#settings);
    const resumes = this.#rules.resumes(session, this.#settings, nowMs);
    const isOver = this.#rules.loadLooksAtExpiry && this.#isOver(session, nowMs);
    if (resumes && !isOver) {
      mark('load/resumed');
      mark(this.#rules.loadIsActivity ? 'load/activity' : 'load/no-activity');
      this.#state.session = this.#rules.loadIsActivity ? this.#active(session, nowMs) : session;
    } else {
      if (resumes) mark('load/over');
      this.#state.session = undefined;
    }
  }

  /** Something else than an event is activity. It wakes no session that the next event would find to be over. */
  #touch(nowMs: number): void {
    const session = this.#found(nowMs);
    if (session === undefined) return;
    if (this.#endsHere(session, nowMs)) {
      mark('activity/too-late');
      return;
    }
    this.#state.session = this.#active(session, nowMs);
  }

  #active(session: Session, nowMs: number): Session {
    this.#ownSession = recordActivity(session, this.#rules.activityMs(session, nowMs));
    return this.#ownSession;
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
    const session = this.#found(nowMs);
    if (session !== undefined && !this.#endsHere(session, nowMs)) return mark('event/live', session);
    if (session === undefined && this.#state.ended) return mark('event/ended', undefined);
    if (session === undefined && !this.#settings.automatic) return mark('event/automatic-off', undefined);
    // Where sessions begin with the SDK, one that is missing now was lost.
    const lost = session === undefined && this.#rules.beginsAt === 'initialisation';
    if (lost && !this.#rules.replacesLost) return undefined;
    mark(session === undefined ? 'event/first' : 'event/over');
    return this.#begin('automatic', nowMs, { previous: session });
  }

  /** The live session gives way to one of the same mode. */
  #renew(nowMs: number): void {
    const session = this.#found(nowMs);
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
    const { ids } = this.#state.issued;
    if (ids.length === rememberedIds) ids.shift();
    ids.push(id);
    const previous = origin.previous?.mode === 'automatic' ? origin.previous : undefined;
    const startedAtMs = this.#rules.cutOffStart(previous, nowMs, this.#settings);
    const begun = beginSession(id, mode, nowMs, startedAtMs);
    const written = this.#rules.writeDownCutOff(begun, startedAtMs, this.#settings);
    this.#state.session = this.#rules.onBegin(written, origin.previous ?? this.#state.session);
    return this.#state.session;
  }
}
