import type { RunResult } from '../record/run-result.js';
import type { TrendCell, TrendVersion } from '../record/trend.js';
import type { Status, Verdict } from '../record/verdict.js';

/** What is read of a run, or of its `report.json`. */
export interface TrendSource extends Pick<RunResult, 'target'> {
  readonly cases: readonly {
    readonly verdicts: readonly Pick<Verdict, 'requirement' | 'status' | 'message' | 'scenario'>[];
  }[];
  readonly coverage: readonly Pick<RunResult['coverage'][number], 'requirement' | 'inEdition' | 'outcome'>[];
}

const failing: ReadonlySet<Status> = new Set(['fail', 'warn']);

/**
 * What a version does, requirement by requirement. It is judged without deviations: these are about the version that is
 * installed, and a trend is about all.
 * @param suite a hash of what it was judged with
 */
export function trendVersion(result: TrendSource, suite: string): TrendVersion {
  const broken = new Map<string, { scenarios: Set<string>; witness: string }>();
  for (const { requirement, status, scenario, message } of result.cases.flatMap(({ verdicts }) => verdicts)) {
    if (!failing.has(status)) continue;
    const found = broken.get(requirement) ?? { scenarios: new Set<string>(), witness: message };
    found.scenarios.add(scenario);
    broken.set(requirement, found);
  }
  const cells = result.coverage
    .filter(({ inEdition }) => inEdition)
    .map(({ requirement, outcome }): TrendCell => {
      const found = broken.get(requirement);
      const witness = found === undefined ? {} : { witness: found.witness };
      return { requirement, verdict: outcome, failing: [...(found?.scenarios ?? [])], ...witness };
    });
  return { version: result.target.version, suite, script: result.target.script ?? '', cells };
}
