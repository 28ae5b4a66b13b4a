import { configValue } from '../record/config-value.js';
import type { ConfigValue, JsonObject, LoadConfig, MessageType } from '../record/timeline.js';
import type { Policy } from '../spec/policies.js';
import type { ClockReading } from '../time/clock.js';
import { mark } from './marks.js';
import { isBeyond, type Session } from './session.js';
import { readSettings, type Settings } from './settings.js';

/**
 * The engine's decisions as a plain record of functions. A quirk of a vendor, or a seeded fault, is an override of one
 * of them and of nothing else.
 */
export interface Rules {
  /** What a configuration means (SES-CONFIG, SES-CUTOFF; policy: what they leave open). */
  readSettings(config: LoadConfig): Settings;
  /** When an automatic session begins: with the SDK (SES-ID-002), or with its first event (SES-ID-001). */
  readonly beginsAt: 'initialisation' | 'first-event';
  /** What time it is for a session: what the wall clock shows, which goes on while the device sleeps (SES-TIMEOUT-011). */
  timeMs(reading: ClockReading): number;
  /** When expiry is looked at after the load, if ever (SES-TIMEOUT-003, -013, -014, -015; policy: expiryCheck). */
  readonly expiryCheck: 'every-event' | 'foreground' | 'never';
  /** Whether a return to the foreground looks at expiry before it is activity itself (SES-TIMEOUT-013, -014). */
  readonly foregroundLooksFirst: boolean;
  /** Whether an automatic session has ended by inactivity (SES-TIMEOUT-003, -004; policy: boundary, clockSetBack). */
  isIdle(session: Session, nowMs: number, settings: Settings): boolean;
  /** Whether an automatic session has lasted longer than the cut-off allows (SES-CUTOFF). */
  isCutOff(session: Session, nowMs: number, settings: Settings): boolean;
  /**
   * The wall clock from which the cut-off of a session counts that begins now (SES-CUTOFF-003). `previous` is the
   * automatic session that it follows because that one had expired.
   */
  cutOffStart(previous: Session | undefined, nowMs: number, settings: Settings): number;
  /**
   * What is written down of the end by the cut-off when a session begins, and when a load takes it up: nothing, for it
   * follows from the beginning and from the configuration (SES-CUTOFF-002, -004). `fromMs` is the beginning, or the load.
   */
  writeDownCutOff(session: Session, fromMs: number, settings: Settings): Session;
  /** What a session is when it begins: marked, and all its times those of the beginning (SES-START-001, SES-MANUAL-007). */
  onBegin(session: Session, previous: Session | undefined): Session;
  /** The id of a session that begins now and got none from the caller (SES-ID-001, -002, -004; policy: idUnit). */
  nextId(nowMs: number, issuedIds: readonly number[]): number;
  /** Whether `startSession` starts a session where there is `session` (SES-MANUAL-001, -009, -010). */
  startsSession(session: Session | undefined, settings: Settings): boolean;
  /** What becomes of an id that the caller passes to `startSession` (SES-MANUAL-003; policy: invalidManualId). */
  judgeManualId(id: ConfigValue): 'use' | 'replace' | 'ignore';
  /** What an ignored id does to the session (policy: invalidManualId): nothing. */
  onIgnoredId(session: Session): Session;
  /** Whether sending this type of message is activity (SES-TIMEOUT-006; policy: backgroundEventsAreActivity). */
  isActivity(type: MessageType, inBackground: boolean): boolean;
  /** Whose last activity counts: that of the session, in whichever tab it was, or the client's own (SES-TABS-002). */
  readonly countedActivity: 'of-the-session' | 'of-the-client';
  /** The wall clock that is noted as that of the last activity, which is that of the activity (SES-CLOCK-002). */
  activityMs(session: Session, nowMs: number): number;
  /** Whether reading the session id is activity (SES-TIMEOUT-005). */
  readonly readingIsActivity: boolean;
  /** Whether giving consent is activity (SES-CONSENT-004). */
  readonly consentIsActivity: boolean;
  /**
   * Whether loading the SDK is activity. For the web, announced that it is not (SES-TIMEOUT-008) and documented that it
   * is (-009); for mobile, policy: foregroundIsActivity.
   */
  readonly loadIsActivity: boolean;
  /** Whether an application that comes to the foreground, or leaves it, is activity (policy: the keys of these names). */
  readonly foregroundIsActivity: boolean;
  readonly backgroundIsActivity: boolean;
  /** Whether the session after `reset` counts from `reset` (SES-TIMEOUT-009; policy: resetIsActivity). */
  readonly resetIsActivity: boolean;
  /** Whether the session of a message is that of the call or, if it was held back, that of its delivery (SES-WIRE-003). */
  readonly stampedAt: 'call' | 'delivery';
  /** The id of a message: that of its session, not of the one before, which this message has ended (SES-TIMEOUT-003). */
  stampedId(session: Session, before: Session | undefined): Session['id'];
  /** Whether a message carries the start marker of its session (SES-START-001, -002). */
  marksStart(session: Session): boolean;
  /** What a caller's own session fields in the context do (SES-CONTEXT-001). */
  readonly callerContext: 'overridden' | 'wins';
  /** What `identify` does to the session when it names a user (SES-IDENTIFY). */
  onIdentify(previousUserId: string, nextUserId: string): 'keep' | 'renew';
  /** What `reset` does to the session, which may be none (SES-RESET-001, -002, -003): it ends it, renews it or leaves it. */
  onReset(session: Session | undefined): 'keep' | 'renew' | 'end';
  /** Whether `reset` forgets who the user is (SES-RESET-006). */
  readonly resetForgetsUser: boolean;
  /** Whether the messages after `reset` are those of another visitor, asked for or not (SES-RESET-007). */
  resetsVisitor(asked: boolean): boolean;
  /** What is left of a session that the application ends (SES-MANUAL-004): nothing. */
  onEnd(session: Session): Session | undefined;
  /** Whether `endSession` sends a message of its own (SES-MANUAL-005). */
  readonly reportsEnd: boolean;
  /** How long automatic tracking rests once the application has ended the session (SES-MANUAL-004, -011, -017). */
  readonly restsAfterEnd: 'until-load' | 'for-ever' | 'not';
  /** What survives when the page or the process goes away (SES-PERSISTENCE, SES-START-001): all of it. */
  persist(session: Session): Session | undefined;
  /**
   * Whether the stored session goes on when the SDK is loaded, if it is neither idle nor cut off by then (SES-PERSISTENCE,
   * SES-CONFIG-009, SES-MANUAL-006, -013, -014, SES-TABS-005; policy: manualAfterRestart).
   */
  resumes(session: Session, settings: Settings, nowMs: number): boolean;
  /** Whether a stored session that is idle or cut off is known to be when the SDK is loaded (SES-PERSISTENCE-003, -004). */
  readonly loadLooksAtExpiry: boolean;
  /** Whether a client reads what is stored anew at every call, as tabs have to (SES-TABS), or once when it loads. */
  readonly readsStorage: 'at-every-call' | 'at-load';
  /** Whether a page that finds its stored session gone begins another (SES-PERSISTENCE-012). */
  readonly replacesLost: boolean;
  /** What is left of a stored session whose values have another type (SES-PERSISTENCE-009): nothing. */
  readWrongTypes(session: Session): Session | undefined;
  /** Whether a session is still read from storage that takes nothing new (SES-PERSISTENCE-001). */
  readonly readsFullStorage: boolean;
  /** Whether consent begins the tracking again that the application has ended (SES-MANUAL-004). */
  readonly consentResumesTracking: boolean;
  /** Whether consent takes up the session that another tab has stored meanwhile (SES-TABS-001). */
  readonly consentJoins: boolean;
  /** Whether an automatic session that the application ended is remembered as if it went on (SES-MANUAL-004). */
  readonly remembersEnded: boolean;
  /** What `getSessionId` returns once an automatic session is idle, before the next event (policy: readsExpired). */
  readonly readsExpired: 'none' | 'stale';
  /** What `getSessionId` returns of a session that is active: the id that its messages carry (SES-ID-006). */
  returnedId(session: Session): Session['id'];
  /** What is delivered of a message: it, as it was built, and once (SES-WIRE, SES-ID-003, SES-CONTEXT, SES-START). */
  onWire(message: JsonObject): readonly JsonObject[];
}

