import type { Case, Expectation } from '../record/case.js';
import type { TraceEntry } from '../record/trace.js';
import { formatDuration } from '../time/duration.js';
import { stepText } from './step-text.js';

/** The session of a step's message, as text that is the same for the same session; absent when it has none. */
export type SessionOfStep = (step: number) => string | undefined;

/**
 * A timeline drawn as text: one line a step, with its virtual time, and at the left a bar for each stretch of messages
 * that belong to one session.
 * @param entries of a trace of the same timeline, for the times
 */
export function drawTimeline(scenario: Case, entries: readonly TraceEntry[], sessionOf: SessionOfStep): string[] {
  const elapsed = new Map(
    entries.flatMap((entry) => (entry.kind === 'step' ? [[entry.step, entry.elapsedMs] as const] : [])),
  );
  const { steps } = scenario.timeline;
  const clients = new Set(steps.map(({ client }) => client));
  const rows = steps.map(({ action, client }, index) => [
    String(index + 1),
    formatDuration(elapsed.get(index) ?? 0),
    ...(clients.size > 1 ? [client] : []),
    stepText(action),
    expectationText(scenario.expectations.get(index)),
  ]);
  const header = ['step', 'time', ...(clients.size > 1 ? ['client'] : []), 'what happens', 'what is expected'];
  const bars = sessionBars(steps.length, sessionOf);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (bar: string, cells: readonly string[]): string =>
    `${bar} ${cells.map((cell, column) => (column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd();
  return [line(' ', header), ...rows.map((row, index) => line(bars[index] ?? ' ', row))];
}

/** `┏` where a session begins, `┃` inside, `┗` at its last message, `╺` for a session of one message. */
export function sessionBars(length: number, sessionOf: SessionOfStep): string[] {
  const bars = new Array<string>(length).fill(' ');
  let first: number | undefined;
  let last = 0;
  const close = (): void => {
    if (first === undefined) return;
    bars.fill('┃', first, last + 1);
    bars[first] = first === last ? '╺' : '┏';
    if (first !== last) bars[last] = '┗';
  };
  let current: string | undefined;
  for (let step = 0; step < length; step++) {
    const session = sessionOf(step);
    if (session === undefined) continue;
    if (session !== current) {
      close();
      first = step;
      current = session;
    }
    last = step;
  }
  close();
  return bars;
}

/** What the author expects of a step, in one line. */
export function expectationText(expectation: Expectation | undefined): string {
  if (expectation === undefined) return '';
  const { session, start, id, fields, visitor, returns, messages, logs } = expectation;
  const parts: string[] = [];
  if (session !== undefined)
    parts.push(session === 'none' ? 'no session' : session === 'some' ? 'some session' : `session ${session}`);
  if (start !== undefined) parts.push(start === 'true' ? 'sessionStart' : 'no sessionStart');
  if (id !== undefined)
    parts.push(typeof id === 'number' ? `id ${id}` : `id is the wall clock of step ${id.wallClockOf + 1}`);
  for (const [path, value] of Object.entries(fields ?? {})) {
    parts.push(value === null ? `no ${path}` : `${path} ${JSON.stringify(value)}`);
  }
  if (visitor !== undefined) parts.push(`visitor ${visitor}`);
  if (returns !== undefined) parts.push(returns === 'none' ? 'returns nothing' : `returns the id of ${returns}`);
  if (messages !== undefined) parts.push(`${messages} message${messages === 1 ? '' : 's'}`);
  if (logs !== undefined) parts.push(logs === 'none' ? 'logs no warning' : `logs a line of severity ${logs}`);
  return parts.join(' · ');
}
