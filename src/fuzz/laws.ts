import { lawChecks } from '../judge/checks/index.js';
import { observe } from '../judge/observation.js';
import type { Timeline } from '../record/timeline.js';
import type { Trace } from '../record/trace.js';
import type { Finding } from '../record/verdict.js';
import { generatedCase } from './examine.js';

/** A property of every trace, whatever its timeline. */
export interface Law {
  /** The id of the check, such as `start-first`. */
  readonly id: string;
  /** One sentence: what holds. */
  readonly title: string;
  /**
   * Where the trace breaks the law.
   * @returns the findings whose outcome is `fail`; none if it keeps the law, or if the law is about nothing in it
   */
  broken(trace: Trace, timeline: Timeline): readonly Finding[];
}

/** All laws, for property tests of your own. */
export const laws: readonly Law[] = lawChecks.map((check) => ({
  id: check.id,
  title: check.title,
  broken: (trace, timeline) =>
    check
      .run({ case: generatedCase(timeline, 'any'), observed: observe(trace, timeline), opinion: undefined })
      .filter(({ outcome }) => outcome === 'fail'),
}));
