import { after, before, describe, test } from 'node:test';
import { describeWith, type TestFramework } from './describe.js';
import type { ConformanceOptions } from './options.js';
import type { SdkFactory } from './subject.js';

export { NonconformanceError } from './describe.js';
export type { ConformanceOptions } from './options.js';
export type { SdkFactory, SdkUnderTest } from './subject.js';

const nodeTest: TestFramework = {
  describe: (title, body) => {
    void describe(title, body);
  },
  before: (action) => before(action),
  after: (action) => after(action),
  test: (title, body) => {
    void test(title, (context) => body((reason) => context.skip(reason)));
  },
};

/**
 * Turns the suite into tests of `node:test`, one for each scenario, around the SDK that a factory gives. A failure says
 * what the console of `lapse run` would; a scenario that fails as is known is shown as skipped, with the reason.
 * @param factory called once, before the first test
 * @throws InputError with all that is wrong with the options, the configuration or the scenarios
 */
export function describeConformance(factory: SdkFactory, options: ConformanceOptions = {}): void {
  describeWith(nodeTest, factory, options);
}
