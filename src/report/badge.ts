import type { RunResult } from '../record/run-result.js';
import { judgementOf } from './judgement.js';
import type { Reporter } from './reporter.js';
import { worstOf } from './worst.js';

/** What a badge of shields.io shows, as its endpoint wants it. */
export const badgeReporter: Reporter = {
  id: 'badge',
  title: 'a badge for a README, as the endpoint of shields.io reads it',
  files: (result) => new Map([['badge.json', `${JSON.stringify(badge(result), undefined, 2)}\n`]]),
};

/** The colours differ in lightness as well, and the message says it in words. */
function badge(result: RunResult) {
  const judgement = judgementOf(result);
  const worst = result.cases.map(worstOf);
  const count = (...statuses: readonly string[]): number => worst.filter((each) => statuses.includes(each)).length;
  const model = result.target.executed ? '' : ' (SDK not executed)';
  const shown = { schemaVersion: 1, label: `sessions ${result.edition}` } as const;
  if (judgement === 'could not be judged')
    return { ...shown, message: 'not judged', color: 'lightgrey', isError: true };
  if (judgement === 'does not conform') {
    const failing = count('fail', 'stale');
    return {
      ...shown,
      message: `${failing} of ${count('pass', 'known', 'flaky', 'warn', 'characterization') + failing} fail${model}`,
      color: 'd55e00',
    };
  }
  const known = count('known', 'flaky');
  const message = known === 0 ? 'conforms' : `conforms, ${known} known`;
  return { ...shown, message: `${message}${model}`, color: known === 0 ? '0072b2' : '56b4e9' };
}
