import type { Rules } from '../../src/engine/rules.js';
import type { Observation } from '../../src/judge/observation.js';
import type { Step, StepAction, Timeline } from '../../src/record/timeline.js';
import type { Trace } from '../../src/record/trace.js';
import { sessionFields } from '../../src/wire/session-fields.js';
import { timeoutMs } from '../engine/timelines.js';
import type { Subject } from './law.js';
import { engineSubject } from './subjects.js';

/** What is wrong with a subject that breaks a law. */
export interface Fault {
  /** The id of the law. */
  readonly law: string;
  readonly what: string;
  readonly subject: Subject;
}

/** An SDK that breaks each law in the way that is told: the engine with one rule overridden, wherever a rule can break it. */
export const faults: readonly Fault[] = [
  {
    law: 'one-message-per-call',
    what: 'the fifth message is lost',
    subject: spoilt('rudderstack-web', (trace) => withoutMessage(trace, 4)),
  },
  {
    law: 'session-fields',
    what: 'ids are fractions of seconds',
    subject: ruled('rudderstack-android', () => ({ nextId: (nowMs) => nowMs / 1_000 + 0.5 })),
  },
  {
    law: 'one-marker',
    what: 'a session is marked again after a reload',
    subject: ruled('rudderstack-web', () => ({ persist: (session) => ({ ...session, startPending: true }) })),
  },
  {
    law: 'one-marker',
    what: 'the marker is lost with the page that did not send it',
    subject: ruled('rudderstack-swift', () => ({ persist: (session) => ({ ...session, startPending: false }) })),
  },
  {
    law: 'ids-never-decrease',
    what: 'ids count down',
    subject: ruled('announcement-mobile', () => ({ nextId: (nowMs) => 4_000_000_000_000 - nowMs })),
  },
  {
    law: 'shift-in-time',
    what: 'sessions end with the hour',
    subject: ruled('rudderstack-web', ({ isIdle }) => ({
      isIdle: (session, nowMs, settings) =>
        isIdle(session, nowMs, settings) || hourOf(session.lastActivityMs) !== hourOf(nowMs),
    })),
  },
  {
    law: 'more-activity',
    what: 'an event within a second of another is taken for a robot of its own',
    subject: ruled('announcement-web', ({ isIdle }) => ({
      isIdle: (session, nowMs, settings) =>
        isIdle(session, nowMs, settings) || (nowMs > session.lastActivityMs && nowMs < session.lastActivityMs + 1_000),
    })),
  },
  {
    law: 'longer-timeout',
    what: 'long timeouts are taken for microseconds',
    subject: ruled('rudderstack-kotlin', ({ readSettings }) => ({
      readSettings: (config) => {
        const settings = readSettings(config);
        return settings.timeoutMs > timeoutMs ? { ...settings, timeoutMs: settings.timeoutMs / 1_000 } : settings;
      },
    })),
  },
  {
    law: 'devices-alone',
    what: 'two devices never begin sessions in the same millisecond',
    subject: ruled('rudderstack-web', ({ nextId }) => {
      const all: number[] = [];
      return {
        nextId: (nowMs) => {
          const id = nextId(nowMs, all);
          all.push(id);
          return id;
        },
      };
    }),
  },
  {
    law: 'wait-in-parts',
    what: 'time stands still in waits of less than a second',
    subject: replayed('rudderstack-web', ({ action, ...step }) => ({
      ...step,
      action: action.kind === 'wait' && action.durationMs < 1_000 ? { ...action, durationMs: 0 } : action,
    })),
  },
  {
    law: 'reading-changes-nothing',
    what: 'reading the id begins a session',
    subject: replayed('rudderstack-android', acting('getSessionId', { kind: 'startSession' })),
  },
  {
    law: 'read-is-sent',
    what: 'the id of a session that has expired is still read',
    subject: ruled('rudderstack-web', () => ({ readsExpired: 'stale' })),
  },
  {
    law: 'save-and-load',
    what: 'a session does not outlive its page',
    subject: ruled('rudderstack-web', () => ({ persist: () => undefined })),
  },
  {
    law: 'save-and-load',
    what: 'every launch begins a session',
    subject: ruled('rudderstack-flutter', () => ({ resumes: () => false })),
  },
  { law: 'outage', what: 'a message belongs to the session of its delivery', subject: stampedAtDelivery() },
  { law: 'delivery-order', what: 'calls are paired with messages as they come', subject: pairedInOrder() },
];

const hourOf = (instantMs: number): number => Math.floor(instantMs / 3_600_000);

function ruled(policy: string, override: (rules: Rules) => Partial<Rules>): Subject {
  return engineSubject(policy, (rules) => ({ ...rules, ...override(rules) }));
}

function spoilt(policy: string, spoil: (trace: Trace) => Trace): Subject {
  const subject = engineSubject(policy);
  return { ...subject, play: async (timeline) => spoil(await subject.play(timeline)) };
}

function withoutMessage(trace: Trace, lost: number): Trace {
  return { ...trace, entries: trace.entries.filter((entry) => entry.kind !== 'message' || entry.message !== lost) };
}

/** It plays other steps than it is given, one for one. */
function replayed(policy: string, change: (step: Step) => Step): Subject {
  const subject = engineSubject(policy);
  return { ...subject, play: (timeline) => subject.play({ ...timeline, steps: timeline.steps.map(change) }) };
}

function acting(kind: StepAction['kind'], action: StepAction): (step: Step) => Step {
  return (step) => (step.action.kind === kind ? { ...step, action } : step);
}

/** Calls that are made offline are carried out when the network is back. */
function stampedAtDelivery(): Subject {
  const subject = engineSubject('announcement-web');
  return {
    ...subject,
    async play(timeline: Timeline) {
      const numbered = timeline.steps.map((step, index) => ({ step, index }));
      const found = (state: string): number =>
        timeline.steps.findIndex(({ action }) => action.kind === 'network' && action.state === state);
      const [from, to] = [found('offline'), found('online')];
      const away = numbered.slice(from, Math.max(from, to));
      const isEvent = ({ step }: { step: Step }): boolean => step.action.kind === 'event';
      const moved = [
        ...numbered.slice(0, Math.max(from, 0)),
        ...away.filter((each) => !isEvent(each)),
        ...away.filter(isEvent),
        ...numbered.slice(Math.max(to, 0)),
      ];
      const trace = await subject.play({ ...timeline, steps: moved.map(({ step }) => step) });
      return { ...trace, entries: trace.entries.map((each) => ({ ...each, step: moved[each.step]?.index ?? 0 })) };
    },
  };
}

function pairedInOrder(): Subject {
  const subject = engineSubject('rudderstack-web');
  return {
    ...subject,
    observe(trace, timeline): Observation {
      const observation = subject.observe(trace, timeline);
      const events = observation.events.map(({ sessionId: _id, sessionStart: _start, ...event }, index) => {
        const { sessionId, sessionStart } = sessionFields(observation.messages[index]?.body ?? {});
        return {
          ...event,
          ...(sessionId === undefined ? {} : { sessionId }),
          ...(sessionStart === undefined ? {} : { sessionStart }),
        };
      });
      return { ...observation, events };
    },
  };
}
