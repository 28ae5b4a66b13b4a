import { describe, expect, test } from 'vitest';
import { stepText } from '../../src/explain/step-text.js';
import type { LoadConfig, StepAction } from '../../src/record/timeline.js';

describe('stepText', () => {
  test.each<[StepAction, string]>([
    [{ kind: 'event', type: 'track', name: 'Product Viewed' }, 'track "Product Viewed"'],
    [{ kind: 'event', type: 'identify' }, 'identify ""'],
    [{ kind: 'event', type: 'page', name: 'Home', category: 'Shop' }, 'page "Home", category "Shop"'],
    [{ kind: 'event', type: 'alias', name: 'ada', previousId: 'a.l.' }, 'alias "ada", from "a.l."'],
    [{ kind: 'wait', durationMs: 1_800_001 }, 'wait 30m 1ms'],
    [{ kind: 'sleep', durationMs: 3_600_000 }, 'sleep 1h'],
    [{ kind: 'setClock', byMs: 3_600_000 }, 'setClock +1h'],
    [{ kind: 'setClock', byMs: -3_600_000 }, 'setClock -1h'],
    [{ kind: 'startSession' }, 'startSession'],
    [{ kind: 'startSession', sessionId: 1_234_567_890 }, 'startSession 1234567890'],
    [{ kind: 'startSession', sessionId: '1234567890' }, 'startSession "1234567890"'],
    [{ kind: 'startSession', sessionId: { notJson: 'NaN' } }, 'startSession NaN'],
    [{ kind: 'startSession', sessionId: { notJson: 'undefined' } }, 'startSession undefined'],
    [{ kind: 'endSession' }, 'endSession'],
    [{ kind: 'reset' }, 'reset'],
    [{ kind: 'reset', anonymousId: true }, 'reset, anonymousId true'],
    [{ kind: 'reset', anonymousId: false }, 'reset, anonymousId false'],
    [{ kind: 'getSessionId' }, 'getSessionId'],
    [{ kind: 'open', url: 'https://shop.example/' }, 'open https://shop.example/'],
    [{ kind: 'navigate', url: 'https://shop.example/cart' }, 'navigate https://shop.example/cart'],
    [{ kind: 'load', config: {} }, 'load'],
    [{ kind: 'reload' }, 'reload'],
    [{ kind: 'restart' }, 'restart'],
    [{ kind: 'close' }, 'close'],
  ])('%j', (action, text) => {
    expect(stepText(action)).toBe(text);
  });

  test.each<[LoadConfig, string]>([
    [{ sessions: {} }, 'load'],
    [{ sessions: { autoTrack: false } }, 'load (autoTrack false)'],
    [{ sessions: { autoTrack: 'false' } }, 'load (autoTrack "false")'],
    [{ sessions: { timeout: 60_000 } }, 'load (timeout 1m)'],
    [{ sessions: { timeout: 0 } }, 'load (timeout 0)'],
    [{ sessions: { timeout: -1 } }, 'load (timeout -1)'],
    [{ sessions: { timeout: 1.5 } }, 'load (timeout 1.5)'],
    [{ sessions: { timeout: '30m' } }, 'load (timeout "30m")'],
    [{ sessions: { timeout: { notJson: 'Infinity' } } }, 'load (timeout Infinity)'],
    [{ sessions: { cutOff: { enabled: true } } }, 'load (cutOff true)'],
    [{ sessions: { cutOff: { enabled: true, duration: 43_200_000 } } }, 'load (cutOff true, of 12h)'],
    [{ storage: { type: 'memoryStorage' } }, 'load (storage memoryStorage)'],
    [
      { sessions: { autoTrack: true, timeout: 1_800_000 }, storage: { type: 'none' } },
      'load (autoTrack true, timeout 30m, storage none)',
    ],
  ])('a load with the configuration %j', (config, text) => {
    expect(stepText({ kind: 'load', config })).toBe(text);
  });

  test('steps that load the page anew tell their configuration as well', () => {
    const config: LoadConfig = { sessions: { timeout: 60_000 } };
    expect(stepText({ kind: 'reload', config })).toBe('reload (timeout 1m)');
    expect(stepText({ kind: 'restart', config })).toBe('restart (timeout 1m)');
    expect(stepText({ kind: 'navigate', url: 'https://shop.example/cart', config })).toBe(
      'navigate https://shop.example/cart (timeout 1m)',
    );
  });
});
