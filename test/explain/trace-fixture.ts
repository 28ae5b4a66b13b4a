import { defaultClient, defaultDevice, type StepAction, type Timeline } from '../../src/record/timeline.js';
import type { Trace, TraceEntry } from '../../src/record/trace.js';

export const startMs = Date.UTC(2026, 2, 2, 9);

type Assumed = 'device' | 'client' | 'wallMs' | 'elapsedMs';
type Written<E extends TraceEntry> = E extends TraceEntry ? Omit<E, Assumed> & Partial<Pick<E, Assumed>> : never;
export type WrittenEntry = Written<TraceEntry>;

/** Entries of one device; the wall clock has not been moved unless an entry says so. */
export function traceOf(...entries: readonly WrittenEntry[]): Trace {
  return {
    timeline: 'a/b',
    target: 'fixture',
    entries: entries.map((entry) => {
      const elapsedMs = entry.elapsedMs ?? 0;
      return { device: defaultDevice, client: defaultClient, wallMs: startMs + elapsedMs, ...entry, elapsedMs };
    }),
    elapsedMs: 0,
    timersFired: 0,
  };
}

export function timelineOf(...actions: readonly StepAction[]): Timeline {
  return {
    id: 'a/b',
    startMs,
    steps: actions.map((action) => ({ device: defaultDevice, client: defaultClient, action })),
  };
}

export const call = (step: number, elapsedMs = 0, action: StepAction = { kind: 'endSession' }) =>
  ({ kind: 'step', step, elapsedMs, action }) as const;
export const write = (step: number, key: string, value: string | undefined, elapsedMs = 0) =>
  ({ kind: 'storage', step, elapsedMs, area: 'localStorage', key, ...(value === undefined ? {} : { value }) }) as const;
export const timers = (step: number, count: number, fromMs: number, elapsedMs: number) =>
  ({ kind: 'timers', step, count, fromMs, elapsedMs }) as const;
