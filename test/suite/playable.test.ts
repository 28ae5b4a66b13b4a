import { describe, expect, test } from 'vitest';
import type { LoadConfig, StepAction } from '../../src/record/timeline.js';
import { whyNotPlayable } from '../../src/suite/playable.js';
import { beyondTimeout, caseOf, event, load, on, track } from '../judge/fixture.js';

function configured(config: LoadConfig): StepAction {
  return { kind: 'load', config };
}

function why(platform: 'web' | 'mobile', ...steps: Parameters<typeof caseOf>[0]): string | undefined {
  return whyNotPlayable(caseOf(steps).timeline, platform);
}

describe('whyNotPlayable', () => {
  test('idle time, the background and a restart are the same everywhere', () => {
    const steps = [
      load,
      track('one'),
      beyondTimeout,
      { kind: 'background' },
      { kind: 'foreground' },
      { kind: 'restart' },
      configured({ sessions: { autoTrack: false, timeout: 60_000 } }),
      { kind: 'startSession', sessionId: 1_234_567_890 },
    ] as const;
    expect(why('web', ...steps)).toBeUndefined();
    expect(why('mobile', ...steps)).toBeUndefined();
  });

  test.each<[StepAction, string]>([
    [{ kind: 'reload' }, 'step 2: an app has no reload'],
    [{ kind: 'navigate', url: 'https://shop.example/cart' }, 'step 2: an app has no navigate'],
    [{ kind: 'freeze' }, 'step 2: an app has no freeze'],
    [event('page', 'Home'), 'step 2: a mobile SDK has no page call'],
    [{ kind: 'consent' }, 'step 2: consent is of the web'],
    [{ kind: 'startSession', sessionId: 'abc' }, 'step 2: a typed language has no such id'],
    [configured({ storage: { type: 'localStorage' } }), 'step 2: a mobile SDK has no choice of storage'],
    [configured({ preConsent: { storage: 'none', delivery: 'buffer' } }), 'step 2: consent is of the web'],
    [configured({ sessions: { cutOff: { enabled: true } } }), 'step 2: a mobile SDK has no cut-off'],
    [configured({ sessions: { autoTrack: 'false' } }), 'step 2: a typed language has no such autoTrack'],
    [configured({ sessions: { timeout: 1.5 } }), 'step 2: a typed language has no such timeout'],
  ])('%j is not of a phone', (action, reason) => {
    expect(why('mobile', load, action)).toBe(reason);
    expect(why('web', load, action)).toBeUndefined();
  });

  test.each<[StepAction, string]>([
    [event('screen', 'Home'), 'step 2: the web has no screen call'],
    [configured({ lifecycleEvents: false }), 'step 2: the web has no events of the app lifecycle'],
  ])('%j is not of the web', (action, reason) => {
    expect(why('web', load, action)).toBe(reason);
    expect(why('mobile', load, action)).toBeUndefined();
  });

  test('several tabs are of the web, several devices of both', () => {
    expect(why('mobile', load, on('tab2', load))).toBe('an app has no tabs');
    expect(why('web', load, on('tab2', load))).toBeUndefined();
    expect(why('mobile', load, on('tab1', load, 'device2'))).toBeUndefined();
  });
});
