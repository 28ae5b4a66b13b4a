import type { CallStep, Json, Timeline } from '../record/timeline.js';
import type { LogEntry, MessageEntry, ReturnEntry, Trace } from '../record/trace.js';
import { nameOf, originalTimestampMs, sessionFields, typeOf } from '../wire/session-fields.js';

/** A call that should have become a message, and the message that it became. */
export interface ObservedEvent {
  readonly step: number;
  readonly device: string;
  readonly client: string;
  readonly call: Extract<CallStep, { kind: 'event' }>;
  /** The wall clock of the device at the call. */
  readonly wallMs: number;
  /** What the SDK threw at the caller instead of accepting the call. */
  readonly threw?: string;
  readonly message?: MessageEntry;
  /** The session fields of the message as they left on the wire, whatever their type. */
  readonly sessionId?: Json;
  readonly sessionStart?: Json;
}

/** A trace, arranged for the questions that checks ask. */
export interface Observation {
  readonly trace: Trace;
  readonly timeline: Timeline;
  /** In call order. */
  readonly events: readonly ObservedEvent[];
  readonly messages: readonly MessageEntry[];
  /** Messages that no call accounts for. */
  readonly unclaimed: readonly MessageEntry[];
  readonly returns: ReadonlyMap<number, ReturnEntry>;
  readonly logs: readonly LogEntry[];
  /** The wall clock of its device at each step. */
  readonly wallMsAt: ReadonlyMap<number, number>;
}

/** The event of a step, if the step is one. */
export function eventAt(observation: Observation, step: number): ObservedEvent | undefined {
  return observation.events.find((event) => event.step === step);
}

/** Arranges a trace; every message is claimed by at most one call. */
export function observe(trace: Trace, timeline: Timeline): Observation {
  const messages: MessageEntry[] = [];
  const logs: LogEntry[] = [];
  const returns = new Map<number, ReturnEntry>();
  const wallMsAt = new Map<number, number>();
  const calls: ObservedEvent[] = [];
  for (const entry of trace.entries) {
    if (entry.kind === 'message') messages.push(entry);
    else if (entry.kind === 'log') logs.push(entry);
    else if (entry.kind === 'return') returns.set(entry.step, entry);
    else if (entry.kind === 'step') {
      wallMsAt.set(entry.step, entry.wallMs);
      const { step, device, client, wallMs, action, threw } = entry;
      if (action.kind !== 'event') continue;
      calls.push({ step, device, client, call: action, wallMs, ...(threw === undefined ? {} : { threw }) });
    }
  }
  const claims = claim(calls, messages);
  const claimed = new Set(claims.values());
  return {
    trace,
    timeline,
    events: calls.map((call) => withMessage(call, claims.get(call.step))),
    messages,
    unclaimed: messages.filter((message) => !claimed.has(message)),
    returns,
    logs,
    wallMsAt,
  };
}

function withMessage(call: ObservedEvent, message: MessageEntry | undefined): ObservedEvent {
  if (message === undefined) return call;
  const { sessionId, sessionStart } = sessionFields(message.body);
  return {
    ...call,
    message,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(sessionStart === undefined ? {} : { sessionStart }),
  };
}

/**
 * Pairs calls with messages. Nothing in a message names the call that caused it, and nothing may be added to it, so the
 * pair is found by what both say: device, type and name, and the instant where it fits. What is left is paired in order,
 * so that one lost message does not shift all that follow when instants tell them apart.
 */
function claim(calls: readonly ObservedEvent[], messages: readonly MessageEntry[]): Map<number, MessageEntry> {
  const claims = new Map<number, MessageEntry>();
  const free = new Set(messages);
  const take = (call: ObservedEvent, fits: (message: MessageEntry) => boolean): void => {
    if (claims.has(call.step)) return;
    for (const message of free) {
      if (message.step < call.step || !saysTheSame(call, message) || !fits(message)) continue;
      claims.set(call.step, message);
      free.delete(message);
      return;
    }
  };
  for (const call of calls) {
    take(call, (message) => message.client === call.client && originalTimestampMs(message.body) === call.wallMs);
  }
  for (const call of calls) take(call, () => true);
  return claims;
}

function saysTheSame({ call, device }: ObservedEvent, message: MessageEntry): boolean {
  if (message.device !== device || typeOf(message.body) !== call.type) return false;
  // Without a name the SDK fills in what it knows: `identify` with traits alone carries the user's known id.
  return call.name === undefined || call.name === '' || nameOf(message.body) === call.name;
}
