import { describe, expect, test } from 'vitest';
import { defaultClient, defaultDevice, type LoadConfig, type StepAction } from '../../src/record/timeline.js';
import { featuresOf } from '../../src/suite/features.js';

const features = (...actions: StepAction[]): string[] => [
  ...featuresOf({
    id: 'test',
    startMs: 0,
    steps: actions.map((action) => ({ device: defaultDevice, client: defaultClient, action })),
  }),
];
const load = (config: LoadConfig): StepAction => ({ kind: 'load', config });
const cutOff = (enabled: boolean | string): LoadConfig => ({ sessions: { cutOff: { enabled } } });

describe('the features that a timeline asks for', () => {
  test.each<[string, StepAction, string[]]>([
    ['nothing', load({}), []],
    ['what every SDK has', load({ sessions: { autoTrack: false, timeout: 5_000 } }), []],
    ['a cut-off', load(cutOff(true)), ['cutOff']],
    ['a cut-off in other words', load(cutOff('true')), ['cutOff']],
    ['no cut-off, in so many words', load(cutOff(false)), []],
    ['a duration of a cut-off that is not enabled', load({ sessions: { cutOff: { duration: 5_000 } } }), []],
    ['a place to store', load({ storage: { type: 'localStorage' } }), ['storageType']],
    ['consent to come', load({ preConsent: { storage: 'none', delivery: 'buffer' } }), ['preConsent']],
    ['consent', { kind: 'consent' }, ['preConsent']],
    ['a cut-off from a later page on', { kind: 'reload', config: cutOff(true) }, ['cutOff']],
    ['an event', { kind: 'event', type: 'track', name: 'Viewed' }, []],
  ])('%s', (_what, action, expected) => {
    expect(features(load({}), action)).toEqual(expected);
  });

  test('are all of them, each once', () => {
    const config: LoadConfig = { ...cutOff(true), storage: { type: 'none' } };
    expect(features(load(config), { kind: 'reload', config })).toEqual(['cutOff', 'storageType']);
  });
});
