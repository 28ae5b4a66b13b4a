import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Case } from '../record/case.js';
import { displayPath, InputError, type InputProblem, reasonOf, throwProblems } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import type { Target } from '../target/index.js';
import { hostMonotonicMs } from '../time/host.js';
import type { CostOf } from './shards.js';

/** The table that comes with Lapse: what each scenario took with the RudderStack JavaScript SDK. */
export const ownCosts = path.join(packageRoot, 'scenarios', 'costs.tsv');

const header = 'scenario\tcost_ms';

/**
 * Reads what scenarios took. One that is not in the table is estimated by its pages and steps, so that a new scenario
 * needs no new table.
 * @throws InputError with the line of every row that is none
 */
export function readCosts(file: string): CostOf {
  const table = new Map<string, number>();
  const problems: InputProblem[] = [];
  const shown = displayPath(file);
  const [first, ...rows] = textOf(file, shown).split('\n');
  if (first !== header) {
    problems.push({
      place: { file: shown, line: 1, column: 1 },
      message: 'this is no table of costs',
      allowed: header,
    });
  }
  for (const [index, row] of rows.entries()) {
    if (row === '' || first !== header) continue;
    const [, scenario, cost] = /^([^\t]+)\t(\d{1,9})$/.exec(row) ?? [];
    if (scenario === undefined || cost === undefined) {
      const place = { file: shown, line: index + 2, column: 1 };
      problems.push({
        place,
        message: `${JSON.stringify(row)} is no row of it`,
        allowed: 'an id, a tab and a whole number',
      });
    } else {
      table.set(scenario, Number(cost));
    }
  }
  throwProblems(problems);
  return (scenario) => table.get(scenario.id) ?? estimateOf(scenario);
}

/** In milliseconds, roughly: a page has a window and an SDK of its own, and a step is a call. */
function estimateOf({ timeline: { steps } }: Case): number {
  const pages = steps.filter(({ action }) => action.kind === 'open').length;
  return 60 * (pages + 1) + 6 * steps.length;
}

/** Notes what each timeline takes, in real time. Only for tables of costs: no result may depend on it. */
export class CostRecorder {
  readonly #costs = new Map<string, number>();

  /** The same target, with a stop-watch. */
  around(target: Target): Target {
    return {
      description: target.description,
      ...(target.whyUnable === undefined ? {} : { whyUnable: target.whyUnable.bind(target) }),
      play: async (timeline) => {
        const startedMs = hostMonotonicMs();
        const trace = await target.play(timeline);
        this.#costs.set(timeline.id, Math.max(1, Math.round(hostMonotonicMs() - startedMs)));
        return trace;
      },
      close: () => target.close(),
    };
  }

  /** The table, with the scenarios in the order of a suite; what was not played is not in it. */
  table(scenarios: readonly string[]): string {
    const rows = scenarios.flatMap((id) => {
      const cost = this.#costs.get(id);
      return cost === undefined ? [] : [`${id}\t${cost}`];
    });
    return `${[header, ...rows].join('\n')}\n`;
  }
}

function textOf(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([{ message: `the table of costs, ${shown}, cannot be read: ${reasonOf(error)}` }]);
  }
}
