import { stepText } from '../explain/step-text.js';
import { type Behaviour, type ComparedCase, type Comparison, isSameConduct } from '../record/comparison.js';
import { conductText } from '../record/conduct.js';
import { type Columns, csvTable } from './csv-table.js';

/** One step at which the targets do not all do the same, or log lines of different severity. */
interface DivergenceRow {
  readonly compared: ComparedCase;
  readonly step: number;
  readonly aspect: 'session' | 'log';
  /** What each target did; `undefined` for one that did not play the scenario. */
  readonly deeds: readonly (string | undefined)[];
}

/** `divergence.csv`: every step at which the targets part, with a column for each target. */
export function divergenceTable({ targets, cases }: Comparison): string {
  const columns: Columns<DivergenceRow> = {
    scenario: ({ compared }) => compared.case.id,
    step: ({ step }) => step + 1,
    elapsed_ms: ({ compared, step }) => compared.elapsedMs[step],
    what: ({ compared, step }) => {
      const action = compared.case.timeline.steps[step]?.action;
      return action === undefined ? undefined : stepText(action);
    },
    aspect: ({ aspect }) => aspect,
    ...Object.fromEntries(
      targets.map(({ description }, target) => [description.name, ({ deeds }: DivergenceRow) => deeds[target]]),
    ),
  };
  return csvTable(columns, cases.flatMap(divergentSteps));
}

function divergentSteps(compared: ComparedCase): DivergenceRow[] {
  const { behaviours } = compared;
  return compared.case.timeline.steps.flatMap((_, step): DivergenceRow[] => {
    const conducts = behaviours.flatMap((each) => (each === undefined ? [] : [each.conducts.get(step)]));
    const rows: DivergenceRow[] = [];
    const deeds = (of: (behaviour: Behaviour) => string) => behaviours.map((each) => each && of(each));
    if (conducts.some((conduct) => !isSameConduct(conduct, conducts[0]))) {
      rows.push({ compared, step, aspect: 'session', deeds: deeds((each) => conductAt(each, step)) });
    }
    const logs = behaviours.flatMap((each) => (each === undefined ? [] : [logAt(each, step)]));
    if (new Set(logs).size > 1) {
      rows.push({ compared, step, aspect: 'log', deeds: deeds((each) => logAt(each, step)) });
    }
    return rows;
  });
}

function conductAt({ conducts }: Behaviour, step: number): string {
  const conduct = conducts.get(step);
  return conduct === undefined ? 'nothing' : conductText(conduct);
}

function logAt({ logs }: Behaviour, step: number): string {
  const level = logs.get(step);
  return level === undefined ? 'logs nothing' : `logs ${level === 'warn' ? 'a warning' : 'an error'}`;
}
