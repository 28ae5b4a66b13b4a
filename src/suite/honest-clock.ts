import type { Trace } from '../record/trace.js';
import { originalTimestampMs } from '../wire/session-fields.js';

/** A time zone that an SDK mistakes, or seconds that it rounds, are its own affair. */
const toleranceMs = 86_400_000;

/**
 * Why a trace proves nothing about time, though the probe found that the clock obeys: a message is dated as no wall
 * clock of the timeline ever was, so the SDK has the time from elsewhere. `undefined` if none is.
 */
export function whyNotHonest(trace: Trace): string | undefined {
  const walls = trace.entries.map(({ wallMs }) => wallMs);
  const [earliest, latest] = walls.reduce(
    ([low, high], wallMs) => [Math.min(low, wallMs), Math.max(high, wallMs)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  for (const entry of trace.entries) {
    if (entry.kind !== 'message') continue;
    const datedMs = originalTimestampMs(entry.body);
    if (datedMs === undefined || (datedMs >= earliest - toleranceMs && datedMs <= latest + toleranceMs)) continue;
    return `message ${entry.message + 1} has a timestamp that the virtual clock never showed: the SDK reads another clock`;
  }
  return undefined;
}
