import type { Mutant } from '../mutant.js';

export const sleepDoesNotCount: Mutant = {
  id: 'sleep-does-not-count',
  title: 'idle time is measured by a clock that stands still while the device is suspended',
  source: 'rudder-sdk-swift before 1.2.0: the uptime of the system, mended by pull request 213',
  link: 'https://github.com/rudderlabs/rudder-sdk-swift/pull/213',
  family: 'rudderstack-swift',
  requirement: 'SES-TIMEOUT-011',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, timeMs: ({ wallMs, elapsedMs, monotonicMs }) => wallMs - elapsedMs + monotonicMs }),
};
