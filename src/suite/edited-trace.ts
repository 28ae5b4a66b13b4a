import type { JsonObject } from '../record/timeline.js';
import type { MessageEntry, RequestEntry, Trace, TraceEntry } from '../record/trace.js';

/** The messages of a trace as they left on the wire, in order, whether or not they were accepted. */
export function messagesOf({ entries }: Trace): MessageEntry[] {
  return entries.filter((entry) => entry.kind === 'message');
}

/** The trace as if this message had never left; a request that carried nothing else is gone as well. */
export function withoutMessage(trace: Trace, lost: MessageEntry): Trace {
  const alone = messagesOf(trace).filter(({ request }) => request === lost.request).length === 1;
  return renumbered({
    ...trace,
    entries: trace.entries.filter(
      (entry) => !isMessage(entry, lost) && !(alone && entry.kind === 'request' && entry.request === lost.request),
    ),
  });
}

/** The trace as if a message had left once more, in a request of its own, right behind the one that is named. */
export function withMessageAfter(trace: Trace, { body }: MessageEntry, behind: MessageEntry): Trace {
  const carrier = trace.entries.find(
    (entry): entry is RequestEntry => entry.kind === 'request' && entry.request === behind.request,
  );
  // The engine sends without requests.
  const request: TraceEntry[] = carrier === undefined ? [] : [{ ...carrier, request: afterAll(trace) }];
  const again: TraceEntry = { ...behind, body, request: carrier === undefined ? behind.request : afterAll(trace) };
  return renumbered({
    ...trace,
    entries: trace.entries.flatMap((entry) => (isMessage(entry, behind) ? [entry, ...request, again] : [entry])),
  });
}

/** The trace with another body in some of the messages. */
export function withBodies(trace: Trace, bodyOf: (message: MessageEntry) => JsonObject): Trace {
  return {
    ...trace,
    entries: trace.entries.map((entry) => (entry.kind === 'message' ? { ...entry, body: bodyOf(entry) } : entry)),
  };
}

/** The body with other values in its context; `undefined` takes a key away. */
export function withContext(body: JsonObject, changes: Readonly<Record<string, JsonObject[string] | undefined>>) {
  const { context } = body;
  const before = typeof context === 'object' && context !== null && !Array.isArray(context) ? context : {};
  const after = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined);
  return { ...body, context: Object.fromEntries(after) } as JsonObject;
}

/** By its number, for an edited trace has entries of its own. */
function isMessage(entry: TraceEntry, { message }: MessageEntry): boolean {
  return entry.kind === 'message' && entry.message === message;
}

/** A number that no request of the trace has. */
function afterAll({ entries }: Trace): number {
  return Math.max(-1, ...entries.map((entry) => (entry.kind === 'request' ? entry.request : -1))) + 1;
}

/** Messages count from 0 in the order in which they leave. */
function renumbered(trace: Trace): Trace {
  let count = 0;
  return {
    ...trace,
    entries: trace.entries.map((entry) => (entry.kind === 'message' ? { ...entry, message: count++ } : entry)),
  };
}
