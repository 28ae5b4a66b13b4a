import { afterAll, beforeAll, describe, test } from 'vitest';
import { describeWith, type TestFramework } from './describe.js';
import type { ConformanceOptions } from './options.js';
import type { SdkFactory } from './subject.js';

export { NonconformanceError } from './describe.js';
export type { ConformanceOptions } from './options.js';
export type { SdkFactory, SdkUnderTest } from './subject.js';

// Lapse has a watchdog of its own, which knows how long the waits of a scenario may take.
const timeout = 0;

const vitest: TestFramework = {
  describe: (title, body) => {
    describe(title, body);
  },
  before: (action) => beforeAll(action, timeout),
  after: (action) => afterAll(action, timeout),
  test: (title, body) => test(title, { timeout }, (context) => body((reason) => context.skip(reason))),
};

/**
 * Turns the suite into vitest tests, one for each scenario, around the SDK that a factory gives. A failure says what the
 * console of `lapse run` would; a scenario that fails as is known is shown as skipped, with the reason.
 * @param factory called once, before the first test
 * @throws InputError with all that is wrong with the options, the configuration or the scenarios
 */
export function describeConformance(factory: SdkFactory, options: ConformanceOptions = {}): void {
  describeWith(vitest, factory, options);
}
