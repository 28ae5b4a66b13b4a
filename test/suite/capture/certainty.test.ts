import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../../src/engine/rules.js';
import { simulate } from '../../../src/engine/simulate.js';
import { readScenarioText } from '../../../src/scenario/load-scenarios.js';
import { assign } from '../../../src/suite/capture/assign.js';
import { capturedMessages } from '../../../src/suite/capture/captured-messages.js';
import { whyNotCapturable, whyUncertain } from '../../../src/suite/capture/certainty.js';
import { withOwnEvents } from '../../../src/suite/capture/own-events.js';
import { bench as web } from '../../judge/bench.js';
import { bench, captureOf, scenarioOf } from './phone.js';

describe('no capture can be judged by a scenario', () => {
  test('whose sessions begin in one instant: an SDK may be right as soon as there is more time', () => {
    const scenario = scenarioOf(`
title: Two sessions in one instant
requirements: [SES-ID-004]
platform: mobile
steps:
  - load
  - startSession
  - track: A
    expect: { session: first }
  - startSession
  - track: B
    expect: { session: second }
`);
    expect(whyNotCapturable(scenario, bench, 5_000)).toBe(
      'step 3 and step 5 are of sessions that begin within 5s, and no person is that quick',
    );
    expect(whyNotCapturable(scenario, bench, 0)).toBeUndefined();
  });
});

test('what happens before the first message is dated by nothing', () => {
  const scenario = readScenarioText(
    `
title: The cut-off is measured from the load
requirements: [SES-CUTOFF-001]
platform: web
config: { cutOff: { enabled: true, duration: 40m } }
steps:
  - load
  - wait: 25m
  - track: A
    expect: { session: first }
  - wait: 20m
  - track: B
    expect: { session: second }
`,
    { file: 'scenarios/example/late.yaml', registry: web.registry, policy: web.policy },
  );
  const { entries } = simulate(scenario.timeline, web.policy, rulesFor(web.policy, web.edition));
  const { messages } = capturedMessages(
    captureOf(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []))).requests,
  );
  const { played } = withOwnEvents(scenario, assign(scenario.timeline, messages));
  expect(whyUncertain(scenario, played, web, 5_000)).toBe(
    'the session of step 6 hangs on the 25m before the first message, which nothing shows',
  );
});
