import { configValue } from '../record/config-value.js';
import type { ConfigValue, MessageType } from '../record/timeline.js';
import { InputError } from '../spec/input-error.js';
import type { Policy } from '../spec/policies.js';
import { isBeyond, type Session } from './session.js';
import type { Settings } from './settings.js';

/**
 * The engine's decisions as a plain record of functions. A quirk of a vendor, or a seeded fault, is an override of one
 * of them and of nothing else.
 */
export interface Rules {
  /** When an automatic session begins: with the SDK (SES-ID-002), or with its first event (SES-ID-001). */
  readonly beginsAt: 'initialisation' | 'first-event';
  /** Whether an automatic session has ended by inactivity (SES-TIMEOUT-003, -004; policy: boundary, clockSetBack). */
  isIdle(session: Session, nowMs: number, settings: Settings): boolean;
  /** Whether an automatic session has lasted longer than the cut-off allows (SES-CUTOFF). */
  isCutOff(session: Session, nowMs: number, settings: Settings): boolean;
  /** The id of a session that begins now and got none from the caller (SES-ID-001, -002, -004; policy: idUnit). */
  nextId(nowMs: number, issuedIds: readonly number[]): number;
  /** What becomes of an id that the caller passes to `startSession` (SES-MANUAL-003; policy: invalidManualId). */
  judgeManualId(id: ConfigValue): 'use' | 'replace' | 'ignore';
  /** Whether sending this type of message is activity (SES-TIMEOUT-006). */
  isActivity(type: MessageType): boolean;
  /** Whether loading the SDK is activity: announced that it is not (SES-TIMEOUT-008), documented that it is (-009). */
  readonly loadIsActivity: boolean;
  /** Whether a message carries the start marker of its session (SES-START-001, -002). */
  marksStart(session: Session): boolean;
  /** What a caller's own session fields in the context do (SES-CONTEXT-001). */
  readonly callerContext: 'overridden' | 'wins';
  /** What `identify` does to the session when it names a user (SES-IDENTIFY). */
  onIdentify(previousUserId: string, nextUserId: string): 'keep' | 'renew';
  /** What `reset` does to a live session (SES-RESET). */
  onReset(session: Session): 'keep' | 'renew';
  /** What survives when the page or the process goes away (SES-PERSISTENCE; policy: pendingStart). */
  persist(session: Session): Session | undefined;
  /** Whether the stored session goes on when the SDK is loaded (SES-PERSISTENCE; policy: manualAfterRestart). */
  resumes(session: Session, nowMs: number, settings: Settings): boolean;
  /** What `getSessionId` returns once an automatic session is idle, before the next event (policy: readsExpired). */
  readonly readsExpired: 'none' | 'stale';
}

/**
 * How many of a device's last ids are remembered so that none is given out twice. So many sessions may begin within one
 * unit of the id; one more would be given the first id again.
 */
export const rememberedIds = 1_024;

/** The rules that an edition's requirements lay down, and that the policy completes where they are silent. */
export function rulesFor(policy: Policy, edition: string): Rules {
  const values = policy.values;
  if (values.expiryCheck !== 'every-event') {
    const message = `the policy ${policy.id} has expiryCheck ${JSON.stringify(values.expiryCheck)}, which the engine does not play yet`;
    throw new InputError([{ message, allowed: 'every-event' }]);
  }
  const unitMs = values.idUnit === 'seconds' ? 1_000 : 1;

  const rules: Rules = {
    beginsAt: edition === '2022-12' ? 'first-event' : 'initialisation',
    isIdle(session, nowMs, settings) {
      if (session.mode === 'manual') return false;
      const idleMs = nowMs - session.lastActivityMs;
      if (idleMs < 0 && values.clockSetBack === 'expired') return true;
      const countedMs = values.clockSetBack === 'absolute' ? Math.abs(idleMs) : idleMs;
      return isBeyond(countedMs, settings.timeoutMs, values.boundary);
    },
    isCutOff(session, nowMs, settings) {
      if (session.mode === 'manual' || settings.cutOffMs === null) return false;
      return isBeyond(nowMs - session.startedAtMs, settings.cutOffMs, values.cutOffBoundary);
    },
    nextId(nowMs, issuedIds) {
      // The clock is the id, but two sessions of one device must never share one, so a taken instant moves on.
      let id = Math.floor(nowMs / unitMs);
      while (issuedIds.includes(id)) id += 1;
      return id;
    },
    judgeManualId(id) {
      const value = configValue(id);
      const valid =
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value > 0 &&
        String(value).length >= values.minimumManualIdDigits;
      if (valid) return 'use';
      return values.invalidManualId === 'replaced' ? 'replace' : 'ignore';
    },
    isActivity: () => true,
    loadIsActivity: edition !== '2022-12',
    marksStart: (session) => session.startPending,
    callerContext: 'overridden',
    onIdentify: (previousUserId, nextUserId) =>
      previousUserId !== '' && nextUserId !== '' && previousUserId !== nextUserId ? 'renew' : 'keep',
    onReset: () => 'renew',
    persist: (session) =>
      session.startPending && values.pendingStart === 'memory' ? { ...session, startPending: false } : session,
    resumes(session, nowMs, settings) {
      if (session.mode === 'manual') return !settings.automatic || values.manualAfterRestart === 'continued';
      return settings.automatic && !rules.isIdle(session, nowMs, settings) && !rules.isCutOff(session, nowMs, settings);
    },
    readsExpired: values.readsExpired,
  };
  return rules;
}
