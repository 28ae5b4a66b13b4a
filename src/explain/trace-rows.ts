import type { StorageEntry, TimersEntry, Trace, TraceEntry } from '../record/trace.js';

/** Writes of one page to one key, too many for a line each. */
export interface RepeatedWrites {
  readonly kind: 'writes';
  readonly first: StorageEntry;
  readonly last: StorageEntry;
  readonly count: number;
}

export type TraceRow = TraceEntry | RepeatedWrites;

/** A key that is written more often than this, while nothing but writes and timers is observed, gets one line. */
const mostSingleWrites = 3;

type Quiet = StorageEntry | TimersEntry;

const isQuiet = (entry: TraceEntry): entry is Quiet => entry.kind === 'storage' || entry.kind === 'timers';

/**
 * The entries of a trace as a person wants to read them. An SDK that keeps a heartbeat in storage writes it thousands of
 * times while nothing else happens: within such a stretch the writes of one key are one row, and so are the timers.
 */
export function traceRows({ entries }: Trace): TraceRow[] {
  const rows: TraceRow[] = [];
  let quiet: Quiet[] = [];
  let sinceMs = 0;
  const settle = (untilMs: number): void => {
    rows.push(...foldStretch(quiet, sinceMs));
    quiet = [];
    sinceMs = untilMs;
  };
  for (const entry of entries) {
    if (quiet[0] !== undefined && quiet[0].step !== entry.step) settle(quiet.at(-1)?.elapsedMs ?? 0);
    if (isQuiet(entry)) {
      quiet.push(entry);
      continue;
    }
    settle(entry.elapsedMs);
    rows.push(entry);
  }
  settle(0);
  return rows;
}

/** @param sinceMs when the row before the stretch was observed */
function foldStretch(stretch: readonly Quiet[], sinceMs: number): TraceRow[] {
  const writes = new Map<string, StorageEntry[]>();
  for (const entry of stretch) {
    if (entry.kind !== 'storage') continue;
    const same = writes.get(keyOf(entry));
    if (same === undefined) writes.set(keyOf(entry), [entry]);
    else same.push(entry);
  }
  const rows: TraceRow[] = [];
  /** The burst that goes on until a write with a row of its own. */
  let burst: TimersEntry | undefined;
  let fromMs = sinceMs;
  for (const entry of stretch) {
    if (entry.kind === 'timers') {
      const count = (burst?.count ?? 0) + entry.count;
      if (burst !== undefined) rows.splice(rows.indexOf(burst), 1);
      burst = { ...entry, count, fromMs };
      rows.push(burst);
      continue;
    }
    const same = writes.get(keyOf(entry)) ?? [];
    const last = same.at(-1);
    if (same.length > mostSingleWrites && last !== undefined) {
      if (entry === same[0]) rows.push({ kind: 'writes', first: entry, last, count: same.length });
      continue;
    }
    rows.push(entry);
    burst = undefined;
    fromMs = entry.elapsedMs;
  }
  return rows;
}

function keyOf({ device, client, area, key }: StorageEntry): string {
  return JSON.stringify([device, client, area, key]);
}
