import { describe, expect, test } from 'vitest';
import { instructionsOf, inWords } from '../../src/explain/instructions.js';
import type { StepAction } from '../../src/record/timeline.js';

function told(platform: 'web' | 'mobile', ...actions: StepAction[]) {
  const steps = actions.map((action) => ({ device: 'device1', client: 'app', action }));
  return instructionsOf({ id: 'x', startMs: 0, steps }, platform);
}

describe('instructions', () => {
  test('say in plain sentences what to do with an app, and what to write down', () => {
    const timeout = { sessions: { timeout: 60_000, autoTrack: false } };
    expect(
      told(
        'mobile',
        { kind: 'load', config: timeout },
        { kind: 'event', type: 'track', name: 'Application Opened' },
        { kind: 'event', type: 'screen', name: 'Home', properties: { id: 1 } },
        { kind: 'event', type: 'identify' },
        { kind: 'background' },
        { kind: 'wait', durationMs: 90_000 },
        { kind: 'restart' },
        { kind: 'getSessionId' },
        { kind: 'network', state: 'offline' },
      ),
    ).toEqual([
      { number: 1, text: 'Start the app, whose SDK is configured with autoTrack false, timeout 1m.' },
      { number: 2, text: 'Do nothing: the SDK tracks "Application Opened" by itself.' },
      { number: 3, text: 'Let the app call screen "Home", with properties {"id":1}.' },
      { number: 4, text: 'Let the app call identify without a name or id.' },
      { number: 5, text: 'Leave the app for the home screen. Do not close it.' },
      {
        number: 6,
        text: 'Wait 1 minute and 30 seconds. Touch nothing meanwhile.',
        waitMs: 90_000,
        note: 'how long it was, if it was another time',
      },
      { number: 7, text: 'Close the app for good (swipe it away), and start it again.' },
      { number: 8, text: 'Let the app call getSessionId.', note: 'what it returned: no capture shows it' },
      { number: 9, text: 'Turn on the flight mode.' },
    ]);
  });

  test('name the tab where there are several', () => {
    const load: StepAction = { kind: 'load', config: {} };
    const steps = ['tab1', 'tab2'].map((client) => ({ device: 'device1', client, action: load }));
    const [, second] = instructionsOf({ id: 'x', startMs: 0, steps }, 'web');
    expect(second?.text).toBe('In tab2: Let the page load the SDK.');
  });

  test('have a sentence of its own for everything that a timeline can ask for', () => {
    const actions: StepAction[] = [
      { kind: 'open', url: 'https://shop.example/' },
      { kind: 'load', config: { storage: { type: 'localStorage' } } },
      { kind: 'event', type: 'page', name: 'Home', category: 'Docs' },
      { kind: 'event', type: 'alias', name: 'bob', previousId: 'alice' },
      { kind: 'startSession' },
      { kind: 'startSession', sessionId: 1_234_567_890 },
      { kind: 'endSession' },
      { kind: 'reset' },
      { kind: 'reset', anonymousId: true },
      { kind: 'consent', storage: 'cookieStorage' },
      { kind: 'reload' },
      { kind: 'navigate', url: 'https://shop.example/cart' },
      { kind: 'restart' },
      { kind: 'crash' },
      { kind: 'close' },
      { kind: 'background' },
      { kind: 'foreground' },
      { kind: 'freeze' },
      { kind: 'thaw' },
      { kind: 'sleep', durationMs: 3_600_000 },
      { kind: 'setClock', byMs: -3_600_000 },
      { kind: 'timeZone', zone: 'Europe/Berlin' },
      { kind: 'storage', state: 'cleared' },
      { kind: 'damage', how: 'truncated' },
      { kind: 'network', state: 'online' },
      { kind: 'server', answer: 500 },
    ];
    const inBrowser = told('web', ...actions).map(({ text }) => text);
    const ofPhones = actions.filter(({ kind }) => kind !== 'reload' && kind !== 'navigate');
    const onPhone = told('mobile', ...ofPhones).map(({ text }) => text);
    for (const texts of [inBrowser, onPhone]) {
      for (const text of texts) expect(text).toMatch(/^(?!Do this)[A-Z][^\n]*\.$/);
    }
    expect(new Set(inBrowser).size).toBe(actions.length);
    expect(inBrowser[1]).toBe('Let the page load the SDK, configured with storage localStorage.');
    expect(inBrowser[3]).toBe('Let the app call alias "bob", with previous id "alice".');
    expect(onPhone).toContain('Set the clock of the device back by 1 hour.');
  });

  test('have lengths of time in words', () => {
    expect([1, 60_000, 1_800_001, 93_600_000, 0].map(inWords)).toEqual([
      '1 millisecond',
      '1 minute',
      '30 minutes and 1 millisecond',
      '1 day and 2 hours',
      'no time',
    ]);
  });
});
