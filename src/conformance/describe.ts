import { Conformance, type Outcome } from './conformance.js';
import type { ConformanceOptions } from './options.js';
import type { SdkFactory } from './subject.js';

/** What a test framework must be able to do; the two that there are differ only in how they say it. */
export interface TestFramework {
  describe(title: string, body: () => void): void;
  /** Before the first test of the group that is described. */
  before(action: () => Promise<void>): void;
  /** After the last one, whatever became of them. */
  after(action: () => Promise<void>): void;
  /** @param body is handed what marks the test as skipped; it may throw to end the test at once */
  test(title: string, body: (skip: (reason: string) => void) => Promise<void>): void;
}

/**
 * One test for each scenario, grouped by section; one before them that the SDK can be judged at all, and one after them
 * that something was judged and that no review of a known deviation is overdue. A scenario that fails as is known is shown
 * as skipped, with the deviation and its reason: it was played, and it is no pass.
 * @throws InputError with all that is wrong with the options, the configuration or the scenarios
 */
export function describeWith(framework: TestFramework, factory: SdkFactory, options: ConformanceOptions = {}): void {
  const conformance = new Conformance(factory, options);
  const sections = [...new Set(conformance.cases.map(({ section }) => section))];
  framework.describe(`lapse · ${conformance.title}`, () => {
    framework.before(() => conformance.open());
    framework.after(() => conformance.close());
    framework.test('the clock obeys and the wire is alive', async (skip) => tell(conformance.verified(), skip));
    for (const section of sections) {
      framework.describe(section, () => {
        for (const scenario of conformance.cases.filter((each) => each.section === section)) {
          framework.test(`${scenario.id} · ${scenario.title}`, async (skip) =>
            tell(await conformance.judge(scenario), skip),
          );
        }
      });
    }
    framework.test('something was judged, and no review is overdue', async (skip) => tell(conformance.whole(), skip));
  });
}

/** @throws NonconformanceError for a failure */
function tell({ kind, text }: Outcome, skip: (reason: string) => void): void {
  if (kind === 'fail') throw new NonconformanceError(text);
  if (kind !== 'pass') skip(text);
}

/** A scenario fails; the message is what the console of `lapse run` would say. */
export class NonconformanceError extends Error {
  override readonly name = 'NonconformanceError';

  constructor(explanation: string) {
    super(explanation);
    // Where in Lapse it was thrown says nothing about the SDK.
    this.stack = `${this.name}: ${explanation}`;
  }
}
