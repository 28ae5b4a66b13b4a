import { type ObservedEvent, observe } from '../judge/observation.js';
import type { Behaviour } from '../record/comparison.js';
import type { Conduct } from '../record/conduct.js';
import type { Json, Timeline } from '../record/timeline.js';
import type { MessageEntry, Trace } from '../record/trace.js';
import { sessionFields } from '../wire/session-fields.js';

/** What a trace shows of its target, without ids, times and words that every SDK has of its own. */
export function behaviourOf(trace: Trace, timeline: Timeline): Behaviour {
  const { events, returns, logs, messages, unclaimed } = observe(trace, timeline);
  const numbers = new SessionNumbers(events);
  const conducts = new Map<number, Conduct>();
  const marked = markedCalls(events, unclaimed);
  const eventOf = new Map(events.map((event) => [event.step, event]));
  for (const entry of trace.entries) {
    if (entry.kind !== 'step') continue;
    const event = eventOf.get(entry.step);
    const returned = returns.get(entry.step);
    if (entry.threw !== undefined) conducts.set(entry.step, { kind: 'throw' });
    else if (event !== undefined) conducts.set(entry.step, conductOf(event, numbers, marked));
    else if (entry.action.kind === 'getSessionId') {
      const id = returned?.value ?? null;
      const session = id === null ? 'none' : (numbers.of(entry.device, id) ?? 'unknown');
      conducts.set(entry.step, { kind: 'return', session });
    }
  }
  const worst = new Map<number, 'warn' | 'error'>();
  for (const { step, level } of logs) {
    if (level === 'error' || (level === 'warn' && !worst.has(step))) worst.set(step, level);
  }
  return { conducts, logs: worst, sessions: countSessions(messages) };
}

function conductOf(event: ObservedEvent, numbers: SessionNumbers, marked: ReadonlySet<number>): Conduct {
  if (event.message === undefined) return { kind: 'no message' };
  const start = marked.has(event.step);
  const { device, sessionId } = event;
  const session = sessionId === undefined ? undefined : numbers.of(device, sessionId);
  return { kind: 'message', start, ...(session === undefined ? {} : { session }) };
}

/**
 * The steps of the calls that begin a marked session. A mobile SDK marks a message of its own, such as Application
 * Opened, where others mark the first call: such a marker counts for the first call of its session, so that only
 * sessions are compared, and not who sends how many messages.
 */
function markedCalls(events: readonly ObservedEvent[], unclaimed: readonly MessageEntry[]): Set<number> {
  const steps = new Set(events.filter(({ sessionStart }) => sessionStart === true).map(({ step }) => step));
  for (const { device, body, message } of unclaimed) {
    const { sessionId, sessionStart } = sessionFields(body);
    if (sessionStart !== true || sessionId === undefined) continue;
    const first = events.find((event) => event.device === device && event.sessionId === sessionId);
    // One that is sent again, after the call, is no message of the SDK's own.
    if (first?.message !== undefined && first.message.message > message) steps.add(first.step);
  }
  return steps;
}

/** Sessions numbered in the order of the calls whose messages show them. */
class SessionNumbers {
  readonly #numbers = new Map<string, number>();

  constructor(events: readonly ObservedEvent[]) {
    for (const { device, sessionId } of events) {
      if (sessionId === undefined) continue;
      const key = keyOf(device, sessionId);
      if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size + 1);
    }
  }

  of(device: string, id: Json): number | undefined {
    return this.#numbers.get(keyOf(device, id));
  }
}

function countSessions(messages: readonly MessageEntry[]): number {
  const keys = messages.flatMap(({ device, body }) => {
    const { sessionId } = sessionFields(body);
    return sessionId === undefined ? [] : [keyOf(device, sessionId)];
  });
  return new Set(keys).size;
}

function keyOf(device: string, id: Json): string {
  return JSON.stringify([device, id]);
}
