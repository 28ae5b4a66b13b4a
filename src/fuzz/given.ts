import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Conduct } from '../record/conduct.js';
import type { Json, Timeline } from '../record/timeline.js';
import type { Policy, PolicyKey, PolicyValues } from '../spec/policies.js';
import { behaviourOf } from '../suite/behaviour.js';

/** What another SDK may choose, where it is a choice of words; of numbers, those that are in use. */
const alternatives: Partial<{ readonly [K in PolicyKey]: readonly PolicyValues[K][] }> = {
  defaultTimeoutMs: [300_000, 1_800_000],
  boundary: ['exclusive', 'inclusive'],
  zeroTimeout: ['disables', 'always-expired'],
  negativeTimeout: ['default', 'always-expired'],
  invalidTimeout: ['default', 'disables', 'added'],
  onlyFalseDisablesAutoTrack: [true, false],
  expiryCheck: ['every-event', 'foreground'],
  automaticNeedsLifecycleEvents: [true, false],
  foregroundIsActivity: [true, false],
  backgroundIsActivity: [true, false],
  backgroundEventsAreActivity: [true, false],
  resetIsActivity: [true, false],
  idUnit: ['milliseconds', 'seconds'],
  minimumManualIdDigits: [10, 1],
  invalidManualId: ['replaced', 'ignored'],
  manualAfterRestart: ['continued', 'replaced'],
  clockSetBack: ['kept', 'expired', 'absolute'],
  storageLost: ['kept', 'renewed'],
  cutOffBoundary: ['exclusive', 'inclusive'],
  cutOffShorterThanTimeout: ['disabled', 'honoured'],
};

/** What a requirement decides for the web, so that it is a choice on a phone only. */
const ofPhones: ReadonlySet<string> = new Set<PolicyKey>([
  'expiryCheck',
  'automaticNeedsLifecycleEvents',
  'foregroundIsActivity',
  'backgroundIsActivity',
  'backgroundEventsAreActivity',
  'manualAfterRestart',
]);

/**
 * The values of a policy on which it depends what the engine expects of a timeline: with another one of them, it would
 * expect something else.
 * @param resolve the timeline under another policy, by which lengths of time may differ
 */
export function givenBy(
  policy: Policy,
  edition: string,
  resolve: (policy: Policy) => Timeline,
): Readonly<Record<string, Json>> {
  const expected = conductsUnder(policy, edition, resolve(policy));
  const open = Object.entries(alternatives).filter(([key]) => policy.platform === 'mobile' || !ofPhones.has(key));
  const given = open.filter(([key, choices]) =>
    choices.some((choice) => {
      const other: Policy = { ...policy, values: { ...policy.values, [key]: choice } };
      return conductsUnder(other, edition, resolve(other)) !== expected;
    }),
  );
  return Object.fromEntries(given.map(([key]) => [key, policy.values[key as PolicyKey]]));
}

function conductsUnder(policy: Policy, edition: string, timeline: Timeline): string {
  return JSON.stringify([...conductsOf(policy, edition, timeline)].filter(([, { kind }]) => kind !== 'return'));
}

/** What the engine does at each step, by the index of the step. */
export function conductsOf(policy: Policy, edition: string, timeline: Timeline): ReadonlyMap<number, Conduct> {
  return behaviourOf(simulate(timeline, policy, rulesFor(policy, edition)), timeline).conducts;
}
