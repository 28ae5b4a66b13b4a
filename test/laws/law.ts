import fc from 'fast-check';
import type { Observation, ObservedEvent } from '../../src/judge/observation.js';
import type { Timeline } from '../../src/record/timeline.js';
import type { Trace } from '../../src/record/trace.js';
import type { Policy } from '../../src/spec/policies.js';
import { type Domain, timelines } from './timelines.js';

/** Who has to keep a law: the engine, or an SDK that is played. */
export interface Subject {
  readonly policy: Policy;
  readonly edition: string;
  /** From a fresh device on, every time. */
  play(timeline: Timeline): Promise<Trace>;
  /** How the judge pairs calls with messages. */
  observe(trace: Trace, timeline: Timeline): Observation;
}

/** `silent` where the law has nothing to say of the timeline. */
export type Outcome = 'holds' | 'silent' | { readonly broken: string };

/** A property over all timelines of a domain. */
export interface Law {
  /** The name of its file. */
  readonly id: string;
  /** What holds, in one sentence. */
  readonly title: string;
  /** The timelines that it is about; the platform is that of the subject. */
  readonly domain: Omit<Domain, 'platform'>;
  /** Numbers that say where a timeline is changed, or by how much; each below its limit. */
  readonly choices: readonly number[];
  check(timeline: Timeline, choices: readonly number[], subject: Subject): Promise<Outcome>;
}

/** Plays the timeline and pairs its calls with the messages: the events in the order of the calls. */
export async function eventsOf(timeline: Timeline, subject: Subject): Promise<readonly ObservedEvent[]> {
  return subject.observe(await subject.play(timeline), timeline).events;
}

/** What an event says of its session, in one text; `lost` without a message. */
export function shownBy({ message, sessionId, sessionStart }: ObservedEvent): string {
  if (message === undefined) return 'lost';
  return `${JSON.stringify(sessionId) ?? 'none'}${sessionStart === undefined ? '' : ` ${JSON.stringify(sessionStart)}`}`;
}

/** Whether two plays show the same, event by event; otherwise where they part. */
export function sameShown(what: string, left: readonly string[], right: readonly string[]): Outcome {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left[index] === right[index]) continue;
    return {
      broken: `${what}: event ${index + 1} shows ${left[index] ?? 'nothing'}, and then ${right[index] ?? 'nothing'}`,
    };
  }
  return 'holds';
}

/** The sessions that events belong to; the same id on two devices is two sessions. */
export function sessionsIn(events: readonly ObservedEvent[]): Map<string, ObservedEvent[]> {
  const sessions = new Map<string, ObservedEvent[]>();
  for (const event of events) {
    if (event.sessionId === undefined) continue;
    const key = `${event.device}/${JSON.stringify(event.sessionId)}`;
    sessions.set(key, [...(sessions.get(key) ?? []), event]);
  }
  return sessions;
}

export interface Tried {
  /** The smallest counterexample, in words; absent if the law held wherever it was tried. */
  readonly broken?: string;
  /** How many timelines the law had something to say of. */
  readonly spoken: number;
}

/** Tries a law on generated timelines; the same seed gives the same ones. */
export async function tryLaw(
  law: Law,
  subject: Subject,
  limits: { readonly numRuns: number; readonly domain?: Partial<Domain>; readonly seed?: number },
): Promise<Tried> {
  const domain = { ...law.domain, ...limits.domain, platform: subject.policy.platform };
  const choices = fc.tuple(...law.choices.map((limit) => fc.nat({ max: limit - 1 })));
  let spoken = 0;
  let broken = '';
  const property = fc.asyncProperty(timelines(domain), choices, async (timeline, chosen) => {
    const outcome = await law.check(timeline, chosen, subject);
    if (outcome !== 'silent') spoken += 1;
    if (typeof outcome !== 'object') return true;
    broken = outcome.broken;
    return false;
  });
  const { seed = 1, numRuns } = limits;
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns });
  if (!failed) return { spoken };
  // It could not be played, which is not for a law to judge.
  if (broken === '') throw errorInstance;
  const [timeline, chosen] = counterexample ?? [];
  const steps = timeline?.steps.map(({ device, client, action }) => `${device} ${client} ${JSON.stringify(action)}`);
  return { spoken, broken: [`${law.id}: ${broken}`, ...(steps ?? []), `choices ${JSON.stringify(chosen)}`].join('\n') };
}
