import type { LogEntry, Trace } from '../record/trace.js';
import { oneLine } from './one-line.js';

/** A line of the SDK's own log, short enough for the line of a console. */
export interface LogLine {
  /** The index of the step during which it was written. */
  readonly step: number;
  readonly level: LogEntry['level'];
  readonly text: string;
}

/** A few lines, and how many more there are. */
export interface LogExcerpt {
  readonly lines: readonly LogLine[];
  readonly more: number;
}

const mostLines = 3;
const maximumTextLength = 88;

const severity: Readonly<Record<LogEntry['level'], number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** What the SDK told the developer during one step. */
export function logDuring(step: number, trace: Trace | undefined): LogExcerpt {
  return excerpt(logOf(trace).filter((line) => line.step === step));
}

/** Warnings and errors of the steps between two of the steps that are shown: they may be the cause of what follows. */
export function warningsBetween(shown: readonly number[], trace: Trace | undefined): LogExcerpt {
  const [first, last] = [Math.min(...shown), Math.max(...shown)];
  return excerpt(
    logOf(trace).filter(
      ({ step, level }) => step > first && step < last && !shown.includes(step) && severity[level] >= severity.warn,
    ),
  );
}

function logOf(trace: Trace | undefined): LogEntry[] {
  return (trace?.entries ?? []).filter((entry) => entry.kind === 'log');
}

/** The most severe, in the order in which they were written. */
function excerpt(entries: readonly LogEntry[]): LogExcerpt {
  const chosen = new Set([...entries].sort((a, b) => severity[b.level] - severity[a.level]).slice(0, mostLines));
  const lines = entries
    .filter((entry) => chosen.has(entry))
    .map(({ step, level, text }) => ({ step, level, text: oneLine(text, maximumTextLength) }));
  return { lines, more: entries.length - lines.length };
}
