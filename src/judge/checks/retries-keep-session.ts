import type { Json } from '../../record/timeline.js';
import type { MessageEntry } from '../../record/trace.js';
import { sessionFields } from '../../wire/session-fields.js';
import type { Check } from '../check.js';
import { hasOutage } from '../due.js';
import { law } from '../law.js';
import type { ObservedEvent } from '../observation.js';

/** A session is a matter of the moment of the call: an event that is sent again says the same as at first. */
export const retriesKeepSession: Check = {
  id: 'retries-keep-session',
  title: 'every attempt to deliver an event carries the same session fields and the same time',
  run({ observed }) {
    if (!hasOutage(observed)) return [];
    const common = {
      check: this.id,
      events: observed.events.filter(({ attempts }) => attempts.length > 1),
      nothing: 'no event was sent more than once',
    };
    return [
      ...law({ ...common, requirement: 'SES-WIRE-003', breaks: (event) => changed(event, sessionOf) }),
      ...law({ ...common, requirement: 'SES-WIRE-004', breaks: (event) => changed(event, timeOf) }),
    ];
  },
};

function sessionOf({ body }: MessageEntry): string {
  const { sessionId, sessionStart } = sessionFields(body);
  return `sessionId ${text(sessionId)} and sessionStart ${text(sessionStart)}`;
}

function timeOf({ body }: MessageEntry): string {
  return `originalTimestamp ${text(body.originalTimestamp)}`;
}

function text(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function changed({ attempts }: ObservedEvent, read: (attempt: MessageEntry) => string): string | undefined {
  const [first, ...later] = attempts.map(read);
  const other = later.findIndex((said) => said !== first);
  return other < 0 ? undefined : `attempt ${other + 2} has ${later[other]}, the first had ${first}`;
}
