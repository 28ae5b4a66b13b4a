import type { Trace } from '../../src/record/trace.js';
import type { Tampering } from '../../src/suite/tampering.js';
import { sessionFields } from '../../src/wire/session-fields.js';
import { beyondTimeout, caseOf, load, startMs, traceOf, track, wait } from '../judge/fixture.js';

/** Two messages of a first session, two of a second. */
export const twoSessions = caseOf(
  [load, track('one'), wait(1_000), track('two'), beyondTimeout, track('three'), track('four')],
  {
    1: { session: 'first', start: 'true' },
    5: { session: 'second', start: 'true' },
  },
);

/** A first session of two messages, and the start of another. */
export const endsWithAStart = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);

/** A trace as a reader of the wire would tell it: the event, the session counted from 1, a star where it is marked. */
export function told(trace: Trace): string[] {
  const ids: unknown[] = [];
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'message') return [];
    const { sessionId, sessionStart } = sessionFields(entry.body);
    if (sessionId !== undefined && !ids.includes(sessionId)) ids.push(sessionId);
    const session = sessionId === undefined ? '' : ` ${ids.indexOf(sessionId) + 1}`;
    return [`${entry.body.event}${session}${sessionStart === true ? '*' : ''}`];
  });
}

/** What a tampering makes of the two sessions, or of another case. */
export function spoilt(tampering: Tampering, scenario = twoSessions): string[] | undefined {
  const trace = tampering.apply(traceOf(scenario));
  return trace === undefined ? undefined : told(trace);
}

/** A trace in which nothing was sent. */
export const silence: Trace = traceOf(caseOf([load]));
/** A trace with messages of no session. */
export const sessionless: Trace = traceOf(
  caseOf([{ kind: 'load', config: { sessions: { autoTrack: false } } }, track('one')]),
);
export { startMs };
