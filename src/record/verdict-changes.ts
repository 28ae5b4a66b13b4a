import type { Status, Verdict } from './verdict.js';

/** A check that does not say the same of two judgements of one case. */
export interface VerdictChange extends Pick<Verdict, 'check' | 'requirement' | 'step'> {
  /** Absent when the check said nothing of it. */
  readonly before?: Status;
  readonly now?: Status;
}

/** Where two judgements of one case differ, in the order of the first; what only the second has stands at the end. */
export function verdictChanges(before: readonly Verdict[], now: readonly Verdict[]): VerdictChange[] {
  const [first, second] = [byCheck(before), byCheck(now)];
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((key) => {
    const [one, other] = [first.get(key), second.get(key)];
    const either = one ?? other;
    if (either === undefined || one?.status === other?.status) return [];
    const { check, requirement, step } = either;
    return [
      {
        check,
        requirement,
        ...(step === undefined ? {} : { step }),
        ...(one === undefined ? {} : { before: one.status }),
        ...(other === undefined ? {} : { now: other.status }),
      },
    ];
  });
}

/** A check may say several things of one step, in an order of its own. */
function byCheck(verdicts: readonly Verdict[]): Map<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const { check, requirement, step, deviation } = verdict;
    const about = check === 'deviation' ? deviation : step;
    let times = 0;
    let key: string;
    do key = JSON.stringify([check, requirement, about, times++]);
    while (found.has(key));
    found.set(key, verdict);
  }
  return found;
}