/**
 * How many of a device's last ids are remembered so that none is given out twice. So many sessions may begin within one
 * unit of the id; one more would be given the first id again.
 */
export const rememberedIds = 1_024;

/** The rules that an edition's requirements lay down, and that the policy completes where they are silent. */
export function rulesFor(policy: Policy, edition: string): Rules {
  const values = policy.values;
  const isAnnouncement = edition === '2022-12';
  // What the announcement decides is no matter of policy under its edition (SES-ID-001, SES-TIMEOUT-015).
  const idUnitMs = values.idUnit === 'seconds' && !isAnnouncement ? 1_000 : 1;

  return {
    readSettings: (config) => readSettings(config, values),
    beginsAt: isAnnouncement ? 'first-event' : 'initialisation',
    timeMs: ({ wallMs }) => wallMs,
    expiryCheck: isAnnouncement ? 'every-event' : values.expiryCheck,
    foregroundLooksFirst: true,
    isIdle(session, nowMs, settings) {
      if (session.mode === 'manual') return mark('idle/manual', false);
      const idleMs = nowMs - session.lastActivityMs;
      if (idleMs < 0) mark(`set-back/${values.clockSetBack}`);
      if (idleMs < 0 && values.clockSetBack === 'expired') return true;
      const countedMs = values.clockSetBack === 'absolute' ? Math.abs(idleMs) : idleMs;
      return isBeyond(countedMs, settings.timeoutMs, values.boundary)
        ? mark('idle/over', true)
        : mark('idle/live', false);
    },
    isCutOff(session, nowMs, settings) {
      if (settings.cutOffMs === null) return false;
      if (session.mode === 'manual') return mark('cut-off/manual', false);
      const isOver = isBeyond(nowMs - session.startedAtMs, settings.cutOffMs, values.cutOffBoundary);
      return isOver ? mark('cut-off/over', true) : mark('cut-off/live', false);
    },
    cutOffStart: (_previous, nowMs) => nowMs,
    writeDownCutOff: (session) => session,
    onBegin: (session) => session,
    nextId(nowMs, issuedIds) {
      // The clock is the id, but two sessions of one device must never share one, so a taken instant moves on.
      let id = Math.floor(nowMs / idUnitMs);
      mark(idUnitMs === 1 ? 'id/milliseconds' : 'id/seconds');
      while (issuedIds.includes(id)) id = mark('id/taken', id + 1);
      return id;
    },
    startsSession: () => true,
    judgeManualId(id) {
      const value = configValue(id);
      const valid =
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value > 0 &&
        String(value).length >= values.minimumManualIdDigits;
      if (valid) return mark('manual/id-used', 'use');
      return values.invalidManualId === 'replaced'
        ? mark('manual/id-replaced', 'replace')
        : mark('manual/id-ignored', 'ignore');
    },
    onIgnoredId: (session) => session,
    isActivity(_type, inBackground) {
      if (!inBackground) return true;
      return values.backgroundEventsAreActivity
        ? mark('activity/in-background', true)
        : mark('activity/not-in-background', false);
    },
    countedActivity: 'of-the-session',
    activityMs: (_session, nowMs) => nowMs,
    readingIsActivity: false,
    consentIsActivity: false,
    loadIsActivity: policy.platform === 'web' ? !isAnnouncement : values.foregroundIsActivity,
    foregroundIsActivity: values.foregroundIsActivity,
    backgroundIsActivity: values.backgroundIsActivity,
    resetIsActivity: values.resetIsActivity,
    stampedAt: 'call',
    stampedId: ({ id }) => id,
    marksStart: (session) => session.startPending,
    callerContext: 'overridden',
    onIdentify: (previousUserId, nextUserId) =>
      previousUserId !== '' && nextUserId !== '' && previousUserId !== nextUserId
        ? mark('identify/renews', 'renew')
        : mark('identify/keeps', 'keep'),
    onReset: (session) => (session === undefined ? 'keep' : 'renew'),
    resetForgetsUser: true,
    resetsVisitor: (asked) => asked,
    onEnd: () => undefined,
    reportsEnd: false,
    restsAfterEnd: 'until-load',
    persist: (session) => session,
    resumes({ mode }, { automatic }) {
      if (mode === 'automatic') return automatic ? mark('resume/automatic', true) : mark('resume/automatic-off', false);
      if (!automatic) return mark('resume/manual-alone', true);
      return values.manualAfterRestart === 'continued'
        ? mark('resume/manual-continued', true)
        : mark('resume/manual-replaced', false);
    },
    loadLooksAtExpiry: true,
    readsStorage: 'at-every-call',
    replacesLost: true,
    readWrongTypes: () => undefined,
    readsFullStorage: true,
    consentResumesTracking: false,
    consentJoins: true,
    remembersEnded: false,
    readsExpired: values.readsExpired,
    returnedId: ({ id }) => id,
    onWire: (message) => [message],
  };
}
