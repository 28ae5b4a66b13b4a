import type { Case, Expectation } from '../record/case.js';
import type { Finding } from '../record/verdict.js';
import { mainRequirement, stepNumber } from './check.js';

export interface Comparison {
  readonly holds: boolean;
  readonly expected: string;
  readonly observed: string;
  readonly relatedStep?: number;
}

/**
 * The findings of one kind of expectation: `compare` is called for every step of which the author said something of the
 * kind, in order, and returns `undefined` where the author did not.
 */
export function compareExpectations(
  check: string,
  scenario: Case,
  compare: (expectation: Expectation, step: number) => Comparison | undefined,
): Finding[] {
  const findings: Finding[] = [];
  for (const [step, expectation] of scenario.expectations) {
    const comparison = compare(expectation, step);
    if (comparison === undefined) continue;
    const { holds, expected, observed, relatedStep } = comparison;
    const because = expectation.because === undefined ? '' : ` (${expectation.because})`;
    findings.push({
      check,
      requirement: mainRequirement(scenario, step),
      step,
      ...(relatedStep === undefined ? {} : { relatedSteps: [relatedStep] }),
      outcome: holds ? 'pass' : 'fail',
      expected,
      observed,
      message: holds
        ? `${stepNumber(step)}: ${observed}`
        : `${stepNumber(step)}: expected ${expected}, observed ${observed}${because}`,
    });
  }
  return findings;
}
