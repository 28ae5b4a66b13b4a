import { isDeepStrictEqual } from 'node:util';
import type { CapturedRequest } from '../../record/capture.js';
import type { JsonObject } from '../../record/timeline.js';
import { isAccepted } from '../../record/trace.js';
import { readMessages } from '../../wire/messages.js';
import { originalTimestampMs, typeOf } from '../../wire/session-fields.js';

/** A message in one attempt to deliver it. */
export interface Attempt {
  /** The position of its request in the capture. */
  readonly request: number;
  /** Its position among all messages of the capture. */
  readonly position: number;
  readonly body: JsonObject;
  readonly isAccepted: boolean;
}

/** One message, with all attempts to deliver it, in the order in which they arrived. */
export interface CapturedMessage {
  readonly attempts: readonly [Attempt, ...Attempt[]];
  /** As the first attempt has it. */
  readonly body: JsonObject;
  /** When the SDK says that the call was made, or else that it was sent, by the clock of the device. */
  readonly atMs: number | undefined;
}

/** What the data plane was sent, as it can be read from a capture. */
export interface CapturedMessages {
  /** By the clock of the device, and in the order of arrival where that says the same. */
  readonly messages: readonly CapturedMessage[];
  /** Deliveries that repeat an accepted one to the letter: its answer was lost on the way, which is nobody's fault. */
  readonly repeated: number;
}

/** Finds the messages of a capture. Those with the same type and `messageId` are one, as everywhere in Lapse. */
export function capturedMessages(requests: readonly CapturedRequest[]): CapturedMessages {
  const messages: { attempts: [Attempt, ...Attempt[]] }[] = [];
  const byId = new Map<string, { attempts: [Attempt, ...Attempt[]] }>();
  let repeated = 0;
  let position = 0;
  for (const [request, each] of requests.entries()) {
    if (!isToDataPlane(each) || each.unreadable !== undefined) continue;
    const read = readMessages(each);
    for (const body of 'messages' in read ? read.messages : []) {
      const attempt = { request, position, body, isAccepted: isAccepted(each) };
      position += 1;
      const key = body.messageId === undefined ? undefined : JSON.stringify([typeOf(body), body.messageId]);
      const known = key === undefined ? undefined : byId.get(key);
      if (known === undefined) {
        const message: { attempts: [Attempt, ...Attempt[]] } = { attempts: [attempt] };
        messages.push(message);
        if (key !== undefined) byId.set(key, message);
      } else if (known.attempts.some((before) => before.isAccepted && saysTheSame(before.body, body))) {
        repeated += 1;
      } else known.attempts.push(attempt);
    }
  }
  return { messages: messages.map(dated).sort(byClock), repeated };
}

/** Whether a request is one of those that a trace has: a person who looks whether the collector is there sends none. */
export function isToDataPlane({ purpose, method }: CapturedRequest): boolean {
  return purpose === 'messages' || (purpose === 'other' && method === 'POST');
}

/** When it was sent may differ, and nothing else. */
function saysTheSame({ sentAt: _sentAt, ...one }: JsonObject, { sentAt: _other, ...other }: JsonObject): boolean {
  return isDeepStrictEqual(one, other);
}

function dated({ attempts }: Pick<CapturedMessage, 'attempts'>): CapturedMessage {
  const { body } = attempts[0];
  const { sentAt } = body;
  const atMs =
    originalTimestampMs(body) ??
    (sentAt === undefined ? undefined : originalTimestampMs({ originalTimestamp: sentAt }));
  return { attempts, body, atMs };
}

/** What is not dated comes first; array.sort leaves what is equal in its order. */
function byClock({ atMs: one }: CapturedMessage, { atMs: other }: CapturedMessage): number {
  return (one ?? 0) - (other ?? 0);
}
