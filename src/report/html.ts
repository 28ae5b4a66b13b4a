import type { RunResult } from '../record/run-result.js';
import { differencesPart } from './html/differences.js';
import { requirementsPart } from './html/requirements.js';
import { scenariosPart } from './html/scenarios.js';
import { headerOf, summaryPart } from './html/summary.js';
import { framed } from './page/frame.js';
import { pageScript } from './page/script.js';
import type { Reporter } from './reporter.js';

/** One page for people, in one file: what was verified, what came of it, and every scenario drawn in lanes. */
export const htmlReporter: Reporter = {
  id: 'html',
  title: 'one page to read, with every scenario drawn as a timeline',
  files: (result) => new Map([['report.html', page(result)]]),
};

function page(result: RunResult): string {
  const { target, lapseVersion, edition, policy, seed, deviations } = result;
  return framed({
    title: `Sessions of ${target.name} ${target.version} · Lapse`,
    header: headerOf(result),
    parts: [
      summaryPart(result),
      requirementsPart(result),
      ...(deviations.length === 0 ? [] : [differencesPart(result)]),
      scenariosPart(result),
    ],
    skipTo: { id: 'scenarios', words: 'Skip to the scenarios' },
    footer: `Written by Lapse ${lapseVersion}: edition ${edition}, policy ${policy}, seed ${seed}. The same suite, target, policy, edition and seed give the same page.`,
    script: pageScript,
  });
}
