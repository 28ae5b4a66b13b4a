import type { QueryEngine } from './engine.js';
import type { VerifyEvent } from './event.js';
import { groupingOf } from './grouping.js';

/** A midnight of UTC, so that a day goes by before a split at midnight could be taken for a timeout; and a moment later. */
const startsMs = [Date.parse('2026-03-10T00:00:00Z'), Date.parse('2026-03-10T00:00:00.600Z')];

const longestMs = [86_399_000, 40 * 86_400_000] as const;

/**
 * The smallest gap between two events that ends a session, found by halving, from several moments.
 * @returns milliseconds, each once; nothing if no gap of forty days does
 * @throws InputError when the query fails
 */
export async function smallestGaps(engine: QueryEngine): Promise<readonly number[]> {
  const found = new Set<number>();
  for (const startMs of startsMs) {
    const gapMs = await smallestGap(engine, startMs);
    if (gapMs !== undefined) found.add(gapMs);
  }
  return [...found];
}

async function smallestGap(engine: QueryEngine, startMs: number): Promise<number | undefined> {
  for (const limitMs of longestMs) {
    if (!(await isCut(engine, startMs, limitMs))) continue;
    let [kept, cut] = [-1, limitMs];
    while (cut - kept > 1) {
      const middle = Math.floor((kept + cut) / 2);
      if (await isCut(engine, startMs, middle)) cut = middle;
      else kept = middle;
    }
    return cut;
  }
  return undefined;
}

async function isCut(engine: QueryEngine, startMs: number, gapMs: number): Promise<boolean> {
  const at = (id: string, timeMs: number): VerifyEvent => ({ id, user: 'u1', timeMs, campaign: undefined });
  const events = [at('e1', startMs), at('e2', startMs + gapMs)];
  const [one, other] = groupingOf(events, await engine.ask(events));
  return one !== other;
}
