import type { Json, Timeline } from '../record/timeline.js';
import { isAccepted, type LogEntry, type MessageEntry, type ReturnEntry, type Trace } from '../record/trace.js';
import { sessionFields, typeOf } from '../wire/session-fields.js';
import { claim, type Delivery, type EventCall } from './claims.js';

/** A call that should have become a message, and the message that it became. */
export interface ObservedEvent extends EventCall {
  /** What the SDK threw at the caller instead of accepting the call. */
  readonly threw?: string;
  /** The message as it was delivered: in a request with which the data plane was content. */
  readonly message?: MessageEntry;
  /** Every attempt to deliver it, that one included; several when the network or the data plane failed. */
  readonly attempts: readonly MessageEntry[];
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
  /** Those that were delivered. */
  readonly messages: readonly MessageEntry[];
  /** Messages that were delivered and that no call accounts for. */
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

/** All that judges one case asks again and again for what its trace shows, and the engine's opinion; newest first. */
let recent: readonly Observation[] = [];

/** Arranges a trace; every message is claimed by at most one call. */
export function observe(trace: Trace, timeline: Timeline): Observation {
  const known = recent.find((each) => each.trace === trace && each.timeline === timeline);
  if (known !== undefined) return known;
  const observation = arrange(trace, timeline);
  recent = [observation, ...recent.slice(0, 1)];
  return observation;
}

function arrange(trace: Trace, timeline: Timeline): Observation {
  const attempts: MessageEntry[] = [];
  const refused = new Set<number>();
  const logs: LogEntry[] = [];
  const returns = new Map<number, ReturnEntry>();
  const wallMsAt = new Map<number, number>();
  const calls: ObservedEvent[] = [];
  for (const entry of trace.entries) {
    if (entry.kind === 'message') attempts.push(entry);
    else if (entry.kind === 'request' && !isAccepted(entry)) refused.add(entry.request);
    else if (entry.kind === 'log') logs.push(entry);
    else if (entry.kind === 'return') returns.set(entry.step, entry);
    else if (entry.kind === 'step') {
      wallMsAt.set(entry.step, entry.wallMs);
      const { step, device, client, wallMs, action, threw } = entry;
      if (action.kind !== 'event') continue;
      calls.push({
        step,
        device,
        client,
        call: action,
        wallMs,
        attempts: [],
        ...(threw === undefined ? {} : { threw }),
      });
    }
  }
  const deliveries = groupAttempts(attempts, refused);
  const claims = claim(calls, deliveries, timeline);
  const claimed = new Set(claims.values());
  return {
    trace,
    timeline,
    events: calls.map((call) => withMessage(call, claims.get(call.step))),
    messages: attempts.filter(({ request }) => !refused.has(request)),
    unclaimed: deliveries.flatMap((each) => (each.message === undefined || claimed.has(each) ? [] : [each.message])),
    returns,
    logs,
    wallMsAt,
  };
}

/**
 * An attempt repeats an earlier one if it has its `messageId` and none of those so far has succeeded. One after the
 * success is not a retry but a double.
 */
function groupAttempts(attempts: readonly MessageEntry[], refused: ReadonlySet<number>): Delivery[] {
  const deliveries: Delivery[] = [];
  const open = new Map<string, Delivery>();
  for (const attempt of attempts) {
    const key = JSON.stringify([attempt.device, typeOf(attempt.body), attempt.body.messageId]);
    let delivery = attempt.body.messageId === undefined ? undefined : open.get(key);
    if (delivery === undefined) {
      delivery = { first: attempt, attempts: [] };
      deliveries.push(delivery);
      open.set(key, delivery);
    }
    delivery.attempts.push(attempt);
    if (refused.has(attempt.request)) continue;
    delivery.message = attempt;
    open.delete(key);
  }
  return deliveries;
}

function withMessage(call: ObservedEvent, delivery: Delivery | undefined): ObservedEvent {
  if (delivery === undefined) return call;
  const { attempts, message } = delivery;
  if (message === undefined) return { ...call, attempts };
  const { sessionId, sessionStart } = sessionFields(message.body);
  return {
    ...call,
    attempts,
    message,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(sessionStart === undefined ? {} : { sessionStart }),
  };
}
