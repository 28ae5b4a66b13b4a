import type { Cohort } from '../../population.js';
import type { EventRow, UserData } from '../../rows.js';
import { areNeighbours } from '../message-number.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { noneFinding } from '../tolerance.js';
import { byTrueTime } from '../visit-path.js';

/** When a session of a cohort ends, as far as it can be told from the pauses between events. */
interface Rule {
  readonly timeoutMs: number;
  /** Whether a pause of exactly the timeout ends it. */
  readonly isInclusive: boolean;
  /** Whether every event looks at the clock; on some phones only a return to the foreground does. */
  readonly isByEvents: boolean;
  readonly hasCutOff: boolean;
}

/**
 * Whether sessions are what the rule makes of the events. Looked at are correct SDKs whose clock did not jump; between two
 * events nothing may have been lost.
 */
export const sessions: Quantity = {
  id: 'sessions',
  title: 'whether sessions are what the rule makes of the events, and agree with the visits',
  collect({ population }) {
    const rules = new Map(population.cohorts.map((cohort) => [cohort.name, ruleOf(cohort)]));
    const breaches = new Tally();
    const looked = new Tally();
    const note = (what: string, isBreach: boolean): void => {
      looked.add(what);
      if (isBreach) breaches.add(what);
    };
    return {
      add(user) {
        const rule = rules.get(user.user.cohort);
        for (const device of devicesOf(user)) {
          for (const [index, event] of device.entries()) {
            note(kinds.stamped, event.sessionId === undefined);
            const before = device[index - 1];
            if (before === undefined || rule === undefined || !areNeighbours(before, event, user.visits)) continue;
            const isSame = before.sessionId === event.sessionId;
            note(kinds.marked, isSame === (event.sessionStart === true));
            if (rule.isByEvents) note(kinds.late, isSame && isOver(before, event, rule));
            // A log-out, another user and a cut-off end a session as well.
            const goesOn = before.anonymousId === event.anonymousId && isSameUser(before, event) && !rule.hasCutOff;
            if (rule.isByEvents && goesOn) note(kinds.early, !isSame && !isOver(before, event, rule));
          }
        }
        for (const { session, parts } of joined(user)) note(kinds.joined, session !== parts);
      },
      findings: () => Object.values(kinds).map((what) => noneFinding(what, breaches.of(what), looked.of(what))),
    };
  },
};

const kinds = {
  stamped: 'events without a session',
  marked: 'events whose start marker is missing or wrong',
  late: 'pauses beyond the timeout within a session',
  early: 'sessions that end before the timeout, without a reason',
  joined: 'sessions with other events than their visits have in them',
} as const;

function ruleOf({ policy: { values, platform }, timeoutMs, cutOffMs }: Cohort): Rule {
  return {
    timeoutMs: timeoutMs ?? values.defaultTimeoutMs,
    isInclusive: values.boundary === 'inclusive',
    isByEvents: values.expiryCheck === 'every-event' && platform === 'web',
    hasCutOff: cutOffMs !== undefined,
  };
}

function isOver(before: EventRow, event: EventRow, { timeoutMs, isInclusive }: Rule): boolean {
  const pauseMs = event.trueTimestampMs - before.trueTimestampMs;
  return isInclusive ? pauseMs >= timeoutMs : pauseMs > timeoutMs;
}

/** Becoming known keeps a session; becoming somebody else does not. */
function isSameUser(before: EventRow, event: EventRow): boolean {
  return before.userId === undefined || before.userId === event.userId;
}

/** The events of each device in true order, of devices with a correct SDK whose clock does not jump. */
function devicesOf({ events }: UserData): EventRow[][] {
  const devices = new ByKey((): EventRow[] => []);
  const spoilt = new Set<string>();
  for (const event of events) {
    if (event.dirt.faultySdk || event.dirt.jumpedClock) spoilt.add(event.deviceId);
    if (!event.dirt.duplicate) devices.of(event.deviceId).push(event);
  }
  return [...devices.all].flatMap(([id, device]) => (spoilt.has(id) ? [] : [device.sort(byTrueTime)]));
}

/** By session: its events, and those that it has in common with the visits. */
function joined({ sessions, visitSessions }: UserData): { readonly session: number; readonly parts: number }[] {
  const parts = new Tally();
  for (const { deviceId, sessionId, events } of visitSessions) parts.add(`${deviceId} ${sessionId}`, events);
  return sessions.map(({ deviceId, sessionId, events }) => ({
    session: events,
    parts: parts.of(`${deviceId} ${sessionId}`),
  }));
}
