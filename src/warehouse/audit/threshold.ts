import { didYouMean, InputError } from '../../spec/input-error.js';
import type { AuditedFinding } from './audit.js';
import { shareOf } from './audit-words.js';
import { allFindings } from './findings/index.js';

/** Above which share of its unit a finding fails, and whether it was asked for by its id; absent: no share does. */
export type Thresholds = ReadonlyMap<string, { readonly share: number; readonly isNamed: boolean }>;

/**
 * Reads `any`, or ids of findings, each perhaps with a share: `unmarked-session:0.01,id-shared`, `any:1%`. What is said of a
 * finding by its id counts before what is said of any.
 * @throws InputError naming what is no finding, or no share
 */
export function thresholdsOf(texts: readonly string[]): Thresholds {
  const ids = allFindings.map(({ id }) => id);
  const ofAny = new Map<string, { share: number; isNamed: boolean }>();
  const ofOne = new Map<string, { share: number; isNamed: boolean }>();
  for (const text of texts.flatMap((each) => each.split(','))) {
    const [id = '', written, ...rest] = text.split(':');
    if (rest.length > 0) throw wrongShare(text);
    const share = written === undefined ? 0 : shareIn(written, text);
    if (id === 'any') for (const each of ids) ofAny.set(each, { share, isNamed: false });
    else if (ids.includes(id)) ofOne.set(id, { share, isNamed: true });
    else {
      const message = `--fail-on has ${JSON.stringify(id)}${didYouMean(id, ['any', ...ids])}`;
      throw new InputError([{ message, allowed: ['any', ...ids].join(', ') }]);
    }
  }
  return new Map([...ofAny, ...ofOne]);
}

function shareIn(share: string, text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(share) ?? [];
  const value = Number(number) / (percent === '%' ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw wrongShare(text);
}

function wrongShare(text: string): InputError {
  const allowed = 'a share from 0 to 1 or in percent, such as unmarked-session:0.01 or any:1%';
  return new InputError([{ message: `--fail-on has ${JSON.stringify(text)}`, allowed }]);
}

/** The findings that are above their threshold, and those that were asked for by their id and not judged. */
export function failuresOf(
  findings: readonly AuditedFinding[],
  thresholds: Thresholds,
): { readonly above: readonly AuditedFinding[]; readonly notJudged: readonly AuditedFinding[] } {
  return {
    above: findings.filter((finding) => {
      const threshold = thresholds.get(finding.id);
      return threshold !== undefined && finding.count > 0 && (shareOf(finding) ?? 0) > threshold.share;
    }),
    notJudged: findings.filter(({ id, verdict }) => verdict === 'not judged' && thresholds.get(id)?.isNamed === true),
  };
}
