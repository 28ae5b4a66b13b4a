import type { Case } from '../record/case.js';
import type { Behaviour } from '../record/comparison.js';
import { type Conduct, conductText } from '../record/conduct.js';
import { formatDuration } from '../time/duration.js';
import { sessionBars } from './draw.js';
import { stepText } from './step-text.js';

/** What stands in one column beside the timeline. */
export interface Column {
  readonly title: string;
  readonly behaviour: Behaviour;
}

/**
 * A timeline drawn as text with a column for each of several targets: a bar for each stretch of messages that belong
 * to one session, and what the target did.
 * @param marked the index of the step that a reader is to look at
 */
export function drawColumns(
  { case: scenario, elapsedMs }: { readonly case: Pick<Case, 'timeline'>; readonly elapsedMs: readonly number[] },
  columns: readonly Column[],
  marked: number,
): string[] {
  const { steps } = scenario.timeline;
  const clients = new Set(steps.map(({ client }) => client)).size > 1;
  const bars = columns.map(({ behaviour }) =>
    sessionBars(steps.length, (step) => sessionOf(behaviour.conducts.get(step))),
  );
  const header = ['step', 'time', ...(clients ? ['client'] : []), 'what happens', ...columns.map(({ title }) => title)];
  const rows = steps.map(({ action, client }, step) => [
    String(step + 1),
    formatDuration(elapsedMs[step] ?? 0),
    ...(clients ? [client] : []),
    stepText(action),
    ...columns.map(({ behaviour }, column) => {
      const conduct = behaviour.conducts.get(step);
      return `${bars[column]?.[step] ?? ' '} ${conduct === undefined ? '' : conductText(conduct)}`;
    }),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (pointer: string, cells: readonly string[]): string =>
    `${pointer} ${cells
      .map((cell, column) => (column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')}`.trimEnd();
  return [line(' ', header), ...rows.map((row, step) => line(step === marked ? '▶' : ' ', row))];
}

function sessionOf(conduct: Conduct | undefined): string | undefined {
  return conduct?.kind === 'message' ? conduct.session?.toString() : undefined;
}
