import type { RunResult } from '../record/run-result.js';
import { verdictsFor } from '../record/spoken-for.js';
import type { TrendCell, TrendVersion } from '../record/trend.js';
import type { Status } from '../record/verdict.js';

const failing: ReadonlySet<Status> = new Set(['fail', 'warn']);

/**
 * What a version does, requirement by requirement. It is judged without deviations: these are about the version that is
 * installed, and a trend is about all.
 * @param suite a hash of what it was judged with
 */
export function trendVersion({ target, cases, coverage }: RunResult, suite: string): TrendVersion {
  const cells = coverage
    .filter(({ inEdition }) => inEdition)
    .map(({ requirement, outcome }): TrendCell => {
      const found = cases.flatMap((each) => {
        const verdict = verdictsFor(each, requirement).find(({ status }) => failing.has(status));
        return verdict === undefined ? [] : [{ scenario: each.case.id, message: verdict.message }];
      });
      const [first] = found;
      const witness = first === undefined ? {} : { witness: first.message };
      return { requirement, verdict: outcome, failing: found.map(({ scenario }) => scenario), ...witness };
    });
  return { version: target.version, suite, script: target.script ?? '', cells };
}
